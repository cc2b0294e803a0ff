import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createRawServer, type AddressInfo, type Server as RawServer, type Socket } from 'node:net';

const open = new Set<Server | RawServer>();
const sockets = new Set<Socket>();

async function listen(server: Server | RawServer): Promise<string> {
  open.add(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server of node:http for one test; {@link closeServers} ends it. @returns its origin */
export const serve = (listener: RequestListener): Promise<string> => listen(createServer(listener));

/** Serves raw connections, for answers that no well-behaved server gives. */
export const serveRaw = (connected: (socket: Socket) => void): Promise<string> => listen(createRawServer(connected));

/** How many connections the servers of the test have open. */
export const openConnections = (): number => sockets.size;

/** Resolves when it is true; the time limit of the test ends it otherwise. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

export function closeServers(): void {
  for (const socket of sockets) socket.destroy();
  for (const server of open) server.close();
  open.clear();
}
