import { checkFunction, type Easy, type EasyError, type Multi } from '@curlew/core-native';

/** Called for each finished transfer of {@link CurlMulti.run}, with an `error` if it failed. */
export type OnDone = (easy: Easy, error: EasyError | undefined) => void;

/** The longest wait in milliseconds; libcurl's own timer and its sockets end a wait earlier. */
const LONGEST_WAIT_MS = 1000;

/** The loop of a program that may block: perform, deliver, wait. */
export function runToEnd(multi: Multi, onDone: OnDone): void {
  checkFunction('run', 'onDone', onDone);
  for (;;) {
    const running = multi.perform();
    const delivered = deliver(multi, onDone);
    if (multi.closed || (running === 0 && delivered === 0)) return;
    // Transfers that onDone has added are due at once, which ends the wait; transfers that it has removed must not be waited for.
    if (running > 0 && multi.size > 0) multi.poll(LONGEST_WAIT_MS);
  }
}

/**
 * Delivers one message at a time, so that an exception of onDone does not lose others.
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
