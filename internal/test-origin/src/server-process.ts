// The origin's own process: a synchronous perform() blocks the process that tests it.
// Prints one JSON line when it listens; ends when its standard input closes, so it never outlives who started it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Server as NetServer } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { WebSocketServer } from 'ws';
import { makeCertificate } from './certificate.js';
import { createFtpServer } from './ftp-server.js';
import { createImapServer } from './imap-server.js';
import { createMqttBroker } from './mqtt-broker.js';
import { receivedMails, routes, type Counts } from './routes.js';
import { createRtspServer } from './rtsp-server.js';
import { createMailServer } from './mail-server.js';
import { createSftpServer } from './sftp-server.js';
import { createSocksServer } from './socks-server.js';

const counts: Counts = {
  requests: 0,
  connections: 0,
  active: 0,
  maxActive: 0,
  aborted: 0,
  tlsHandshakes: 0,
  tlsResumed: 0,
  dnsQueries: 0,
  poured: 0,
};

function handle(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://origin');
  const [name = '', ...rest] = url.pathname.split('/').filter(Boolean);
  const counted = name !== 'counts';
  if (counted) {
    counts.requests += 1;
    counts.active += 1;
    counts.maxActive = Math.max(counts.maxActive, counts.active);
    response.on('close', () => {
      counts.active -= 1;
      if (!response.writableFinished) counts.aborted += 1;
    });
  }
  const route = routes[name];
  if (!route) {
    response.statusCode = 404;
    response.end(`no route ${name}`);
    return;
  }
  response.on('error', () => {});
  void Promise.resolve(route({ request, response, url, rest, counts })).catch((error: unknown) => {
    // Some tests abort a request in the middle.
    if (!response.destroyed) response.destroy(error as Error);
  });
}

async function listen(server: NetServer): Promise<number> {
  server.on('connection', () => (counts.connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 8192, resolve));
  return (server.address() as AddressInfo).port;
}

async function main(): Promise<void> {
  const { key, cert } = await makeCertificate();
  const plain = createServer({ keepAliveTimeout: 60_000 }, handle);
  const sockets = new WebSocketServer({ server: plain });
  sockets.on('connection', (socket, request) => {
    // An invalid frame ends its connection, not the origin.
    socket.on('error', () => {});
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    // ws://…/greet speaks first; everywhere else it only echoes.
    if (request.url === '/greet') socket.send('hello');
    if (request.url === '/headers') socket.send(JSON.stringify(request.headers));
    if (request.url === '/vanish') setTimeout(() => socket.terminate(), 20);
  });
  // The HTTP/2 compatibility classes have all members of request and response that the routes use.
  const secure = createSecureServer({ key, cert, allowHTTP1: true }, handle as never);
  secure.on('secureConnection', (socket: TLSSocket) => {
    counts.tlsHandshakes += 1;
    if (socket.isSessionReused()) counts.tlsResumed += 1;
  });
  const sftp = createSftpServer();
  const ports = {
    http: await listen(plain),
    https: await listen(secure),
    ftp: await listen(createFtpServer()),
    imap: await listen(createImapServer()),
    mqtt: await listen(createMqttBroker()),
    rtsp: await listen(createRtspServer()),
    sftp: await listen(sftp.server),
    smtp: await listen(createMailServer(receivedMails)),
    socks: await listen(createSocksServer({ password: 'secret' })),
  };
  process.stdout.write(`${JSON.stringify({ ...ports, cert, sshHostKey: sftp.hostKey })}\n`);
  process.stdin.on('end', () => process.exit(0)).resume();
}

void main();
