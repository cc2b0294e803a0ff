import { EasyError } from '@curlew/core-native';
import { type AcurlError } from '../http/errors.js';
import { errorOf, prepare, requestOf, type TransferHost } from '../session/transfer.js';
import type { Plan } from '../session/request-plan.js';
import { WebSocketConnection } from './web-socket-connection.js';

/**
 * Opens a WebSocket and resolves when the server has agreed.
 * @throws {AcurlError} the connection failed, or the server does not speak it
 * @throws the reason of an aborted signal
 */
export function openWebSocket(host: TransferHost, plan: Plan): Promise<WebSocketConnection> {
  const lane = host.pool.take();
  const { easy } = lane;
  // The limit is of one message, not of all that comes.
  const one = { plan: { ...plan, how: { ...plan.how, maxResponseSize: undefined } }, hop: plan.hop, history: [], deadline: Infinity };
  const request = requestOf(one, host.jar);
  return new Promise((resolve, reject) => {
    let socket: WebSocketConnection | undefined;
    const ended = (error: unknown) => {
      const failure = error instanceof EasyError ? (errorOf(error, easy, one, request) as AcurlError) : error;
      socket?.end(failure);
      reject(failure);
      // Its options are of no use to a request.
      easy.close();
      host.pool.give(lane);
    };
    try {
      prepare(lane, one);
      easy.setOpts({ PROTOCOLS_STR: 'ws,wss', HTTP_VERSION: 2 });
      const connection = new WebSocketConnection(easy, plan.how.maxResponseSize, (reason) => future.cancel(reason));
      socket = connection;
      let status = 0;
      easy.setOpt('HEADERFUNCTION', (line) => {
        status = Number(/^HTTP\/[\d.]+ (\d{3})/.exec(line.toString('latin1'))?.[1] ?? status);
        if (status === 101 && line.length <= 2) resolve(connection);
      });
      const future = host.multi.addHandle(easy, { signal: plan.signal });
      future.then(() => ended(undefined), ended);
    } catch (error) {
      ended(error);
    }
  });
}
