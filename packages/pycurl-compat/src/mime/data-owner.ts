/**
 * Counts the users of a `data_cb`'s data: its part, and each duplicate of a handle that sends it. When the last one
 * releases it, `free` is called once.
 */
export class DataOwner {
  readonly #free: (() => void) | null;
  #holders = 1;

  constructor(free: (() => void) | null) {
    this.#free = free;
  }

  retain(): this {
    this.#holders += 1;
    return this;
  }

  release(): void {
    this.#holders -= 1;
    if (this.#holders > 0 || !this.#free) return;
    try {
      this.#free();
    } catch (error) {
      // Reported like in Python's unraisable hook, without further effect.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
