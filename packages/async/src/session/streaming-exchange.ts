import type { Readable } from 'node:stream';
import { bodyStream } from '@curlew/core-native';
import { CancelledError } from '../curl-future.js';
import type { Request } from '../http/request.js';
import { RESPONSE_INFOS, Response } from '../http/response.js';
import { errorOf, prepare, type Exchange, type ExchangeHost } from './exchange.js';

/**
 * Sends a request and answers as soon as the headers are there; the body is the response's stream. The handle comes back
 * to the pool when the stream has ended or was destroyed.
 * @throws as {@link exchange}
 */
export async function exchangeStreaming(host: ExchangeHost, one: Exchange, request: Request): Promise<Response> {
  const lane = host.pool.take();
  const { easy } = lane;
  const startTime = Date.now() / 1000;
  const asError = (error: unknown) => errorOf(error, easy, one, request);
  let stream: Readable;
  const lines: Buffer[] = [];
  let response: Response | undefined;
  const build = () => {
    const headerBlock = Buffer.concat(lines);
    host.jar.observe(headerBlock);
    const outcome = { ...easy.takeOutcome(RESPONSE_INFOS), headerBlock };
    return new Response(easy, { request, startTime, outcome, body: undefined, stream, jar: host.jar.snapshot, history: one.history });
  };
  try {
    prepare(lane, one, () => stream.readableLength >= stream.readableHighWaterMark);
    lane.key = undefined;
    const { signal } = one.plan;
    stream = bodyStream(easy, {
      errorOf: (code) => {
        if (code > 0) return asError(easy.failure(code)) as Error;
        return signal?.aborted ? (signal.reason as Error) : new CancelledError('the transfer was given up before its end');
      },
    });
  } catch (error) {
    host.pool.give(lane);
    throw error;
  }
  return new Promise<Response>((resolve, reject) => {
    const headersDone = () => {
      if (response) return;
      response = build();
      resolve(response);
    };
    easy.setOpt('HEADERFUNCTION', (line) => {
      lines.push(Buffer.from(line));
      if (line.length <= 2 && isFinal(lines, one)) headersDone();
    });
    // A failure before the headers is the promise's; the stream's own error needs no second listener then.
    stream.on('error', () => {});
    const ended = () => {
      easy.setOpt('HEADERFUNCTION', null);
      host.pool.give(lane);
    };
    try {
      host.multi.addHandle(easy, { signal: one.plan.signal }).then(
        () => {
          headersDone();
          response!.finish(easy);
          ended();
        },
        (error: unknown) => {
          reject(asError(error));
          ended();
        },
      );
    } catch (error) {
      ended();
      reject(error);
    }
  });
}

/** Whether the blank line that has just come ends the last header block: interim ones and challenges come before it. */
function isFinal(lines: readonly Buffer[], { plan }: Exchange): boolean {
  const start = lines.findLastIndex((line) => line.subarray(0, 5).toString('latin1') === 'HTTP/');
  const status = Number(/^HTTP\/[\d.]+ (\d{3})/.exec(lines[start]?.toString('latin1') ?? '')?.[1] ?? 0);
  if (status < 200) return false;
  return !((status === 401 || status === 407) && (plan.how.auth !== undefined || plan.how.settings.proxy));
}
