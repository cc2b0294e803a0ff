import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { http2Frames, readHttp2Requests } from '@curlew-internal/test-origin';
import { CurlWrapper, type Session } from '../../src/index.js';

const { answer, data, goaway, reset } = http2Frames;
const REFUSED_STREAM = 7;
const ENHANCE_YOUR_CALM = 11;

let server: Server;
let url: string;
let wrapper: CurlWrapper;
let session: Session;
let requests = 0;
const sockets = new Set<Socket>();
let onRequest: (socket: Socket, stream: number) => unknown;

beforeEach(async () => {
  requests = 0;
  wrapper = new CurlWrapper();
  session = wrapper.session({ timeout: 5000, httpVersion: '2-prior-knowledge', retry: { limit: 1, delay: () => 5 } });
  server = createServer((socket) => {
    sockets.add(socket);
    readHttp2Requests(socket, (stream) => {
      requests++;
      onRequest(socket, stream);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  await wrapper.close();
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** Makes the server fail the first requests in this way and answer the others. */
const first = (count: number, fault: (socket: Socket, stream: number) => unknown) => {
  onRequest = (socket, stream) => (requests <= count ? fault(socket, stream) : socket.write(answer(stream, 'well')));
};

/** libcurl itself sends a refused request again five times. */
const LIBCURLS_OWN = 6;

// The system's libcurl lacks the patches of deps/patches/curl.
const withPatches = process.env.CURLEW_LIBCURL === 'system' ? describe.skip : describe;

withPatches('a request over HTTP/2', () => {
  it.each<[string, (socket: Socket, stream: number) => unknown]>([
    ['closes before it answers', (socket) => socket.end()],
    ['says GOAWAY and closes', (socket, stream) => socket.end(goaway(stream, 0))],
    ['asks for calm with GOAWAY', (socket, stream) => socket.end(goaway(stream, ENHANCE_YOUR_CALM))],
    ['asks for calm', (socket, stream) => socket.write(reset(stream, ENHANCE_YOUR_CALM))],
  ])('is retried when the server %s, if its method may be repeated', async (_, fault) => {
    first(1, fault);
    expect((await session.get(url)).text).toBe('well');
    requests = 0;
    await expect(session.post(url, { data: 'x' })).rejects.toMatchObject({ kind: 'receive' });
    expect(requests).toBe(1);
  });

  it.each<[string, (socket: Socket, stream: number) => unknown]>([
    ['refuses its stream', (socket, stream) => socket.write(reset(stream, REFUSED_STREAM))],
    ['says GOAWAY for an earlier one', (socket) => socket.write(goaway(0, 0))],
  ])('is retried whatever its method when the server %s', async (_, fault) => {
    first(LIBCURLS_OWN, fault);
    expect((await session.post(url, { data: 'x' })).text).toBe('well');
    expect(requests).toBe(LIBCURLS_OWN + 1);
    requests = 0;
    await expect(session.post(url, { data: 'x', retry: 0 })).rejects.toMatchObject({ kind: 'receive' });
    requests = 0;
    await expect(session.post(url, { data: 'x', retry: { limit: 1, errorKinds: ['timeout'] } })).rejects.toMatchObject({ kind: 'receive' });
  });

  it('is not retried when the server breaks the protocol, and the next one of any session has a connection of its own', async () => {
    first(1, (socket) => socket.write(data(0, 'no frame of a connection')));
    await expect(session.get(url)).rejects.toMatchObject({ code: 'CURLE_HTTP2', kind: 'protocol' });
    expect(requests).toBe(1);
    const other = wrapper.session({ httpVersion: '2-prior-knowledge' });
    expect((await other.get(url)).text).toBe('well');
    expect((await session.get(url)).text).toBe('well');
  });
});
