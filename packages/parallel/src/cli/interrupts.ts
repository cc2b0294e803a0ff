/** SIGBREAK is Ctrl-Break; only Windows has it, and has no SIGTERM. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const;

/** Handles Ctrl-C, Ctrl-Break and SIGTERM: the first one requests an orderly end, the second one stops at once. */
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

  /** Restores Node's default handling of the signals. */
  stop(): void {
    for (const signal of SIGNALS) process.off(signal, this.#onSignal);
  }
}
