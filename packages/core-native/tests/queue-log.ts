import { BodyQueue, Multi, type BodyQueueOptions, type Easy } from '../src/index.js';

/** A queue that records its events, for which a test can wait. */
export class QueueLog {
  readonly told: string[] = [];
  readonly queue: BodyQueue;
  #waiting: { line: string; resolve: () => void }[] = [];

  constructor(
    readonly easy: Easy,
    options: BodyQueueOptions = {},
    /** Called before those that wait are resumed. */
    private readonly on: Partial<Record<'headers' | 'readable' | 'end', (log: QueueLog) => void>> = {},
  ) {
    this.queue = new BodyQueue(
      easy,
      {
        onHeaders: () => this.#tell('headers', this.on.headers),
        onReadable: () => this.#tell('readable', this.on.readable),
        onEnd: (code) => this.#tell(`end ${code}`, this.on.end),
      },
      options,
    );
  }

  #tell(line: string, handler: ((log: QueueLog) => void) | undefined): void {
    this.told.push(line);
    handler?.(this);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const each of waiting)
      if (line.startsWith(each.line)) each.resolve();
      else this.#waiting.push(each);
  }

  /** Resolves at the next event that begins so, even if there was one before. */
  next(line: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ line, resolve }));
  }

  /** Resolves when there has been an event that begins so. */
  async was(line: string): Promise<void> {
    if (!this.told.some((told) => told.startsWith(line))) await this.next(line);
  }

  /** All bytes that have arrived. */
  text(): string {
    let text = '';
    for (let bytes; (bytes = this.queue.read()) !== undefined;) text += bytes.toString('latin1');
    return text;
  }
}

/** Adds the handle to a multi of its own, which is closed with the transfer. */
export function start(easy: Easy): Multi {
  const multi = new Multi().attach({ onDone: () => {} });
  multi.addHandle(easy);
  return multi;
}
