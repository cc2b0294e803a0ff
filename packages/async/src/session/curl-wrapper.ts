import { CurlStateError, argumentError, checkBoolean, checkInteger, checkNames, checkObject, constants } from '@curlew/core-native';
import { AsyncCurlMulti } from '../async-curl-multi.js';
import { connectionStats, type ConnectionStats } from '../connection-stats.js';
import type { SessionOptions } from './options/index.js';
import type { Transport } from './request/run-request.js';
import { SessionResources } from './pool/session-resources.js';
import { Session, type SessionOwner } from './session.js';

/**
 * Limits on the connections of a wrapper, and where its transfers run. Limits are whole numbers.
 */
export interface CurlWrapperOptions {
  /** The maximum number of connections to keep after use (MAXCONNECTS); with 0 libcurl keeps up to two for each running transfer. Default 1,000. */
  maxIdleConnections?: number;
  /** The maximum number of connections to one host (MAX_HOST_CONNECTIONS), 0 for no limit. Default: no limit. */
  maxHostConnections?: number;
  /** The maximum number of connections in total (MAX_TOTAL_CONNECTIONS), 0 for no limit. Default: no limit. */
  maxTotalConnections?: number;
  /** The maximum number of concurrent streams per HTTP/2 connection (MAX_CONCURRENT_STREAMS). Default 100. */
  maxConcurrentStreams?: number;
  /**
   * Run transfers on a thread of the addon's own instead of the event loop. Default false, and true in Bun and Deno. The
   * thread takes each transfer that calls no JavaScript before its end. The event loop drives the others, which check
   * addresses (`allowAddress`) or read a `Mime` part by a function, with connections of their own; the limits apply to each side.
   */
  thread?: boolean;
  /**
   * The number of threads, 1 to 64; it implies `thread`. Default 1. New sessions are given them in turn, and all
   * transfers of a session run on the same one, because libcurl does not let two threads use the same cookies. Each
   * thread has connections of its own, and the limits apply to each.
   */
  threads?: number;
}

/** libcurl's option for each of them. */
const OPTIONS = {
  maxIdleConnections: 'MAXCONNECTS',
  maxHostConnections: 'MAX_HOST_CONNECTIONS',
  maxTotalConnections: 'MAX_TOTAL_CONNECTIONS',
  maxConcurrentStreams: 'MAX_CONCURRENT_STREAMS',
} as const satisfies Record<Exclude<keyof CurlWrapperOptions, 'thread' | 'threads'>, string>;

/** More are a mistake: each is a thread with connections of its own. */
const MOST_THREADS = 64;

/**
 * The connections of any number of sessions, on Node's event loop; acurl's `CurlWrapper`, without its loop argument.
 *
 * @example
 * const wrapper = new CurlWrapper();
 * const session = wrapper.session();
 * console.log((await session.get('https://example.com/')).statusCode);
 * await wrapper.close();
 */
export class CurlWrapper {
  readonly #limits: CurlWrapperOptions;
  /** One for each thread; the first one also without. */
  readonly #multis: readonly [AsyncCurlMulti, ...AsyncCurlMulti[]];
  /** The number of sessions that were given one of them. */
  #given = 0;
  /** The multis of isolated sessions. */
  readonly #isolated = new Set<AsyncCurlMulti>();
  /** The sessions that are not closed yet. Held weakly, so that dropping a session without closing it leaks nothing. */
  readonly #sessions = new Map<WeakKey, WeakRef<Session>>();
  readonly #collected = new FinalizationRegistry<{ key: WeakKey; resources: SessionResources }>(({ key, resources }) => {
    this.#sessions.delete(key);
    resources.release();
  });

  readonly #transport: Transport | undefined;

  /**
   * @throws {TypeError} a limit is not a whole number from 0, or `thread` not a boolean
   * @throws {RangeError} `threads` is not from 1 to 64, or it is given and `thread` is false
   */
  constructor(options?: CurlWrapperOptions);
  /** @internal */
  constructor(options?: CurlWrapperOptions, transport?: Transport);
  constructor(options: CurlWrapperOptions = {}, transport?: Transport) {
    this.#transport = transport;
    checkObject('', 'wrapper', options, 'an object of options');
    checkNames('wrapper', options, { ...OPTIONS, thread: undefined, threads: undefined });
    const threads = threadsOf(options);
    this.#limits = { maxIdleConnections: 1000, ...options, ...(threads === undefined ? {} : { thread: true }) };
    this.#multis = [this.#makeMulti(), ...Array.from({ length: (threads ?? 1) - 1 }, () => this.#makeMulti())];
  }

  get #all(): AsyncCurlMulti[] {
    return [...this.#multis, ...this.#isolated];
  }

  #makeMulti(): AsyncCurlMulti {
    const { thread } = this.#limits;
    const multi = new AsyncCurlMulti(thread === undefined ? {} : { thread });
    for (const [name, option] of Object.entries(OPTIONS)) {
      const value = this.#limits[name as keyof typeof OPTIONS];
      if (value !== undefined) multi.setOpt(option, checkInteger('', name, value, { max: 0x7fffffff }));
    }
    return multi;
  }

  /** A session with cookies of its own. @throws {TypeError} a wrong option @throws {CurlStateError} closed */
  session(options: SessionOptions = {}): Session {
    if (this.closed) throw new CurlStateError('the wrapper is closed', 'ERR_CURL_CLOSED', 'session');
    checkObject('', 'session', options, 'an object of options');
    const isolated = options.isolated !== undefined && checkBoolean('', 'isolated', options.isolated);
    const resources = new SessionResources();
    if (!isolated) return this.#sessionOn(this.#multis[this.#given++ % this.#multis.length]!, resources, options);
    const multi = this.#makeMulti();
    this.#isolated.add(multi);
    // Streamed bodies and WebSockets may still be in progress.
    resources.onFree(() =>
      multi.whenIdle(() => {
        this.#isolated.delete(multi);
        void multi.aclose();
      }),
    );
    return this.#sessionOn(multi, resources, options);
  }

  #sessionOn(multi: AsyncCurlMulti, resources: SessionResources, options: SessionOptions): Session {
    const key = {};
    const owner: SessionOwner = {
      multi,
      resources,
      transport: this.#transport,
      extend: (more) => this.#sessionOn(multi, resources, more),
      closed: () => {
        this.#sessions.delete(key);
        this.#collected.unregister(key);
      },
    };
    const session = new Session(owner, options);
    this.#sessions.set(key, new WeakRef(session));
    this.#collected.register(session, { key, resources }, key);
    return session;
  }

  /**
   * Closes the connections that are idle now; those in use are closed after their transfers. Useful before a long idle
   * time, or after a change of the network. Called inside a callback of a transfer, it takes effect right after it.
   * @throws {CurlStateError} closed
   */
  closeIdle(): void {
    if (this.closed) throw new CurlStateError('the wrapper is closed', 'ERR_CURL_CLOSED', 'closeIdle');
    for (const multi of this.#all) clearConnections(multi);
  }

  /**
   * Counts open and idle connections and running and waiting transfers, in total and by origin, including isolated
   * sessions.
   */
  stats(): ConnectionStats {
    return connectionStats(this.#all.map(({ traffic }) => traffic));
  }

  /** Cancels running requests, closes all sessions, and frees everything. May be called again. */
  async close(): Promise<void> {
    await Promise.all(this.#all.map((multi) => multi.aclose()));
    for (const session of [...this.#sessions.values()]) session.deref()?.close();
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#multis[0].closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

function threadsOf({ thread, threads }: CurlWrapperOptions): number | undefined {
  if (threads === undefined) return undefined;
  checkInteger('', 'threads', threads, { min: 1, max: MOST_THREADS });
  if (thread === false) throw argumentError('', 'thread', 'true, or nothing, because threads is given', thread, 'ERR_CURL_OUT_OF_RANGE');
  return threads;
}

function clearConnections(multi: AsyncCurlMulti): void {
  if (multi.closed) return;
  try {
    multi.setOpt('NETWORK_CHANGED', constants.CURLMNWC_CLEAR_CONNS);
  } catch (error) {
    // libcurl is on the stack.
    if (!(error instanceof CurlStateError) || error.code !== 'ERR_CURL_IN_CALLBACK') throw error;
    setImmediate(clearConnections, multi);
  }
}
