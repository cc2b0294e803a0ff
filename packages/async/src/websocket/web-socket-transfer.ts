import { constants } from '@curlew/core-native';
import { RESPONSE_INFOS, Response } from '../http/response.js';
import { Transfer } from '../session/transfer/transfer.js';
import { WebSocketConnection } from './web-socket-connection.js';

const SWITCHING_PROTOCOLS = 101;

/** A transfer that opens a WebSocket: its response is the server's 101, and the transfer lasts as long as the connection. */
export class WebSocketTransfer extends Transfer {
  readonly #lines: Buffer[] = [];
  #connection: WebSocketConnection | undefined;
  #isOpen = false;

  /** Once {@link WebSocketTransfer.start} is fulfilled. */
  get connection(): WebSocketConnection {
    return this.#connection!;
  }

  start(): Promise<unknown> {
    const { request } = this.state;
    const { easy } = this.handle;
    // The size limit is that of one message, not of all that comes; a limit of time ends with the opening.
    const { maxResponseSize } = request.settings;
    this.handle.prepare(
      { ...request, settings: { ...request.settings, maxResponseSize: undefined }, isReusable: false },
      { ...this.terms(), timeLeft: Infinity },
    );
    easy.setOpts({ PROTOCOLS_STR: 'ws,wss', HTTP_VERSION: constants.CURL_HTTP_VERSION_1_1 });
    this.#connection = new WebSocketConnection(easy, maxResponseSize, (reason) => this.giveUp(reason));
    return new Promise<void>((resolve, reject) => {
      let status = 0;
      easy.setOpt('HEADERFUNCTION', (line) => {
        this.#lines.push(Buffer.from(line));
        status = Number(/^HTTP\/[\d.]+ (\d{3})/.exec(line.toString('latin1'))?.[1] ?? status);
        if (status === SWITCHING_PROTOCOLS && line.length <= 2) resolve();
      });
      this.send().then(
        () => this.#ended(undefined, reject),
        (error: unknown) => this.#ended(error, reject),
      );
    });
  }

  #ended(error: unknown, reject: (error: unknown) => void): void {
    const failure = error === undefined ? undefined : this.errorOf(error);
    this.#connection!.end(failure);
    reject(error);
    if (this.#isOpen) this.#free();
  }

  collect(): Response {
    this.#isOpen = true;
    const { jar } = this.host;
    const headerBlock = Buffer.concat(this.#lines);
    jar.observe(headerBlock);
    return new Response({
      request: this.request,
      startTime: this.startTime,
      outcome: { ...this.handle.easy.takeOutcome(RESPONSE_INFOS), headerBlock },
      body: Buffer.alloc(0),
      jar: jar.snapshot,
      history: this.state.history,
    });
  }

  /** The handle of an open connection is free when that has ended. */
  release(): void {
    if (!this.#isOpen) this.#free();
  }

  /** Its options are of no use to a request. */
  #free(): void {
    this.handle.easy.close();
    this.host.pool.give(this.handle);
  }
}
