import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { CurlWrapper, type Session } from '../../src/index.js';

let server: Server;
let url: string;
let wrapper: CurlWrapper;
let session: Session;
let connections = 0;
const sockets = new Set<Socket>();
/** The server's answer to /; everything else is answered with "there". */
let redirect: (socket: Socket) => void;

beforeEach(async () => {
  connections = 0;
  wrapper = new CurlWrapper();
  session = wrapper.session({ timeout: 5000 });
  server = createServer((socket) => {
    connections++;
    sockets.add(socket.on('error', () => {}));
    socket.on('data', (bytes) => {
      if (bytes.toString().startsWith('GET /there')) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nthere');
      else redirect(socket);
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

const head = (...lines: string[]) => ['HTTP/1.1 302 Found', 'Location: /there', ...lines, '', ''].join('\r\n');
describe("a redirect's body", () => {
  it.each([
    ['without a length, on a connection that stays open', head(), ''],
    ['that stops in its middle', head('Content-Length: 100000'), 'x'],
    ['in chunks that never end', head('Transfer-Encoding: chunked'), '5\r\nhello\r\n'],
    ['that is encoded and stops', head('Content-Encoding: gzip', 'Content-Length: 90000'), gzipSync('hello').subarray(0, 12)],
  ])('%s is not awaited', async (_, lines, body) => {
    redirect = (socket) => void (socket.write(lines), socket.write(body));
    // The body never ends.
    const response = await session.get(url);
    expect([response.text, response.history.map(({ statusCode }) => statusCode)]).toEqual(['there', [302]]);
  });

  it.each([301, 302, 303, 307, 308])('is not awaited with status %i', async (status) => {
    redirect = (socket) => void socket.write(head().replace('302', String(status)));
    expect((await session.get(url)).text).toBe('there');
  });

  it('that arrives is in the history, and the next request reuses its connection', async () => {
    redirect = (socket) => void socket.write(`${head('Content-Length: 5')}moved`);
    const response = await session.get(url);
    expect([response.history[0]!.text, connections]).toEqual(['moved', 1]);
  });

  it('that is announced as small is awaited for a moment', async () => {
    redirect = (socket) => {
      socket.write(head('Content-Length: 5'));
      setTimeout(() => socket.write('moved'), 200);
    };
    const response = await session.get(url);
    expect([response.history[0]!.text, connections]).toEqual(['moved', 1]);
  });

  it.each([
    ['plain', head('Content-Length: 50000'), Buffer.alloc(50_000, 'x')],
    ['encoded', head('Content-Encoding: gzip', 'Transfer-Encoding: chunked'), chunked(gzipSync(Buffer.alloc(50_000, 'x')))],
  ])('does not count towards a limit, %s', async (_, lines, body) => {
    redirect = (socket) => void socket.write(Buffer.concat([Buffer.from(lines), body]));
    const response = await session.get(url, { maxResponseSize: 100 });
    expect([response.text, connections]).toEqual(['there', 1]);
  });

  it('is awaited and limited if redirects are not followed', async () => {
    redirect = (socket) => {
      socket.write(head('Content-Length: 5'));
      setTimeout(() => socket.write('moved'), 200);
    };
    expect((await session.get(url, { allowRedirects: false })).text).toBe('moved');
    await expect(session.get(url, { allowRedirects: false, maxResponseSize: 2 })).rejects.toMatchObject({
      code: 'CURLE_FILESIZE_EXCEEDED',
    });
  });

  it('ends with a request that is cancelled meanwhile', async () => {
    const abort = new AbortController();
    redirect = (socket) => {
      socket.write(head('Content-Length: 5'));
      setTimeout(() => abort.abort(), 100);
    };
    await expect(session.get(url, { signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' });
    redirect = (socket) => void socket.write(`${head('Content-Length: 5')}moved`);
    expect((await session.get(url)).text).toBe('there');
  });
});

function chunked(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n0\r\n\r\n')]);
}
