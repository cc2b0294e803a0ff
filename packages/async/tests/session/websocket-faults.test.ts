import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { CurlWrapper, type Session } from '../../src/index.js';
import { closeServers, serveRaw, until } from '../serve.js';

let wrapper: CurlWrapper;
let session: Session;
beforeEach(() => {
  wrapper = new CurlWrapper();
  session = wrapper.session();
});
afterEach(async () => {
  await wrapper.close();
  closeServers();
});

const acceptOf = (request: string) =>
  createHash('sha1')
    .update(`${/^sec-websocket-key: (.*)\r$/im.exec(request)![1]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');

/** A server that agrees to every WebSocket and then does what the test wants. @returns its ws:// URL */
async function serveFrames(agreed: (socket: Socket) => void, accept = acceptOf): Promise<string> {
  const url = await serveRaw((socket) => {
    socket.once('data', (request) => {
      const head = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n';
      socket.write(`${head}Sec-WebSocket-Accept: ${accept(request.toString())}\r\n\r\n`);
      agreed(socket);
    });
  });
  return url.replace('http', 'ws');
}

const read = async (socket: AsyncIterable<unknown>) => {
  const messages: unknown[] = [];
  for await (const message of socket) messages.push(message);
  return messages;
};

describe('a WebSocket', () => {
  it('is not opened if the server does not accept it correctly', async () => {
    const url = await serveFrames(
      () => {},
      () => 'bm90IHRoZSBhbnN3ZXI=',
    );
    await expect(session.ws(url)).rejects.toMatchObject({
      code: 'CURLE_WEIRD_SERVER_REPLY',
      message: expect.stringContaining('Accept') as string,
    });
  });

  it('is not opened if the server chooses another protocol', async () => {
    const url = await serveRaw((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 101 X\r\nUpgrade: h2c\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
    });
    await expect(session.ws(url.replace('http', 'ws'))).rejects.toMatchObject({ code: 'CURLE_WEIRD_SERVER_REPLY' });
  });

  it('obeys the timeouts of its session while it is opened', async () => {
    const url = (await serveRaw((socket) => void socket.resume())).replace('http', 'ws');
    await expect(session.ws(url, { timeout: 100 })).rejects.toMatchObject({ code: 'CURLE_OPERATION_TIMEDOUT', kind: 'timeout' });
    await expect(session.ws(url, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('sends nothing after close(), and ends when the server does not answer it in time', async () => {
    const url = await serveFrames((socket) => void socket.resume());
    const socket = await session.ws(url, { timeout: { close: 100 } });
    await socket.close();
    await expect(socket.send('late')).rejects.toMatchObject({ code: 'ERR_CURL_CLOSED' });
    const start = performance.now();
    expect(await read(socket)).toEqual([]);
    expect([performance.now() - start < 2000, socket.closeInfo]).toEqual([true, { code: 1006, reason: '' }]);
  });

  it('drops messages that come after the CLOSE frame', async () => {
    const frames = Buffer.from([0x81, 1, 97, 0x88, 2, 3, 232, 0x81, 1, 98]);
    const socket = await session.ws(await serveFrames((server) => void server.write(frames)));
    expect(await read(socket)).toEqual(['a']);
    expect(socket.closeInfo).toEqual({ code: 1000, reason: '' });
  });

  it('answers a ping with its payload', async () => {
    const seen: Buffer[] = [];
    const url = await serveFrames((server) => {
      server.on('data', (data) => seen.push(data));
      server.write(Buffer.from([0x89, 2, 104, 105]));
    });
    await using socket = await session.ws(url);
    expect(socket.closed).toBe(false);
    await until(() => Buffer.concat(seen).length >= 8);
    const frame = Buffer.concat(seen);
    expect([frame[0], frame[6]! ^ frame[2]!, frame[7]! ^ frame[3]!]).toEqual([0x8a, 104, 105]);
  });

  it.each<[string, number[]]>([
    ['reserved bits', [0xc1, 1, 97]],
    ['an unknown kind', [0x83, 0]],
    ['a mask', [0x81, 0x81, 0, 0, 0, 0, 97]],
    ['a ping in pieces', [0x09, 0]],
    ['a ping that is too long', [0x89, 126, 0, 126]],
    ['a continuation of nothing', [0x80, 0]],
    ['a message within another', [0x01, 0, 0x81, 0]],
    ['a CLOSE with an impossible code', [0x88, 2, 0, 1]],
    ['a CLOSE with half a code', [0x88, 1, 0]],
    ['text that is not UTF-8', [0x81, 1, 255]],
  ])('fails on a frame with %s', async (_, bytes) => {
    const socket = await session.ws(await serveFrames((server) => void server.write(Buffer.from(bytes))));
    await expect(read(socket)).rejects.toMatchObject({ code: 'CURLE_WEIRD_SERVER_REPLY' });
  });

  it.each<[string, Buffer, Buffer]>([
    ['empty continuations', Buffer.from([0x01, 1, 97]), Buffer.from([0x00, 0])],
    ['pings', Buffer.alloc(0), Buffer.from([0x89, 0])],
    ['empty messages', Buffer.alloc(0), Buffer.from([0x81, 0])],
  ])('that is flooded with %s neither blocks the event loop nor takes memory', async (_, first, next) => {
    const many = Buffer.concat(Array<Buffer>(20_000).fill(next));
    const url = await serveFrames((server) => {
      server.on('data', () => {});
      server.write(first);
      const pour = () => {
        while (!server.destroyed && server.write(many));
      };
      server.on('drain', pour);
      pour();
    });
    const before = process.memoryUsage().rss;
    const socket = await session.ws(url);
    void read(socket).catch(() => {});
    // The CPU time of a turn, because a busy machine stretches the clock's: parsing yields every 8 ms.
    let longest = 0;
    for (let turn = 0; turn < 100; turn++) {
      const cpu = process.cpuUsage();
      await new Promise((resolve) => setTimeout(resolve, 5));
      const { user, system } = process.cpuUsage(cpu);
      longest = Math.max(longest, (user + system) / 1000);
    }
    socket.terminate();
    expect(longest).toBeLessThan(200);
    // AddressSanitizer keeps up to 256 MB of freed memory.
    expect(process.memoryUsage().rss - before).toBeLessThan(process.env.CURLEW_SANITIZE ? 600_000_000 : 150_000_000);
  });
});
