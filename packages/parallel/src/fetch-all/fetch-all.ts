import { CurlWrapper, type AcurlError, type RequestOptions, type Session } from '@curlew/async';
import type { FetchAllOptions, FetchProgress, FetchRequest, FetchResult, FetchSource } from './fetch-options.js';
import { HostQueue } from './host-queue.js';
import { RateLimit } from './rate-limit.js';

/**
 * Fetches everything that a source gives, some at a time, and gives the results as they come. It takes from the source
 * only as fast as transfers finish, so a source of ten million URLs runs in flat memory. A request that fails is a result
 * like any other. Leaving the loop gives up what is under way.
 *
 * @example
 * for await (const { url, response, error } of fetchAll(urls, { max: 20, maxPerHost: 4, retry: 2, timeout: 30_000 }))
 *   console.log(url, response?.statusCode ?? error?.message);
 * @throws {TypeError} a wrong option, or the source gives what is no request
 * @throws what the source throws, when everything before it has been given
 * @throws the reason of an aborted signal
 */
export async function* fetchAll(source: FetchSource, options: FetchAllOptions = {}): AsyncGenerator<FetchResult, void, undefined> {
  const run = new FetchRun(source, options);
  try {
    yield* run.results();
  } finally {
    await run.end();
  }
}

interface Task {
  index: number;
  request: FetchRequest;
  method: string;
  url: string;
  host: string;
  key: unknown;
  options: RequestOptions;
}

class FetchRun {
  readonly #wrapper: CurlWrapper;
  readonly #session: Session;
  readonly #iterator: AsyncIterator<FetchRequest> | Iterator<FetchRequest>;
  readonly #max: number;
  readonly #ordered: boolean;
  readonly #seen: Set<string> | undefined;
  readonly #queue: HostQueue<Task>;
  readonly #rate: RateLimit;
  readonly #end = new AbortController();
  readonly #signal: AbortSignal;
  readonly #onProgress: ((progress: FetchProgress) => void) | undefined;
  readonly #startTime = performance.now();
  /** Results that nobody has taken yet; in order of completion, or by index when order is asked for. */
  readonly #ready = new Map<number, FetchResult>();
  #wake: (() => void) | undefined;
  #sourceEnded = false;
  #sourceError: { error: unknown } | undefined;
  #taken = 0;
  #given = 0;
  #progress = { started: 0, succeeded: 0, failed: 0, running: 0, bytes: 0 };

  constructor(source: FetchSource, options: FetchAllOptions) {
    const {
      max = 10,
      maxPerHost = Infinity,
      rate = Infinity,
      ordered = false,
      deduplicate = false,
      signal,
      onProgress,
      ...session
    } = options;
    this.#max = checkLimit('max', max);
    this.#ordered = ordered;
    this.#seen = deduplicate ? new Set() : undefined;
    this.#rate = new RateLimit(checkRate(rate));
    this.#queue = new HostQueue(checkLimit('maxPerHost', maxPerHost), ({ host }) => host);
    this.#onProgress = onProgress;
    this.#iterator = iteratorOf(source);
    this.#signal = signal ? AbortSignal.any([signal, this.#end.signal]) : this.#end.signal;
    this.#signal.addEventListener('abort', () => this.#wake?.(), { once: true });
    this.#wrapper = new CurlWrapper();
    this.#session = this.#wrapper.session(session);
  }

  /** Gives up what is under way, and tells the source that nobody wants more. */
  async end(): Promise<void> {
    this.#end.abort();
    if (!this.#sourceEnded) await this.#iterator.return?.();
    await this.#wrapper.close();
  }

  async *results(): AsyncGenerator<FetchResult, void, undefined> {
    const filling = this.#fill();
    for (;;) {
      this.#signal.throwIfAborted();
      const result = this.#take();
      if (result) {
        yield result;
        this.#wakeFiller?.();
        continue;
      }
      if (this.#sourceEnded && this.#progress.running === 0 && this.#queue.size === 0 && this.#ready.size === 0) break;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    await filling;
    if (this.#sourceError) throw this.#sourceError.error;
  }

  #take(): FetchResult | undefined {
    const index = this.#ordered ? this.#given : this.#ready.keys().next().value;
    const result = index === undefined ? undefined : this.#ready.get(index);
    if (!result) return undefined;
    this.#ready.delete(result.index);
    this.#given += 1;
    return result;
  }

  #wakeFiller: (() => void) | undefined;

  /** Takes from the source while there is room; results that nobody takes are room that is not there. */
  async #fill(): Promise<void> {
    try {
      while (!this.#signal.aborted) {
        if (this.#progress.running + this.#ready.size >= this.#max) {
          await new Promise<void>((resolve) => (this.#wakeFiller = resolve));
          continue;
        }
        const task = this.#queue.take();
        if (task) {
          await this.#rate.pass(this.#signal);
          this.#start(task);
        } else if (this.#sourceEnded || this.#queue.isFull) {
          if (this.#sourceEnded && this.#queue.size === 0) break;
          await new Promise<void>((resolve) => (this.#wakeFiller = resolve));
        } else await this.#pull();
      }
    } catch (error) {
      if (!this.#signal.aborted) this.#sourceError = { error };
      this.#sourceEnded = true;
    }
    this.#wake?.();
  }

  async #pull(): Promise<void> {
    const step = await this.#iterator.next();
    if (step.done) {
      this.#sourceEnded = true;
      this.#wake?.();
      return;
    }
    const task = taskOf(step.value, this.#taken);
    if (this.#seen && (task.method === 'GET' || task.method === 'HEAD')) {
      const id = `${task.method} ${task.url}`;
      if (this.#seen.has(id)) return;
      this.#seen.add(id);
    }
    this.#taken += 1;
    this.#queue.push(task);
  }

  #start(task: Task): void {
    this.#progress.started += 1;
    this.#progress.running += 1;
    const { index, request, url, key } = task;
    void this.#session.request(task.method, url, { ...task.options, signal: this.#signalOf(task) }).then(
      (response) => this.#finish(task, { index, request, url, key, response }),
      (error: unknown) => this.#finish(task, { index, request, url, key, error: error as AcurlError }),
    );
  }

  #signalOf({ options: { signal } }: Task): AbortSignal {
    return signal ? AbortSignal.any([signal, this.#signal]) : this.#signal;
  }

  #finish(task: Task, result: FetchResult): void {
    this.#progress.running -= 1;
    this.#queue.done(task);
    if (result.response) this.#progress.succeeded += 1;
    else this.#progress.failed += 1;
    this.#progress.bytes += result.response?.downloadSize ?? 0;
    this.#ready.set(result.index, result);
    const seconds = (performance.now() - this.#startTime) / 1000;
    this.#onProgress?.({ ...this.#progress, rate: (this.#progress.succeeded + this.#progress.failed) / seconds });
    this.#wake?.();
    this.#wakeFiller?.();
  }
}

function iteratorOf(source: FetchSource): AsyncIterator<FetchRequest> | Iterator<FetchRequest> {
  if (typeof source === 'object' && source !== null) {
    if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
    if (Symbol.iterator in source) return source[Symbol.iterator]();
  }
  throw new TypeError(`fetchAll: expected an iterable of requests, got ${source === null ? 'null' : typeof source}`);
}

function taskOf(request: FetchRequest, index: number): Task {
  const given = typeof request === 'string' || request instanceof URL ? { url: request } : request;
  if (typeof given !== 'object' || given === null || !(typeof given.url === 'string' || given.url instanceof URL))
    throw new TypeError(`fetchAll: the source gave what is no request at ${index}: expected a URL, or an object with \`url\``);
  const { url, method = 'GET', key, ...options } = given;
  const text = String(url);
  return { index, request, method, url: text, host: URL.canParse(text) ? new URL(text).host : '', key, options };
}

function checkLimit(name: string, value: unknown): number {
  if (value === Infinity || (Number.isInteger(value) && (value as number) >= 1)) return value as number;
  throw new TypeError(`fetchAll: ${name}: expected a whole number from 1, or Infinity, got ${String(value)}`);
}

function checkRate(value: unknown): number {
  if (typeof value === 'number' && value > 0) return value;
  throw new TypeError(`fetchAll: rate: expected requests per second, got ${String(value)}`);
}
