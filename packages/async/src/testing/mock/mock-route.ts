import { CurlStateError, argumentError, checkInteger, checkNumber } from '@curlew/core-native';
import { prepareReply, type PreparedReply, type Reply, type ReplyBody, type ReplyOptions } from '../reply.js';
import { failureOf, type Failure, type MockFailure } from './failures.js';
import type { MockCall } from './mock-call.js';
import type { CompiledPattern } from './request-pattern.js';

/** Options of {@link MockRoute.reply}. */
export interface MockReplyOptions extends ReplyOptions {
  /** The failure of the transfer after the body: a connection that breaks in the middle. Default: none. */
  failsWith?: MockFailure | undefined;
}

/** An answer of a mock: a response, or the failure that the transfer ends with. */
export interface MockReply extends Reply {
  /** As {@link MockReplyOptions.failsWith}. */
  failsWith?: MockFailure | undefined;
  /** The failure of the transfer; there is no response then. */
  error?: MockFailure | undefined;
}

/** Makes the answer to a request. */
export type ReplyFunction = (call: MockCall) => MockReply | Promise<MockReply>;

/** The outcome of a mocked transfer. @internal */
export type MockOutcome = { error: Failure } | (PreparedReply & { failsWith: Failure | undefined; error?: undefined });

/** A reply that was selected for a request. @internal */
export interface TakenReply {
  milliseconds: number;
  outcome(call: MockCall): MockOutcome | Promise<MockOutcome>;
}

interface PlannedReply {
  outcome: TakenReply['outcome'];
  milliseconds: number;
  /** How many more times it answers; Infinity for always. */
  left: number;
  hasAnswered: boolean;
}

const EXTRA = { failsWith: true, error: true };

function outcomeOf(reply: MockReply): MockOutcome {
  if (reply?.error !== undefined) return { error: failureOf(reply.error, 'reply') };
  const prepared = prepareReply(reply, 'reply', EXTRA);
  return { ...prepared, failsWith: reply.failsWith === undefined ? undefined : failureOf(reply.failsWith, 'reply') };
}

/** Returns the same outcome each time. @throws {TypeError} on the second use, if the body is a stream */
function repeated(outcome: MockOutcome): TakenReply['outcome'] {
  let isUsed = false;
  return () => {
    const isStream = outcome.error === undefined && !Buffer.isBuffer(outcome.body);
    if (isUsed && isStream)
      throw argumentError(
        'reply',
        'body',
        'a function that makes each reply, because a stream can be sent only once',
        'a stream that was read already',
      );
    isUsed = true;
    return outcome;
  };
}

/**
 * The replies to requests that match a pattern, used one after another. Each answers once, unless {@link
 * MockRoute.times} or {@link MockRoute.persist} say otherwise.
 *
 * @example
 * mock.origin('https://api.example.com').get('/jobs/1').reply(503).times(2).reply(200, { state: 'done' });
 */
export class MockRoute {
  readonly #pattern: CompiledPattern;
  readonly #replies: PlannedReply[] = [];
  readonly #calls: MockCall[] = [];

  /** @internal */
  constructor(pattern: CompiledPattern) {
    this.#pattern = pattern;
  }

  /**
   * Adds a reply.
   * @param reply its status (200 to 999), or a function that makes the reply, and may be asynchronous; if it throws,
   *   the request rejects with that error
   * @param body of a status: an object is sent as JSON; a stream or an async iterable is sent as its chunks arrive, and
   *   only once
   * @param options of a status
   * @throws {TypeError | RangeError} naming the wrong part
   */
  reply(reply: number | ReplyFunction, body?: ReplyBody, options: MockReplyOptions = {}): this {
    if (typeof reply === 'number') return this.#add(repeated(outcomeOf({ ...options, status: reply, body })));
    if (typeof reply !== 'function') throw argumentError('reply', 'reply', 'a status or a function', reply);
    return this.#add(async (call) => outcomeOf(await reply(call)));
  }

  /**
   * Adds a failure: the transfer rejects with an {@link AcurlError} as libcurl's would.
   * @param failure libcurl's code (`CURLE_COULDNT_CONNECT`), or a kind of error (`connect`, `timeout`, `tls` …)
   * @throws {TypeError} neither
   */
  replyWithError(failure: MockFailure): this {
    const error = failureOf(failure, 'replyWithError');
    return this.#add(() => ({ error }));
  }

  #add(outcome: TakenReply['outcome']): this {
    this.#replies.push({ outcome, milliseconds: 0, left: 1, hasAnswered: false });
    return this;
  }

  /**
   * Delays the last reply. The request's timeouts and signal apply during the delay.
   * @throws {RangeError} not a number from 0
   * @throws {CurlStateError} there is no reply yet
   */
  delay(milliseconds: number): this {
    this.#last('delay').milliseconds = checkNumber('delay', 'milliseconds', milliseconds, { unit: 'milliseconds' });
    return this;
  }

  /**
   * Makes the last reply answer this many times.
   * @throws {RangeError} not a whole number from 1
   * @throws {CurlStateError} there is no reply yet
   */
  times(count: number): this {
    this.#last('times').left = checkInteger('times', 'count', count, { min: 1 });
    return this;
  }

  /** Makes the last reply answer always. @throws {CurlStateError} there is no reply yet */
  persist(): this {
    this.#last('persist').left = Infinity;
    return this;
  }

  #last(operation: string): PlannedReply {
    const last = this.#replies.at(-1);
    if (!last) throw new CurlStateError('there is no reply yet: call reply() or replyWithError() first', 'ERR_CURL_NOT_IN_USE', operation);
    return last;
  }

  /** The requests that this route has answered, the oldest first. */
  get calls(): readonly MockCall[] {
    return this.#calls;
  }

  /** Whether every reply was used as many times as it answers, and a persistent one at least once. */
  get isDone(): boolean {
    return this.#replies.length > 0 && this.#replies.every(({ left, hasAnswered }) => left === 0 || (left === Infinity && hasAnswered));
  }

  /** @internal */
  get description(): string {
    return this.#pattern.description;
  }

  /** The reasons why the route does not match the request; empty if it does. @internal */
  mismatches(call: MockCall, url: URL): string[] {
    const reasons = this.#pattern.checks.map((check) => check(call, url)).filter((reason) => reason !== undefined);
    if (reasons.length > 0 || this.#next !== undefined) return reasons;
    const asked = this.#calls.length;
    return [
      asked === 0 ? 'it has no reply: call reply()' : `it has replied already (${asked}×); use times(n) or persist() to let it reply again`,
    ];
  }

  get #next(): PlannedReply | undefined {
    return this.#replies.find(({ left }) => left > 0);
  }

  /** Takes the next reply for a matching request. @internal */
  take(call: MockCall): TakenReply {
    const next = this.#next;
    if (!next) throw argumentError('take', 'route', 'a route with a reply', this.description);
    next.left -= 1;
    next.hasAnswered = true;
    this.#calls.push(call);
    return next;
  }
}
