/** Cleans up synchronously when the process ends. */
interface Releasable {
  release(): void;
}

const open = new Set<Releasable>();
let isListening = false;

/** Has a file released when the process exits; a signal without a handler leaves no time for it. */
export function releaseAtExit(file: Releasable): void {
  open.add(file);
  if (isListening) return;
  isListening = true;
  process.on('exit', () => {
    for (const each of open) each.release();
  });
}

export function releasedBefore(file: Releasable): void {
  open.delete(file);
}
