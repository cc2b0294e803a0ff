/** How many more requests than may run are looked at, to find one whose host has room. */
const LOOKAHEAD = 100;

/** Requests that wait because their host has no room, and what runs per host. */
export class HostQueue<T> {
  readonly #max: number;
  readonly #hostOf: (item: T) => string;
  readonly #running = new Map<string, number>();
  readonly #waiting: T[] = [];

  constructor(max: number, hostOf: (item: T) => string) {
    this.#max = max;
    this.#hostOf = hostOf;
  }

  /** Whether there is no use in asking the source for more. */
  get isFull(): boolean {
    return this.#waiting.length >= LOOKAHEAD;
  }

  get size(): number {
    return this.#waiting.length;
  }

  push(item: T): void {
    this.#waiting.push(item);
  }

  /** The first that waits and whose host has room; it counts as running from then on. */
  take(): T | undefined {
    const at = this.#waiting.findIndex((item) => (this.#running.get(this.#hostOf(item)) ?? 0) < this.#max);
    if (at < 0) return undefined;
    const [item] = this.#waiting.splice(at, 1);
    const host = this.#hostOf(item!);
    this.#running.set(host, (this.#running.get(host) ?? 0) + 1);
    return item;
  }

  /** One of this host has ended. */
  done(item: T): void {
    const host = this.#hostOf(item);
    const left = this.#running.get(host)! - 1;
    if (left > 0) this.#running.set(host, left);
    else this.#running.delete(host);
  }
}
