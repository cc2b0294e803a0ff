import type { Readable } from 'node:stream';
import { bodyStream } from '@curlew/core-native';
import { CancelledError } from '../../curl-future.js';
import { RESPONSE_INFOS, Response } from '../../http/response.js';
import { Transfer } from './transfer.js';

/**
 * A transfer whose response is there as soon as its headers are; the body is the response's stream. The handle goes back
 * to the pool when the stream has ended or was destroyed.
 */
export class StreamedTransfer extends Transfer {
  readonly #lines: Buffer[] = [];
  #stream: Readable | undefined;
  #response: Response | undefined;
  #isReleased = false;

  start(): Promise<unknown> {
    const { request } = this.state;
    const { easy } = this.handle;
    this.#stream = this.#makeStream(request.signal);
    return new Promise<void>((resolve, reject) => {
      easy.setOpt('HEADERFUNCTION', (line) => {
        this.#lines.push(Buffer.from(line));
        if (line.length > 2 || !this.#isFinal()) return;
        this.collect();
        resolve();
      });
      this.send().then(
        () => {
          // Without a body the transfer may end before its last line was seen for what it is.
          this.collect().finish(easy);
          resolve();
          this.#end();
        },
        (error: unknown) => {
          reject(error);
          // Without a response the request still asks the handle how far it had come.
          if (this.#response) this.#end();
        },
      );
    });
  }

  #makeStream(signal: AbortSignal | undefined): Readable {
    const { easy } = this.handle;
    const { request, deadline } = this.state;
    const isHeld = () => this.#stream!.readableLength >= this.#stream!.readableHighWaterMark;
    this.handle.prepare(request, { timeLeft: deadline.left, isHeld });
    // Its callbacks are this stream's.
    this.handle.forgetSettings();
    const stream = bodyStream(easy, {
      errorOf: (code) => {
        if (code > 0) return this.errorOf(easy.failure(code)) as Error;
        return signal?.aborted ? (signal.reason as Error) : new CancelledError('the transfer was given up before its end');
      },
    });
    // A failure before the headers is the promise's; the stream's own error needs no second listener then.
    return stream.on('error', () => {});
  }

  /** The response, made of the headers that have come. */
  collect(): Response {
    this.#response ??= this.#build();
    return this.#response;
  }

  #build(): Response {
    const { jar } = this.host;
    const headerBlock = Buffer.concat(this.#lines);
    jar.observe(headerBlock);
    return new Response({
      request: this.request,
      startTime: this.startTime,
      outcome: { ...this.handle.easy.takeOutcome(RESPONSE_INFOS), headerBlock },
      body: undefined,
      stream: this.#stream!,
      jar: jar.snapshot,
      history: this.state.history,
    });
  }

  /** The handle of one that has a response is the stream's until its end. */
  release(): void {
    if (!this.#response) this.#end();
  }

  #end(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.handle.easy.setOpt('HEADERFUNCTION', null);
    this.host.pool.give(this.handle);
  }

  /** Whether the blank line that has just come ends the last header block: interim ones and challenges come before it. */
  #isFinal(): boolean {
    const { settings } = this.state.request;
    const start = this.#lines.findLastIndex((line) => line.subarray(0, 5).toString('latin1') === 'HTTP/');
    const status = Number(/^HTTP\/[\d.]+ (\d{3})/.exec(this.#lines[start]?.toString('latin1') ?? '')?.[1] ?? 0);
    if (status < 200) return false;
    return !((status === 401 || status === 407) && (settings.auth !== undefined || settings.proxy));
  }
}
