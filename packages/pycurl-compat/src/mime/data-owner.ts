/**
 * Who still may ask for the data of a `data_cb`: its part, and each duplicate of a handle that sends it. The last one that
 * lets go has `free` called, once.
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
      // As Python's unraisable hook: it is told, and disturbs nobody.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
