/** Milliseconds between two looks. */
const PERIOD = 50;

/** How often a number has to be the same. */
const TIMES = 4;

/** Milliseconds after which a number that has not come to rest is an error: less than the time limit of a test. */
const LIMIT = 20_000;

/**
 * Waits until a number, such as that of the bytes that a server could send, is above 0 and has not changed for a while.
 * @returns the number
 * @throws {Error} that names the number, if it has not come to rest after 20 seconds
 */
export async function standstill(read: () => number | Promise<number>): Promise<number> {
  const end = performance.now() + LIMIT;
  let [last, same] = [0, 0];
  while (last <= 0 || same < TIMES) {
    if (performance.now() > end)
      throw new Error(`after ${LIMIT / 1000} seconds the number ${last > 0 ? 'is still changing: ' : 'is still '}${last}`);
    await new Promise((resolve) => setTimeout(resolve, PERIOD));
    const now = await read();
    same = now === last ? same + 1 : 0;
    last = now;
  }
  return last;
}
