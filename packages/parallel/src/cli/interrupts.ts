/** Ctrl-C: the first one asks for an end, the second one takes it. */
export class Interrupts {
  readonly #onSignal = () => {
    this.#count += 1;
    if (this.#count === 1) this.#onFirst();
    else this.#onSecond();
  };
  readonly #onFirst: () => void;
  readonly #onSecond: () => void;
  #count = 0;

  constructor(onFirst: () => void, onSecond: () => void) {
    this.#onFirst = onFirst;
    this.#onSecond = onSecond;
    process.on('SIGINT', this.#onSignal);
  }

  get isInterrupted(): boolean {
    return this.#count > 0;
  }

  /** Gives Ctrl-C back to Node. */
  stop(): void {
    process.off('SIGINT', this.#onSignal);
  }
}
