import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlWrapper, type Session } from '../src/index.js';

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

  it('carries messages larger than what a connection takes at once', async () => {
    await using socket = await session.ws(url);
    const large = Buffer.alloc(5_000_000, 'x');
    await socket.send(large);
    const { value } = await socket[Symbol.asyncIterator]().next();
    expect((value as Buffer).equals(large)).toBe(true);
  });

  it('keeps messages in order, however many are sent at once', async () => {
    await using socket = await session.ws(url);
    const texts = Array.from({ length: 500 }, (_, index) => `message ${index}`);
    void Promise.all(texts.map((text) => socket.send(text)));
    const received: unknown[] = [];
    for await (const message of socket) if (received.push(message) === texts.length) break;
    expect(received).toEqual(texts);
  });

  it('holds the server back while nobody reads', async () => {
    await using socket = await session.ws(url);
    const chunk = Buffer.alloc(200_000, 'y');
    const sent = Promise.all(Array.from({ length: 40 }, () => socket.send(chunk))).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    let bytes = 0;
    for await (const message of socket) if ((bytes += message.length) === 40 * chunk.length) break;
    await sent;
    expect(bytes).toBe(8_000_000);
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

  it('is refused by a server that speaks none, by none at all, and by a signal', async () => {
    await expect(session.ws(`${origin.refused.replace('http', 'ws')}/`)).rejects.toMatchObject({ code: 'CURLE_COULDNT_CONNECT' });
    await expect(session.ws(origin.http)).rejects.toMatchObject({ code: 'CURLE_UNSUPPORTED_PROTOCOL' });
    await expect(session.ws(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    await expect(session.ws(`${origin.https.replace('https', 'wss')}/bytes/1`, { ca: origin.caFile })).rejects.toMatchObject({
      name: 'AcurlError',
    });
  });

  it('refuses what is no message, and no code', async () => {
    await using socket = await session.ws(url);
    await expect(socket.send(5 as never)).rejects.toThrow(/send: expected a string or bytes/);
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
