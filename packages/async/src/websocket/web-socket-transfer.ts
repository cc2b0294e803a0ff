import { createHash, randomBytes } from 'node:crypto';
import { BodyQueue, constants, type BodyQueueEvents } from '@curlew/core-native';
import { headerLine, hasField } from '../http/header-fields.js';
import { RESPONSE_INFOS, Response } from '../http/response.js';
import { GivenUp } from '../session/given-up.js';
import { Transfer } from '../session/transfer/transfer.js';
import { WebSocketConnection } from './web-socket-connection.js';

/** The default maximum size of a message in bytes, so that a server cannot fill the memory. */
const MAX_MESSAGE = 128 * 1024 * 1024;

// RFC 6455, 1.3: the constant that is hashed together with the key.
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

const notAnswered = () =>
  new GivenUp(constants.CURLE_WEIRD_SERVER_REPLY, 'the server ended the connection without accepting the WebSocket');

/**
 * A transfer that opens a WebSocket: its response is the server's 101, and the transfer lasts as long as the
 * connection. libcurl only passes bytes through (CURLWS_RAW_MODE); they wait in the native queue until they are parsed,
 * so a flood of tiny frames neither blocks the event loop nor takes much memory.
 */
export class WebSocketTransfer extends Transfer implements BodyQueueEvents {
  #connection: WebSocketConnection | undefined;
  #opening: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  #response: Response | undefined;
  readonly #key = randomBytes(16).toString('base64');

  /** Whether this transfer produced the response. */
  opens(response: Response): boolean {
    return this.#response === response;
  }

  /** The connection; available after {@link WebSocketTransfer.start} has resolved. */
  get connection(): WebSocketConnection {
    return this.#connection!;
  }

  start(): Promise<unknown> {
    const { request } = this.state;
    const { easy } = this.handle;
    // The size limit applies to each message, not to the transfer; the time limit applies only to the opening.
    const settings = { ...request.settings, maxResponseSize: undefined, decompress: false };
    this.handle.prepare({ ...request, settings, isReusable: false }, { ...this.terms(), timeLeft: Infinity });
    easy.setOpts({
      PROTOCOLS_STR: 'ws,wss',
      HTTP_VERSION: constants.CURL_HTTP_VERSION_1_1,
      WS_OPTIONS: constants.CURLWS_RAW_MODE,
      HTTPHEADER: [...request.fields.map(headerLine), ...(this.#hasOwnKey ? [] : [`Sec-WebSocket-Key: ${this.#key}`])],
    });
    this.#connection = new WebSocketConnection({
      easy,
      queue: new BodyQueue(easy, this),
      maxMessageSize: request.settings.maxResponseSize ?? MAX_MESSAGE,
      closeTimeout: request.settings.timeout.close,
      giveUp: (reason) => this.giveUp(reason),
    });
    return new Promise<void>((resolve, reject) => {
      this.#opening = { resolve, reject };
      this.send()
        .then(() => this.endProgress())
        .then(
          () => this.#ended(this.#response ? undefined : notAnswered()),
          (error: unknown) => this.#ended(error),
        );
    });
  }

  /** Whether the caller set the key itself; then it also checks the answer. */
  get #hasOwnKey(): boolean {
    return hasField(this.state.request.fields, 'sec-websocket-key');
  }

  onHeaders(): void {
    const response = this.#readResponse();
    const accept = createHash('sha1').update(`${this.#key}${GUID}`).digest('base64');
    if (!this.#hasOwnKey && response.headers.get('sec-websocket-accept') !== accept) {
      this.giveUp(
        new GivenUp(constants.CURLE_WEIRD_SERVER_REPLY, 'the server did not accept the WebSocket: its Sec-WebSocket-Accept is wrong'),
      );
      return;
    }
    this.#response = response;
    this.#opening!.resolve();
  }

  #readResponse(): Response {
    const { jar } = this.host;
    const outcome = this.handle.easy.takeOutcome(RESPONSE_INFOS);
    if (outcome.setsCookies) jar.observe(outcome.headerBlock);
    return new Response({
      request: this.request,
      startTime: this.startTime,
      outcome,
      body: Buffer.alloc(0),
      jar: jar.snapshot,
      history: this.state.history,
    });
  }

  onReadable(): void {
    this.#connection!.pump();
  }

  #ended(error: unknown): void {
    const failure = error === undefined ? undefined : this.errorOf(error);
    // The last frames may have arrived together with the end.
    this.#connection!.pump();
    this.#connection!.end(failure);
    this.#opening!.reject(error);
    if (this.#response) this.#free();
  }

  collect(): Response {
    return this.#response!;
  }

  /** Gives the handle back; that of an open connection when that has ended. */
  release(): void {
    if (!this.#response) this.#free();
  }

  /** Closes the handle and gives it back: its options are of no use to a request. */
  #free(): void {
    this.handle.easy.close();
    this.giveBack();
  }
}
