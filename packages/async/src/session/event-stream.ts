import { argumentError, checkInteger, checkNumber, checkBoolean } from '@curlew/core-native';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { AcurlError, RequestError } from '../http/errors.js';
import { headerFields } from '../http/header-fields.js';
import type { Response } from '../http/response.js';
import type { RequestOptions } from './options/index.js';
import { pause } from './request/pause.js';

/** One event that a server sends. */
export interface ServerSentEvent {
  /** Its type; `message` where the server says none. */
  readonly event: string;
  /** Its text; of several `data` lines, joined by line feeds. */
  readonly data: string;
  /** The id of the last event that had one; '' before. */
  readonly lastEventId: string;
}

/** Options of a stream of events. */
export interface EventStreamOptions extends RequestOptions {
  /** Default `GET`. */
  method?: string | undefined;
  /** Sent as `Last-Event-ID` with the first request, to go on from there. */
  lastEventId?: string | undefined;
  /** Connect again when the connection ends or cannot be made. Default true for GET, and false for other methods. */
  reconnect?: boolean | undefined;
  /** Milliseconds before that, until the server says another time. Default 3,000. */
  reconnectDelay?: number | undefined;
  /** The most characters of one event. Default 16 Mi. */
  maxEventSize?: number | undefined;
}

/** Sends the request of a stream. @internal */
export type OpenStream = (method: string, options: RequestOptions) => Promise<Response>;

const RECONNECT_DELAY = 3000;
const MAX_EVENT_SIZE = 16 * 1024 * 1024;
const EVENTS = 'text/event-stream';

/** Longer than any timer can wait. */
const MOST_DELAY = 0x7fffffff;

/** Failures that an attempt to connect again may get over. */
const PASSING: ReadonlySet<string> = new Set(['resolve', 'connect', 'timeout', 'send', 'receive', 'protocol']);

/**
 * The events of a server, by the HTML standard's rules for an EventSource: an async iterable that connects again, from
 * the last event on, when the connection ends. It ends when the server answers 204, the loop is left, or the request's
 * `signal` aborts.
 */
export class EventStream implements AsyncIterable<ServerSentEvent> {
  readonly #open: OpenStream;
  readonly #method: string;
  readonly #request: RequestOptions;
  readonly #reconnects: boolean;
  readonly #maxEventSize: number;
  #delay: number;
  #lastEventId: string;
  readonly #closing: AbortSignal;

  /** @throws {TypeError | RangeError} naming the option with a wrong value @internal */
  constructor(open: OpenStream, options: EventStreamOptions, closing: AbortSignal) {
    const { method = 'GET', lastEventId = '', reconnect, reconnectDelay, maxEventSize, ...request } = options;
    if (typeof lastEventId !== 'string' || /[\0\r\n]/.test(lastEventId))
      throw argumentError('events', 'lastEventId', 'text without CR, LF and NUL', lastEventId);
    this.#open = open;
    this.#closing = closing;
    this.#method = method;
    this.#request = request;
    this.#lastEventId = lastEventId;
    this.#reconnects = reconnect === undefined ? method.toUpperCase() === 'GET' : checkBoolean('events', 'reconnect', reconnect);
    this.#delay = checkNumber('events', 'reconnectDelay', reconnectDelay ?? RECONNECT_DELAY, { unit: 'milliseconds', max: MOST_DELAY });
    this.#maxEventSize = checkInteger('events', 'maxEventSize', maxEventSize ?? MAX_EVENT_SIZE, { min: 1, unit: 'characters' });
  }

  /** The id of the last event that had one, from which another stream can go on. */
  get lastEventId(): string {
    return this.#lastEventId;
  }

  /**
   * @throws {RequestError} the answer is no stream of events (ERR_CURL_EVENTS)
   * @throws {AcurlError} the transfer failed, and `reconnect` is false or trying again would not help
   * @throws the reason of the signal when it aborts
   */
  [Symbol.asyncIterator](): AsyncIterator<ServerSentEvent, void, undefined> {
    // A generator would have `return` wait for the event that somebody waits for.
    const left = new AbortController();
    const { signal } = this.#request;
    const events = this.#events(left.signal, signal ? AbortSignal.any([signal, left.signal]) : left.signal);
    return {
      next: () => events.next(),
      return: () => {
        left.abort();
        return events.return();
      },
    };
  }

  /** @param left aborts when nobody wants more @param signal the same, or the caller's own */
  async *#events(left: AbortSignal, signal: AbortSignal): AsyncGenerator<ServerSentEvent, void, undefined> {
    while (!left.aborted) {
      try {
        const response = await this.#connect(signal);
        if (response.statusCode === 204) return response.discard();
        yield* this.#eventsOf(response);
        if (!this.#reconnects) return;
      } catch (error) {
        if (left.aborted) return;
        if (!this.#reconnects || !(error instanceof AcurlError) || !PASSING.has(error.kind)) throw error;
      }
      await this.#pause(signal).catch((error: unknown) => {
        if (!left.aborted) throw error;
      });
    }
  }

  async #connect(signal: AbortSignal): Promise<Response> {
    const own = headerFields(this.#request.headers);
    const missing = [
      ['Accept', EVENTS],
      ['Cache-Control', 'no-cache'],
    ].filter(([name]) => !own.some(([given]) => given.toLowerCase() === name!.toLowerCase())) as [string, string][];
    // As bytes of UTF-8, which is how the id came.
    const id: [string, string][] = this.#lastEventId === '' ? [] : [['Last-Event-ID', Buffer.from(this.#lastEventId).toString('latin1')]];
    const response = await this.#open(this.#method, { ...this.#request, signal, headers: [...own, ...missing, ...id] });
    const { statusCode, headers } = response;
    const type = headers.get('content-type')?.split(';', 1)[0]!.trim().toLowerCase();
    if (statusCode === 204 || (statusCode === 200 && type === EVENTS)) return response;
    response.discard();
    const found = statusCode === 200 ? `its type is ${type ?? 'not given'}` : `its status is ${statusCode}`;
    throw new RequestError(`the answer is no stream of events: ${found}`, response, 'ERR_CURL_EVENTS');
  }

  async *#eventsOf(response: Response): AsyncGenerator<ServerSentEvent, void, undefined> {
    const ready: EventSourceMessage[] = [];
    let isTooLong = false;
    const parser = createParser({
      maxBufferSize: this.#maxEventSize,
      onEvent: (event) => {
        // The parser counts only the characters that wait for more.
        if (event.data.length > this.#maxEventSize) isTooLong = true;
        else ready.push(event);
      },
      onRetry: (delay) => void (this.#delay = Math.min(delay, MOST_DELAY)),
      onError: (error) => {
        // The others are lines that the standard ignores.
        if (error.type === 'max-buffer-size-exceeded') isTooLong = true;
      },
    });
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response) {
        parser.feed(decoder.decode(chunk, { stream: true }));
        for (const event of ready.splice(0)) yield this.#take(event);
        if (isTooLong)
          throw new RequestError(`an event is longer than maxEventSize, ${this.#maxEventSize} characters`, response, 'ERR_CURL_EVENTS');
      }
    } finally {
      // The loop may have been left: nobody reads on.
      response.discard();
    }
  }

  #take({ event = 'message', data, id }: EventSourceMessage): ServerSentEvent {
    if (id !== undefined) this.#lastEventId = id;
    return { event, data, lastEventId: this.#lastEventId };
  }

  /** @throws {CurlStateError} the session was closed meanwhile */
  #pause(signal: AbortSignal): Promise<void> {
    return pause(this.#delay, AbortSignal.any([signal, this.#closing]));
  }
}
