/** The longest delay that a timer accepts, in milliseconds; a longer one would be over at once. */
const LONGEST = 2 ** 31 - 1;

/**
 * Waits, using the global timers so that tests may fake them.
 * @throws the reason of the signal when it aborts meanwhile
 */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) reject(signal.reason as Error);
      else resolve();
    };
    const timer = setTimeout(end, Math.min(LONGEST, milliseconds));
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end);
  });
}
