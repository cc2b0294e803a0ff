import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** The server's action for each request that it gets, in this order; the last one for all that follow. */
export type Answer = string | Buffer | ((socket: Socket, request: string) => void | Promise<void>);

/** A server of exact bytes. */
export interface RawServer {
  port: number;
  url: string;
  /** The heads of the requests so far. */
  requests: string[];
  /** Connections that are open. */
  open: () => number;
  close(): Promise<void>;
}

export async function startRawServer(...answers: Answer[]): Promise<RawServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    let head = '';
    socket.on('data', (bytes) => {
      head += bytes.toString('latin1');
      for (let end; (end = head.indexOf('\r\n\r\n')) >= 0; head = head.slice(end + 4)) {
        requests.push(head.slice(0, end));
        const answer = answers[Math.min(requests.length, answers.length) - 1]!;
        if (typeof answer === 'function') void answer(socket, head.slice(0, end));
        else socket.write(answer);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    requests,
    open: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A response with a length. */
export const response = (status: string, body: string | Buffer = '', ...lines: string[]): Buffer =>
  Buffer.concat([
    Buffer.from([`HTTP/1.1 ${status}`, `Content-Length: ${Buffer.byteLength(body)}`, ...lines, '', ''].join('\r\n')),
    Buffer.from(body),
  ]);
