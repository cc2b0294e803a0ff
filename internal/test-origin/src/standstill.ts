const PERIOD = 50;

/** How often a number has to be the same. */
const TIMES = 4;

/**
 * Waits until a number, such as that of the bytes that a server could send, is above 0 and has not changed for a while.
 * @returns the number
 */
export async function standstill(read: () => number | Promise<number>): Promise<number> {
  let [last, same] = [0, 0];
  while (last <= 0 || same < TIMES) {
    await new Promise((resolve) => setTimeout(resolve, PERIOD));
    const now = await read();
    same = now === last ? same + 1 : 0;
    last = now;
  }
  return last;
}
