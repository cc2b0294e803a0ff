import { checkFunction, type Easy, type EasyError, type Multi } from '@curlew/core-native';

/** Told of each transfer of {@link CurlMulti.run}; `error` when it failed. */
export type OnDone = (easy: Easy, error: EasyError | undefined) => void;

/** libcurl's own timer and its sockets end a wait earlier. */
const LONGEST_WAIT_MS = 1000;

/** The loop of a program that may block: perform, deliver, wait. */
export function runToEnd(multi: Multi, onDone: OnDone): void {
  checkFunction('run', 'onDone', onDone);
  for (;;) {
    const running = multi.perform();
    const delivered = deliver(multi, onDone);
    if (multi.closed || (running === 0 && delivered === 0)) return;
    // What onDone has added since is due at once, which ends the wait; what it has removed must not be waited for.
    if (running > 0 && multi.size > 0) multi.poll(LONGEST_WAIT_MS);
  }
}

/**
 * One message at a time: what onDone throws must not lose those that were read with it.
 * @returns how many there were
 */
function deliver(multi: Multi, onDone: OnDone): number {
  for (let count = 0; ; count++) {
    const message = multi.closed ? undefined : multi.infoRead(1).messages[0];
    if (!message) return count;
    const { easy, code } = message;
    multi.removeHandle(easy);
    onDone(easy, code === 0 ? undefined : easy.failure(code, 'run'));
  }
}
