import { argumentError, checkInteger, checkNumber, checkBoolean } from '@curlew/core-native';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { AcurlError, RequestError } from '../http/errors.js';
import { headerFields } from '../http/header-fields.js';
import type { Response } from '../http/response.js';
import type { RequestOptions } from './options/index.js';
import { pause } from './request/pause.js';

/** One event that a server sends. */
export interface ServerSentEvent {
  /** The event's type; `message` if the server sent none. */
  readonly event: string;
  /** The event's text; several `data` lines are joined by line feeds. */
  readonly data: string;
  /** The id of the last event that had one; '' if none had. */
  readonly lastEventId: string;
}

/** Options of a stream of events. */
export interface EventStreamOptions extends RequestOptions {
  /** Default `GET`. */
  method?: string | undefined;
  /** Sent as `Last-Event-ID` with the first request, to go on from there. */
  lastEventId?: string | undefined;
  /** Reconnect when the connection ends or cannot be made. Default true for GET, false for other methods. */
  reconnect?: boolean | undefined;
  /** Milliseconds before a reconnect, unless the server sets another time. Default 3,000. */
  reconnectDelay?: number | undefined;
  /** The maximum number of characters of an event. Default 16 Mi. */
  maxEventSize?: number | undefined;
}

/** Sends the request of a stream. @internal */
export type OpenStream = (method: string, options: RequestOptions) => Promise<Response>;

const RECONNECT_DELAY = 3000;
const MAX_EVENT_SIZE = 16 * 1024 * 1024;
const EVENTS = 'text/event-stream';

/** The longest delay that a timer accepts, in milliseconds. */
const MOST_DELAY = 0x7fffffff;

/** Kinds of failures after which a reconnect may succeed. */
const PASSING: ReadonlySet<string> = new Set(['resolve', 'connect', 'timeout', 'send', 'receive', 'protocol']);

/**
 * The events of a server, by the HTML standard's rules for an EventSource: an async iterable that reconnects when the
 * connection ends, and continues after the last event. It ends when the server answers 204, the loop is left, or the
 * request's `signal` aborts.
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
   * @throws {RequestError} the answer is not an event stream (ERR_CURL_EVENTS)
   * @throws {AcurlError} the transfer failed, and `reconnect` is false or a reconnect would not help
   * @throws the reason of the signal when it aborts
   */
  [Symbol.asyncIterator](): AsyncIterator<ServerSentEvent, void, undefined> {
    // In a plain generator `return` would wait for a pending `next`.
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

  /** @param left aborts when the loop is left @param signal aborts then too, or when the caller's own signal does */
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
    // A header is sent as Latin-1, so the id's UTF-8 bytes are passed as Latin-1.
    const id: [string, string][] = this.#lastEventId === '' ? [] : [['Last-Event-ID', Buffer.from(this.#lastEventId).toString('latin1')]];
    const response = await this.#open(this.#method, { ...this.#request, signal, headers: [...own, ...missing, ...id] });
    const { statusCode, headers } = response;
    const type = headers.get('content-type')?.split(';', 1)[0]!.trim().toLowerCase();
    if (statusCode === 204 || (statusCode === 200 && type === EVENTS)) return response;
    response.discard();
    const found = statusCode === 200 ? `its content type is ${type ?? 'missing'}` : `its status is ${statusCode}`;
    throw new RequestError(`the response is not an event stream: ${found}`, response, 'ERR_CURL_EVENTS');
  }

  async *#eventsOf(response: Response): AsyncGenerator<ServerSentEvent, void, undefined> {
    const ready: EventSourceMessage[] = [];
    let isTooLong = false;
    const parser = createParser({
      maxBufferSize: this.#maxEventSize,
      onEvent: (event) => {
        // The parser limits only the characters of an incomplete line.
        if (event.data.length > this.#maxEventSize) isTooLong = true;
        else ready.push(event);
      },
      onRetry: (delay) => void (this.#delay = Math.min(delay, MOST_DELAY)),
      onError: (error) => {
        // Other errors concern lines that the standard ignores.
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
      // The loop may have been left, so drop the rest of the body.
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
