import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { http2Frames, readHttp2Requests } from '@curlew-internal/test-origin';
import { CurlWrapper, type Session, type SessionOptions } from '../../src/index.js';

let wrapper: CurlWrapper;
let server: Server | undefined;
const sockets = new Set<Socket>();

beforeEach(() => (wrapper = new CurlWrapper()));
afterEach(async () => {
  await wrapper.close();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  server?.close();
});

async function listen(started: Server): Promise<string> {
  server = started.on('connection', (socket: Socket) => sockets.add(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** A server that reads the first request with this path whole, and closes without an answer; it answers all others. */
async function forgetful(): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    request.resume().once('end', () => {
      seen.push(`${request.method} ${request.url}`);
      const isFirst = seen.filter((each) => each.endsWith(request.url!)).length === 1;
      if (request.url === '/lost' && isFirst) request.socket.destroy();
      else response.end('well');
    });
  };
  const http: HttpServer = createHttpServer(answer);
  return { url: await listen(http), seen };
}

/** A session with a kept connection to the server. */
async function warmed(url: string, options: SessionOptions = {}): Promise<Session> {
  const session = wrapper.session(options);
  await session.get(url);
  return session;
}

// The system's libcurl lacks the patches of deps/patches/curl.
const withPatches = process.env.CURLEW_LIBCURL === 'system' ? describe.skip : describe;

withPatches('a request on a kept connection that closes without an answer', () => {
  it.each(['POST', 'PATCH', 'post', 'LOCK'])('is not sent again when its method is %s', async (method) => {
    const { url, seen } = await forgetful();
    const session = await warmed(url);
    await expect(session.request(method, `${url}lost`, { data: 'x' })).rejects.toMatchObject({ kind: 'receive' });
    expect(seen).toEqual(['GET /', `${method.toUpperCase()} /lost`]);
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('is sent again when its method is %s', async (method) => {
    const { url, seen } = await forgetful();
    const session = await warmed(url);
    expect((await session.request(method, `${url}lost`)).statusCode).toBe(200);
    expect(seen).toEqual(['GET /', `${method} /lost`, `${method} /lost`]);
  });

  it.each<[string, (session: Session, url: string) => Promise<unknown>]>([
    ['bytes', (session, url) => session.post(url, { data: 'x' })],
    ['a form', (session, url) => session.post(url, { body: formOf() })],
    ['a stream', (session, url) => session.post(url, { body: new Blob(['x'.repeat(100_000)]) })],
    ['nothing', (session, url) => session.post(url)],
    ['fetch', (session, url) => session.fetch(url, { method: 'POST', body: 'x' })],
    ['stream()', (session, url) => session.stream('POST', url, { data: 'x' })],
  ])('is not sent again as a POST with %s', async (_, post) => {
    const { url, seen } = await forgetful();
    const session = await warmed(url);
    await expect(post(session, `${url}lost`)).rejects.toThrow();
    expect(seen).toEqual(['GET /', 'POST /lost']);
  });

  it('is sent again with `resend`, for a session or for one request', async () => {
    const { url, seen } = await forgetful();
    const session = await warmed(url);
    expect((await session.post(`${url}lost`, { data: 'x', resend: true })).text).toBe('well');
    seen.length = 0;
    const lenient = await warmed(url, { resend: true });
    expect((await lenient.post(`${url}lost`, { data: 'x' })).text).toBe('well');
    expect(seen).toEqual(['GET /', 'POST /lost', 'POST /lost']);
    await expect(session.post(url, { resend: 'yes' as never })).rejects.toThrow("resend: expected true or false, got 'yes'");
  });

  it('is repeated by a retry policy that names its method', async () => {
    const { url, seen } = await forgetful();
    const session = await warmed(url, { retry: { limit: 1, methods: ['POST'], delay: () => 1 } });
    expect((await session.post(`${url}lost`, { data: 'x' })).text).toBe('well');
    expect(seen).toEqual(['GET /', 'POST /lost', 'POST /lost']);
  });

  it('is not sent again over HTTP/2 either', async () => {
    const { answer } = http2Frames;
    let requests = 0;
    const url = await listen(
      createServer((socket) =>
        readHttp2Requests(socket, (stream) => (++requests === 2 ? socket.destroy() : socket.write(answer(stream, 'well')))),
      ),
    );
    const session = await warmed(url, { httpVersion: '2-prior-knowledge' });
    await expect(session.post(url, { data: 'x' })).rejects.toMatchObject({ kind: 'receive' });
    expect(requests).toBe(2);
  });
});

const formOf = (): FormData => {
  const form = new FormData();
  form.set('name', 'value');
  return form;
};

withPatches('a connection that the server has closed after its answer', () => {
  it('is not used for a POST, however soon it follows', async () => {
    const closings: Promise<unknown>[] = [];
    const url = await listen(
      createHttpServer((request, response) => {
        // No `Connection: close`, so that the client takes it for a kept one.
        response.end('well');
        closings.push(once(request.socket, 'finish'));
        response.once('finish', () => request.socket.end());
      }),
    );
    const session = wrapper.session();
    for (let round = 0; round < 20; round++) {
      expect((await session.post(url, { data: 'x' })).text).toBe('well');
      await Promise.all(closings);
    }
    expect(sockets.size).toBe(20);
  });
});
