import { CurlWrapper, type Session } from '../../src/index.js';
import { closeServers, serve, serveRaw } from '../serve.js';

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

async function* parts(...texts: string[]) {
  for (const text of texts) {
    await new Promise((resolve) => setImmediate(resolve));
    yield text;
  }
}

const echo = () =>
  serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => response.end(Buffer.concat(chunks)));
  });

/** A server that closes its first connection at the second request on it, without an answer. */
function forgetful(): Promise<string> {
  let connections = 0;
  return serveRaw((socket) => {
    const isFirst = ++connections === 1;
    let [requests, text] = [0, ''];
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const isWhole = /\r\n\r\n(?:.*0\r\n\r\n|.*END)$/s.test(text) || (text.startsWith('GET') && text.endsWith('\r\n\r\n'));
      if (isFirst && requests === 1) socket.destroy();
      if (!isWhole || socket.destroyed) return;
      requests += 1;
      const body = text.includes('first') && text.includes('END') ? 'all of it' : 'nothing';
      text = '';
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    });
  });
}

describe('an upload from a stream', () => {
  it('is sent again when the server has closed the kept connection meanwhile', async () => {
    const url = await forgetful();
    await session.get(url);
    expect((await session.put(url, { body: parts('first', 'END') })).text).toBe('all of it');
  });

  it('that is a Blob is sent again, however large it is', async () => {
    const url = await forgetful();
    await session.get(url);
    expect((await session.post(url, { body: new Blob(['first', 'x'.repeat(200_000), 'END']), resend: true })).text).toBe('all of it');
  });

  it.each([
    ['fewer', ['abc'], 4],
    ['more', ['abc', 'def'], 4],
  ])('of %s bytes than its length fails with an error that says so', async (_, texts, length) => {
    const url = await echo();
    await expect(session.post(url, { body: parts(...texts), length })).rejects.toMatchObject({
      cause: { code: 'ERR_CURL_OUT_OF_RANGE', message: expect.stringContaining('expected 4 bytes') as string },
    });
    // The next request is not taken for the rest of this one.
    expect((await session.post(url, { body: 'next' })).text).toBe('next');
  });

  it('of exactly its length is sent', async () => {
    expect((await session.post(await echo(), { body: parts('ab', 'cd'), length: 4 })).text).toBe('abcd');
  });
});
