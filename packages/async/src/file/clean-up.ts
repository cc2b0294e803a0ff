import { stopWholeFiles } from '@curlew/core-native';

/** An object that can be cleaned up synchronously when the process exits. */
interface Releasable {
  release(): void;
}

const open = new Set<Releasable>();
let isListening = false;

/** Releases a file when the process exits. A signal without a handler ends the process before that. */
export function releaseAtExit(file: Releasable): void {
  open.add(file);
  if (isListening) return;
  isListening = true;
  process.on('exit', () => {
    // Otherwise a thread could create a part that has been removed already.
    stopWholeFiles();
    for (const each of open) each.release();
  });
}

export function releasedBefore(file: Releasable): void {
  open.delete(file);
}
