import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { checkFunction, checkNames, checkObject } from '@curlew/core-native';
import { mayHaveBody, prepareReply, type PreparedReply } from '../reply.js';
import { makeServerCertificate } from './certificate.js';
import { OriginRequest } from './origin-request.js';
import { RouteTable, type OriginRoutes } from './routes.js';

/** Options of {@link startOrigin}. */
export interface OriginOptions {
  /** The answers by route. A request that matches none is answered with 404 and the list of routes. */
  routes?: OriginRoutes | undefined;
  /** Handles every request without a route, with node:http's objects; for anything that a reply cannot express. */
  listener?: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  /** Handles HTTP/1.1 upgrades, for example with `handleUpgrade` of the package `ws`. */
  upgrade?: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | undefined;
}

const KNOWN: Readonly<Record<keyof OriginOptions, true>> = { routes: true, listener: true, upgrade: true };

const HOSTS = ['localhost', '127.0.0.1', '::1'];

/** A real server for a test. Made by {@link startOrigin}. */
export class Origin {
  /** `http://127.0.0.1:PORT`, HTTP/1.1. */
  readonly url: string;
  /** `https://localhost:PORT`, HTTP/2 and HTTP/1.1. */
  readonly secureUrl: string;
  /** The certificate to trust, in PEM, for the session's option `ca`; made for this origin alone. */
  readonly ca: string;
  readonly #servers: readonly Server[];
  readonly #sockets: Set<Socket>;
  readonly #requests: OriginRequest[];
  #closed: Promise<void> | undefined;

  /** @internal */
  constructor(parts: { plain: Server; secure: Server; ca: string; sockets: Set<Socket>; requests: OriginRequest[] }) {
    const port = (server: Server) => (server.address() as AddressInfo).port;
    this.url = `http://127.0.0.1:${port(parts.plain)}`;
    this.secureUrl = `https://localhost:${port(parts.secure)}`;
    this.ca = parts.ca;
    this.#servers = [parts.plain, parts.secure];
    this.#sockets = parts.sockets;
    this.#requests = parts.requests;
  }

  /** The requests so far, the oldest first; those that `listener` handled are not recorded. */
  get requests(): readonly OriginRequest[] {
    return this.#requests;
  }

  /** Closes the servers and all their connections. May be called again. */
  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    const ended = this.#servers.map((server) => once(server, 'close'));
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(ended);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/**
 * Starts a real server on free ports of 127.0.0.1: HTTP/1.1 without TLS, HTTP/2 and HTTP/1.1 with it, with a
 * certificate made for it. For everything that a mock cannot do: TLS, HTTP/2, WebSockets, other clients.
 *
 * @example
 * await using origin = await startOrigin({
 *   routes: {
 *     'GET /users/:id': ({ params }) => ({ body: { id: params.id } }),
 *     '/teapot': { status: 418 },
 *   },
 * });
 * const session = wrapper.session({ baseUrl: origin.secureUrl, ca: origin.ca });
 * @throws {TypeError} a wrong option
 */
export async function startOrigin(options: OriginOptions = {}): Promise<Origin> {
  checkObject('', 'startOrigin', options);
  checkNames('startOrigin', options, KNOWN);
  for (const name of ['listener', 'upgrade'] as const) if (options[name] !== undefined) checkFunction('startOrigin', name, options[name]);
  const routes = new RouteTable(options.routes ?? {});
  const requests: OriginRequest[] = [];
  const listener = (scheme: 'http' | 'https') => (request: IncomingMessage, response: ServerResponse) => {
    // Some tests disconnect on purpose.
    request.on('error', () => {});
    response.on('error', () => {});
    const { pathname } = new URL(request.url ?? '/', 'http://origin');
    if (options.listener && !routes.find(request.method ?? 'GET', pathname)) options.listener(request, response);
    else void answer(scheme, request, response, { routes, requests }).catch((error: unknown) => response.destroy(error as Error));
  };
  const { ca, cert, key } = makeServerCertificate(HOSTS);
  const plain = createServer(listener('http'));
  // Request and response of the compatibility API have all that is used here.
  const secure = createSecureServer({ cert, key, allowHTTP1: true }, listener('https') as never);
  const sockets = new Set<Socket>();
  for (const server of [plain, secure] as Server[]) {
    server.on('connection', (socket: Socket) => void sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket))));
    if (options.upgrade) server.on('upgrade', options.upgrade);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  return new Origin({ plain, secure, ca, sockets, requests });
}

interface Answering {
  routes: RouteTable;
  requests: OriginRequest[];
}

async function answer(
  scheme: 'http' | 'https',
  message: IncomingMessage,
  response: ServerResponse,
  { routes, requests }: Answering,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const request = new OriginRequest(message, scheme, Buffer.concat(chunks));
  requests.push(request);
  await send(request, await replyOf(request, routes), response);
}

/** The reply of the matching route; an error of its handler, or of what that returns, is shown in the reply. */
async function replyOf(request: OriginRequest, routes: RouteTable): Promise<PreparedReply> {
  const route = routes.find(request.method, request.url.pathname);
  if (!route) return failed(404, `no route for ${request.method} ${request.url.pathname}; there are: ${routes.names.join(', ') || 'none'}`);
  request.params = route.params;
  let given: unknown = route.handler;
  try {
    if (typeof route.handler === 'function') given = await route.handler(request);
  } catch (error) {
    return failed(500, `the handler threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  try {
    return prepareReply(given, `the reply to ${request.method} ${request.url.pathname}`);
  } catch (error) {
    return failed(500, (error as Error).message);
  }
}

const failed = (status: number, body: string): PreparedReply => prepareReply({ status, body }, 'reply');

async function send(request: OriginRequest, reply: PreparedReply, response: ServerResponse): Promise<void> {
  const { status, statusText, fields, trailers, body } = reply;
  response.statusCode = status;
  if (request.httpVersion !== '2') response.statusMessage = statusText;
  const byName = new Map<string, string[]>();
  for (const [name, value] of fields) byName.set(name.toLowerCase(), [...(byName.get(name.toLowerCase()) ?? []), value]);
  // HTTP/1.1 allows trailers only after a chunked body.
  if (trailers.length > 0) byName.delete('content-length');
  for (const [name, values] of byName) response.setHeader(name, values.length === 1 ? values[0]! : values);
  if (trailers.length > 0) response.addTrailers(Object.fromEntries(trailers));
  if (!mayHaveBody(request.method, status)) return void response.end();
  if (Buffer.isBuffer(body) && trailers.length === 0) return void response.end(body);
  for await (const chunk of Buffer.isBuffer(body) ? [body] : body)
    if (!response.write(chunk)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  response.end();
}
