const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Ctrl-C, or its like from another program: the first one asks for an end, the second one takes it. */
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
    for (const signal of SIGNALS) process.on(signal, this.#onSignal);
  }

  get isInterrupted(): boolean {
    return this.#count > 0;
  }

  /** Gives the signals back to Node. */
  stop(): void {
    for (const signal of SIGNALS) process.off(signal, this.#onSignal);
  }
}
