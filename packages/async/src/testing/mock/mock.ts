import { AssertionError } from 'node:assert';
import { CancelledError } from '../../curl-future.js';
import { collected } from '../../session/transfer/collected-transfer.js';
import { streamed } from '../../session/transfer/streamed-transfer.js';
import type { MakeTransfer, Transport } from '../../session/request/run-request.js';
import { replayRoutes, type ReplayOptions } from '../har/replay.js';
import type { Har } from '../har/har.js';
import { MockOrigin, originOf, readOrigin, type OriginPattern } from './mock-origin.js';
import type { MockCall } from './mock-call.js';
import type { MockRoute, TakenReply } from './mock-route.js';
import { MockTransfer, type MockNetwork } from './mock-transfer.js';
import { unmatched, unmockedSocket } from './unmatched.js';

/** The network of a mocked session: its replies and the requests that it received. */
export class Mock {
  readonly #baseUrl: string | undefined;
  readonly #routes: MockRoute[] = [];
  readonly #calls: MockCall[] = [];
  readonly #unmatched: Error[] = [];
  readonly #running = new Set<MockTransfer>();
  #allowed: ((origin: string) => boolean)[] = [];

  /** @internal */
  constructor(baseUrl: string | undefined) {
    this.#baseUrl = baseUrl;
  }

  /**
   * The replies of an origin.
   * @param pattern a URL (`https://api.example.com`, `https://example.com/v1`), or a pattern for several origins. Default:
   * the session's `baseUrl`
   * @throws {TypeError} not an origin, or none where the session has no `baseUrl`
   */
  origin(pattern: OriginPattern | undefined = this.#baseUrl): MockOrigin {
    return new MockOrigin(pattern as OriginPattern, (route) => this.#routes.push(route));
  }

  /**
   * The requests so far, the oldest first, including redirects, retries and requests without a reply, but not those to
   * the real network.
   */
  get calls(): readonly MockCall[] {
    return this.#calls;
  }

  /** The replies that were not used, or not often enough, as `GET https://example.com/path`. */
  pending(): string[] {
    return this.#routes.filter(({ isDone }) => !isDone).map(({ description }) => description);
  }

  /**
   * Checks that everything was used.
   * @throws {AssertionError} there are {@link Mock.pending} replies, or requests without a reply
   */
  assertDone(): void {
    const pending = this.pending();
    const problems = [
      ...(pending.length > 0 ? [`replies that no request has used:\n  ${pending.join('\n  ')}`] : []),
      ...this.#unmatched.map(({ message }) => message),
    ];
    if (problems.length > 0) throw new AssertionError({ message: problems.join('\n\n') });
  }

  /** Removes all replies, calls and allowed origins. */
  reset(): void {
    this.#routes.length = this.#calls.length = this.#unmatched.length = 0;
    this.#allowed = [];
  }

  /**
   * Lets all requests to these origins, including WebSockets, through to the network, even if there are replies for
   * them.
   * @throws {TypeError} not an origin
   */
  allowNet(...origins: OriginPattern[]): void {
    this.#allowed.push(...origins.map((origin) => readOrigin(origin).matches));
  }

  /**
   * Adds the replies of an HTTP archive: written by {@link recordHar}, `parallel-curl --har` or a browser.
   * @param har the archive, or the path of its file
   * @throws {TypeError} not an archive; the message names the place
   */
  replayHar(har: Har | string, options: ReplayOptions = {}): void {
    this.#routes.push(...replayRoutes(har, options));
  }

  /** The transport of the session, in place of the network. @internal */
  readonly transport: Transport = (asked: MakeTransfer) => (host, state, request) => {
    const url = new URL(state.request.url);
    const origin = originOf(url);
    if (this.#allowed.some((allows) => allows(origin))) return asked(host, state, request);
    if (asked !== collected && asked !== streamed) throw this.#noteUnmatched(unmockedSocket(url.href));
    return new MockTransfer(host, state, request, this.#network, asked === collected ? 'collected' : 'streamed');
  };

  readonly #network: MockNetwork = {
    answer: (call) => this.#answer(call),
    begun: (transfer) => void this.#running.add(transfer),
    ended: (transfer) => void this.#running.delete(transfer),
  };

  #answer(call: MockCall): TakenReply {
    this.#calls.push(call);
    const url = new URL(call.url);
    const route = this.#routes.find((each) => each.mismatches(call, url).length === 0);
    if (!route) throw this.#noteUnmatched(unmatched(call, url, this.#routes));
    return route.take(call);
  }

  #noteUnmatched<E extends Error>(error: E): E {
    this.#unmatched.push(error);
    return error;
  }

  /** Aborts running transfers. @internal */
  close(): void {
    for (const transfer of [...this.#running]) transfer.giveUp(new CancelledError('the wrapper was closed before the transfer ended'));
  }
}
