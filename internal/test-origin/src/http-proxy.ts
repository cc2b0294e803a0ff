import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type Server, type Socket } from 'node:net';

interface HttpProxyOptions {
  /** The certificate of an `https://` proxy. Default: without TLS. */
  tls?: { key: string; cert: string };
  /** Called for each request, and for each CONNECT, before it is served. */
  onRequest?: (request: IncomingMessage) => void;
}

/** A proxy that forwards http, and tunnels everything else. */
export function createHttpProxy({ tls, onRequest }: HttpProxyOptions = {}): Server {
  const forward = (request: IncomingMessage, response: ServerResponse) => {
    onRequest?.(request);
    const headers = { ...request.headers };
    delete headers['proxy-authorization'];
    const forwarded = send(request.url!, { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  };
  const server = tls ? createSecureServer(tls, forward) : createServer(forward);
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    onRequest?.(request);
    const [host, port] = request.url!.split(':');
    const target = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(target).pipe(client);
    });
    for (const socket of [client, target]) socket.on('error', () => client.destroy());
  });
  return server;
}
