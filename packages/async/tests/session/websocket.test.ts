import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { standstill, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlWrapper, type Session } from '../../src/index.js';

let origin: Origin;
let wrapper: CurlWrapper;
let session: Session;
let url: string;
beforeAll(async () => {
  origin = await startOrigin();
  url = origin.http.replace('http', 'ws');
});
afterAll(() => origin.close());
beforeEach(() => {
  wrapper = new CurlWrapper();
  session = wrapper.session();
});
afterEach(() => wrapper.close());

describe('session.ws', () => {
  it('sends and receives text and bytes, and closes', async () => {
    const socket = await session.ws(url);
    const received: unknown[] = [];
    await socket.send('hello ü');
    await socket.send(Buffer.from([0, 255]));
    for await (const message of socket) {
      received.push(message);
      if (received.length === 2) await socket.close(1000, 'done');
    }
    expect(received).toEqual(['hello ü', Buffer.from([0, 255])]);
    expect([socket.closed, socket.closeInfo]).toEqual([true, { code: 1000, reason: 'done' }]);
    await expect(socket.send('late')).rejects.toThrow();
  });

  it.each([1024, 16 * 1024, 100_000, 128 * 1024, 1024 * 1024])(
    'carries messages larger than the buffers of the connection, read with %i bytes',
    async (size) => {
      await using socket = await session.ws(url, { curlOptions: { BUFFERSIZE: size } });
      const messages = socket[Symbol.asyncIterator]();
      for (const length of [5_000_000, 0, 1, 16 * 1024, 16 * 1024 + 1, 128 * 1024, 300_000]) {
        const large = randomBytes(length);
        await socket.send(large);
        const { value } = await messages.next();
        expect((value as Buffer).equals(large)).toBe(true);
      }
    },
  );

  it('keeps messages in order, however many are sent at once', async () => {
    await using socket = await session.ws(url);
    const texts = Array.from({ length: 500 }, (_, index) => `message ${index}`);
    void Promise.all(texts.map((text) => socket.send(text)));
    const received: unknown[] = [];
    for await (const message of socket) if (received.push(message) === texts.length) break;
    expect(received).toEqual(texts);
  });

  it('holds the server back while its messages are not read', async () => {
    // More than the buffers of the sockets take.
    const server = await frames(...Array.from({ length: 1000 }, () => [0x82, Buffer.alloc(50_000)] as const), [0x88, '']);
    const socket = await session.ws(server.url);
    expect(await standstill(server.sent)).toBeLessThan(30_000_000);
    let bytes = 0;
    for await (const message of socket) bytes += message.length;
    expect(bytes).toBe(50_000_000);
  });

  it.each([
    [60_000, 60],
    [3_000, 3_000],
    [300, 40_000],
  ])('keeps %i messages of up to %i bytes apart while they are not read', async (count, most) => {
    await using socket = await session.ws(url);
    const messages = Array.from({ length: count }, (_, index) => Buffer.alloc((index * 7919) % most, index));
    // The server echoes each at once.
    await Promise.all(messages.map((message) => socket.send(message)));
    let index = 0;
    for await (const message of socket) {
      if (!(message as Buffer).equals(messages[index]!)) throw new Error(`message ${index} is another: ${message.length} bytes`);
      if (++index === count) break;
      if (index % 1000 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(index).toBe(count);
  });

  it('ends with an error when the connection does', async () => {
    const socket = await session.ws(`${url}/vanish`);
    await expect(
      (async () => {
        for await (const message of socket) expect(message).toBeDefined();
      })(),
    ).rejects.toMatchObject({ name: 'AcurlError' });
    expect(socket.closeInfo).toEqual({ code: 1006, reason: '' });
  });

  it.each(['http', 'ws'])('resolves a relative URL against a baseUrl of %s', async (scheme) => {
    const own = wrapper.session({ baseUrl: origin.http.replace('http', scheme) });
    await using socket = await own.ws('/path');
    await socket.send('hello');
    expect((await socket[Symbol.asyncIterator]().next()).value).toBe('hello');
  });

  it.each(['https', 'wss'])('uses TLS with a baseUrl of %s', async (scheme) => {
    const own = wrapper.session({ baseUrl: origin.https.replace('https', scheme), ca: origin.caFile });
    // The server of the origin that speaks TLS has no WebSockets.
    await expect(own.ws('/path')).rejects.toMatchObject({
      url: `${origin.https.replace('https', 'wss')}/path`,
      phase: 'receiving the body',
    });
  });

  it('takes a URL of http as one of ws', async () => {
    for (const given of [origin.http, new URL(origin.http)]) {
      await using socket = await session.ws(given);
      await socket.send('hello');
      expect((await socket[Symbol.asyncIterator]().next()).value).toBe('hello');
    }
  });

  it('rejects without a WebSocket server, without any server, and with an aborted signal', async () => {
    await expect(session.ws(`${origin.refused.replace('http', 'ws')}/`)).rejects.toMatchObject({ code: 'CURLE_COULDNT_CONNECT' });
    await expect(session.ws('ftp://127.0.0.1/')).rejects.toMatchObject({ code: 'CURLE_UNSUPPORTED_PROTOCOL' });
    await expect(session.ws(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    await expect(session.ws(`${origin.https.replace('https', 'wss')}/bytes/1`, { ca: origin.caFile })).rejects.toMatchObject({
      name: 'AcurlError',
    });
  });

  it('refuses an invalid message, and an invalid code', async () => {
    await using socket = await session.ws(url);
    await expect(socket.send(5 as never)).rejects.toThrow(/send: data: expected a string or bytes/);
    await expect(socket.close(1001)).rejects.toThrow(/code: expected 1000, or 3000 to 4999/);
    await expect(socket.close(3000, 'x'.repeat(124))).rejects.toThrow(/reason: expected at most 123 bytes/);
  });

  it('sends the cookies and headers of its session', async () => {
    await session.get(`${origin.http}/cookies/a/1`);
    await using socket = await session.ws(`${url}/headers`, { headers: { 'X-A': 'b' } });
    const { value } = await socket[Symbol.asyncIterator]().next();
    expect(JSON.parse(value as string)).toMatchObject({ cookie: 'a=1', 'x-a': 'b' });
  });
});

interface FrameServer {
  url: string;
  /** The number of bytes that the system has accepted. */
  sent: () => number;
}

function frameOf(first: number, payload: string | Buffer): Buffer {
  const { length } = payload;
  return Buffer.concat([
    Buffer.from(length < 126 ? [first, length] : [first, 126, length >> 8, length & 255]),
    Buffer.from(payload as string),
  ]);
}

/** A server that agrees to a WebSocket and then sends these frames: the first byte (FIN and opcode) and the payload. */
async function frames(...all: readonly (readonly [first: number, payload: string | Buffer])[]): Promise<FrameServer> {
  const bytes = Buffer.concat(all.map(([first, payload]) => frameOf(first, payload)));
  let sent = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (head) => {
      const key = /sec-websocket-key: (.*)\r/i.exec(head.toString())![1]!;
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
      socket.write(`HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
      const sendOn = () => {
        const part = bytes.subarray(sent, sent + 64 * 1024);
        if (part.length > 0) socket.write(part, (error) => void (error ?? ((sent += part.length), sendOn())));
      };
      sendOn();
    });
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`, sent: () => sent };
}
const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

const messagesOf = async (socket: AsyncIterable<string | Buffer>) => {
  const messages: unknown[] = [];
  for await (const message of socket) messages.push(message);
  return messages;
};

describe('many messages that arrive at once', () => {
  it('are kept apart while they are not read', async () => {
    const payloads = Array.from({ length: 60_000 }, (_, index) => Buffer.alloc((index * 7919) % 100, index));
    const server = await frames(...payloads.map((payload) => [0x82, payload] as const), [0x88, '']);
    const socket = await session.ws(server.url);
    await standstill(server.sent);
    let index = 0;
    for await (const message of socket) {
      if (!(message as Buffer).equals(payloads[index]!)) throw new Error(`message ${index} is another: ${message.length} bytes`);
      if (++index % 1000 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect([index, socket.closeInfo]).toEqual([payloads.length, { code: 1005, reason: '' }]);
  });
});

describe('a message that is refused after a while without reading', () => {
  it('fails the connection after the messages before it have been read', async () => {
    const many = Array.from({ length: 12_000 }, () => [0x82, Buffer.alloc(60)] as const);
    const server = await frames(...many, [0x02, 'x'.repeat(60)], [0x00, 'x'.repeat(60)]);
    const socket = await session.ws(server.url, { maxResponseSize: 100 });
    await standstill(server.sent);
    let count = 0;
    const reading = (async () => {
      for await (const message of socket) count += message.length === 60 ? 1 : 0;
    })();
    await expect(reading).rejects.toMatchObject({ name: 'AcurlError', code: 'CURLE_FILESIZE_EXCEEDED' });
    expect(count).toBe(12_000);
  });
});

describe('a message in fragments', () => {
  it('is one message, even with control frames in between', async () => {
    const socket = await session.ws((await frames([0x01, 'hel'], [0x8a, 'pong'], [0x89, 'ping'], [0x80, 'lo'], [0x88, ''])).url);
    expect(await messagesOf(socket)).toEqual(['hello']);
    expect(socket.closeInfo).toEqual({ code: 1005, reason: '' });
  });

  it('is dropped when the other side closes before its end', async () => {
    const socket = await session.ws((await frames([0x01, 'hel'], [0x88, Buffer.from([0x03, 0xe9, 0x62, 0x79, 0x65])])).url);
    expect(await messagesOf(socket)).toEqual([]);
    expect(socket.closeInfo).toEqual({ code: 1001, reason: 'bye' });
  });

  it('fails the connection when it is larger than maxResponseSize', async () => {
    const { url: target } = await frames([0x02, 'x'.repeat(60)], [0x00, 'x'.repeat(60)]);
    const socket = await session.ws(target, { maxResponseSize: 100 });
    await expect(messagesOf(socket)).rejects.toThrow(/message of more than 100 bytes/);
    const small = await session.ws((await frames([0x82, 'x'.repeat(60)], [0x82, 'x'.repeat(60)], [0x88, ''])).url, {
      maxResponseSize: 100,
    });
    expect(await messagesOf(small)).toHaveLength(2);
  });

  it('fails the connection when it is text and not UTF-8', async () => {
    await expect(messagesOf(await session.ws((await frames([0x81, Buffer.from([0xff])])).url))).rejects.toThrow(/not UTF-8/);
  });
});
