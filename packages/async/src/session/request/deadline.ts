/** When a request has to be over. It is kept on the monotonic clock: a step of the system's clock is not a timeout. */
export class Deadline {
  readonly #end: number;

  /** @param milliseconds from now; 0 for never */
  constructor(readonly milliseconds: number) {
    this.#end = milliseconds > 0 ? performance.now() + milliseconds : Infinity;
  }

  /** Milliseconds that are left, 0 or less when it has passed; Infinity when there is none. */
  get left(): number {
    return this.#end === Infinity ? Infinity : this.#end - performance.now();
  }

  /** Calls back when it has passed, whatever the request waits for then. The returned function takes that back. */
  onExpire(callback: () => void): () => void {
    if (this.#end === Infinity) return () => {};
    const timer = setTimeout(callback, Math.max(0, this.left));
    return () => clearTimeout(timer);
  }
}
