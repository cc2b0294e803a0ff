/** The deadline of a request, on the monotonic clock, so that changes of the system clock cause no timeouts. */
export class Deadline {
  readonly #end: number;
  static readonly #never = new Deadline(0, Infinity);

  private constructor(
    readonly milliseconds: number,
    end: number,
  ) {
    this.#end = end;
  }

  /** @param milliseconds from now; 0 for never */
  static after(milliseconds: number): Deadline {
    return milliseconds > 0 ? new Deadline(milliseconds, performance.now() + milliseconds) : Deadline.#never;
  }

  /** Milliseconds that are left, 0 or less when it has passed; Infinity when there is none. */
  get left(): number {
    return this.#end === Infinity ? Infinity : this.#end - performance.now();
  }

  /** Calls back when the deadline passes. The returned function cancels that. */
  onExpire(callback: () => void): () => void {
    if (this.#end === Infinity) return neverExpires;
    const timer = setTimeout(callback, Math.max(0, this.left));
    return () => clearTimeout(timer);
  }
}

const neverExpires = () => {};
