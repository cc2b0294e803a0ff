import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { CurlWrapper, type Session } from '../../src/index.js';
import { closeServers, serve } from '../serve.js';

interface Seen {
  method: string;
  path: string;
  headers: Record<string, string>;
  raw: string[];
  body: string;
}

let wrapper: CurlWrapper;
let session: Session;
let base: string;
/** Answers with what it was asked; `/to/307/echo` redirects with that status. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const redirect = /^\/to\/(\d+)(\/.*)/.exec(request.url!);
  if (redirect) {
    response.writeHead(Number(redirect[1]), { Location: redirect[2] }).end('moved');
    return;
  }
  const seen = { method: request.method, path: request.url, headers: request.headers, raw: request.rawHeaders };
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...seen, body: Buffer.concat(chunks).toString('latin1') }));
}

beforeEach(async () => {
  base = await serve((request, response) => void answer(request, response));
  wrapper = new CurlWrapper();
  session = wrapper.session({ baseUrl: base });
});
afterEach(async () => {
  await wrapper.close();
  closeServers();
});

const seenBy = async (input: string | URL | Request, init?: RequestInit): Promise<Seen> =>
  (await (await session.fetch(input, init)).json()) as Seen;

describe('a Request with a body', () => {
  it.each([301, 302, 303, 307, 308])('is sent with its length, and repeated after %i', async (status) => {
    const request = new Request(`${base}/to/${status}/echo`, { method: 'PUT', body: 'hello', headers: { 'X-A': 'b' } });
    const { method, headers, body } = await seenBy(request);
    const expected = status === 303 ? ['GET', '', undefined] : ['PUT', 'hello', '5'];
    expect([method, body, headers['content-length'], headers['x-a']]).toEqual([...expected, 'b']);
    expect(headers['transfer-encoding']).toBeUndefined();
  });

  it('that is a form or a Blob is sent with its length as well', async () => {
    const form = new FormData();
    form.append('text', 'a\nb');
    form.append('file', new File(['content'], 'name "x".txt', { type: 'text/plain' }));
    for (const body of [form, new Blob(['x'.repeat(100_000)])]) {
      const direct = await seenBy('/echo', { method: 'POST', body });
      const wrapped = await seenBy(new Request(`${base}/to/307/echo`, { method: 'POST', body }));
      for (const { body: sent, headers } of [direct, wrapped]) expect(headers['content-length']).toBe(String(sent.length));
    }
    const { body } = await seenBy('/echo', { method: 'POST', body: form });
    expect(body).toContain('name="text"\r\n\r\na\r\nb\r\n');
    expect(body).toContain('name="file"; filename="name %22x%22.txt"\r\nContent-Type: text/plain\r\n\r\ncontent\r\n');
  });

  it('of more than 4 MiB is sent with the length that its headers say', async () => {
    const body = new Blob(['x'.repeat(5 << 20)]);
    const headers = { 'content-length': String(body.size) };
    const sent = await seenBy(new Request(`${base}/echo`, { method: 'POST', body, headers }));
    expect([sent.headers['content-length'], sent.headers['transfer-encoding'], sent.body.length]).toEqual([
      String(body.size),
      undefined,
      body.size,
    ]);
  });

  it('that was used is refused', async () => {
    const request = new Request(`${base}/echo`, { method: 'POST', body: 'x' });
    await request.text();
    await expect(session.fetch(request)).rejects.toThrow(TypeError);
  });
});

describe('a stream as a body', () => {
  /** Resolves when the server has the first chunk. */
  let firstArrived: Promise<void>;
  let arrive: () => void;
  beforeEach(() => {
    firstArrived = new Promise((resolve) => (arrive = resolve));
  });

  async function* withPause() {
    yield 'first';
    await firstArrived;
    yield Buffer.from('last');
  }

  it.each<[string, () => unknown]>([
    ['a generator', withPause],
    ['a Node stream', () => Readable.from(withPause(), { objectMode: false })],
    [
      'a web stream',
      () =>
        new ReadableStream({
          async start(controller) {
            controller.enqueue(Buffer.from('first'));
            await firstArrived;
            controller.enqueue(Buffer.from('last'));
            controller.close();
          },
        }),
    ],
  ])('%s is sent as it is read', async (_, make) => {
    const source = make();
    const body = (typeof source === 'function' ? (source as () => unknown)() : source) as NonNullable<RequestInit['body']>;
    const chunks: string[] = [];
    const url = await serve((request, response) => {
      request
        .on('data', (chunk: Buffer) => (chunks.push(chunk.toString()), arrive()))
        .on('end', () => response.end(request.headers['transfer-encoding']));
    });
    const response = await session.fetch(url, { method: 'POST', body, duplex: 'half' });
    expect(await response.text()).toBe('chunked');
    expect(chunks).toEqual(['first', 'last']);
  });

  it('is ended by the signal while it is sent', async () => {
    async function* slowly() {
      for (;;) {
        yield 'x';
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
    const url = await serve((request) => void request.resume());
    const signal = AbortSignal.timeout(50);
    const init = { method: 'POST', body: slowly() as unknown as RequestInit['body'], duplex: 'half', signal } as RequestInit;
    await expect(session.fetch(url, init)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('that has been read is refused', async () => {
    const stream = new ReadableStream({ start: (controller) => controller.close() });
    await stream.getReader().read();
    await expect(session.fetch('/echo', { method: 'POST', body: stream, duplex: 'half' })).rejects.toThrow(TypeError);
    await expect(session.post('/echo', { body: stream })).rejects.toThrow(/read already/);
  });

  it('must have the length that the caller declares', async () => {
    const parts = () => Readable.from(['ab', 'cd'], { objectMode: false });
    const sent = async (options: object) => (await session.post('/echo', { body: parts(), ...options })).json<Seen>();
    for (const options of [{ length: 4 }, { headers: { 'Content-Length': '4' } }]) {
      const { headers, body, raw } = await sent(options);
      expect([headers['content-length'], headers['transfer-encoding'], body]).toEqual(['4', undefined, 'abcd']);
      expect(raw.filter((name) => /^content-length$/i.test(name))).toHaveLength(1);
    }
    await expect(session.post('/echo', { data: 'abc', headers: { 'Content-Length': '2' } })).rejects.toThrow(
      /Content-Length: expected 3, the length of the body, got/,
    );
    await expect(session.post('/echo', { data: 'abc', headers: { 'Content-Length': 'many' } })).rejects.toThrow(
      /expected a whole number of bytes/,
    );
  });
});

describe('a call of fetch', () => {
  it('uses the baseUrl of its session, and accepts a URL object', async () => {
    expect((await seenBy('/a/b?c=d#e')).path).toBe('/a/b?c=d');
    expect((await seenBy(new URL('/x', base))).path).toBe('/x');
    expect((await session.fetch('/a#fragment')).url).toBe(`${base}/a`);
  });

  it('sends a header as the bytes of its characters', async () => {
    expect((await seenBy('/echo', { headers: { 'X-A': 'caf\u00e9' } })).headers['x-a']).toBe('caf\u00e9');
    const url = await serve((_, response) => void response.setHeader('X-B', 'caf\u00e9').end());
    expect((await session.fetch(url)).headers.get('x-b')).toBe('caf\u00e9');
  });

  it('calls the most recent response callback, with cookies and without', async () => {
    const seen: string[] = [];
    for (const name of ['first', 'second']) {
      session.setResponseCallback(() => void seen.push(name));
      for (const credentials of ['include', 'omit'] as const) await (await session.fetch(`${base}/echo`, { credentials })).text();
    }
    session.setResponseCallback(null);
    expect(seen).toEqual(['first', 'first', 'second', 'second']);
  });

  it('also omits cookies from the cookies option of an earlier request', async () => {
    const own = wrapper.session();
    const url = await serve((request, response) => response.end(request.headers.cookie ?? '-'));
    await own.get(url, { cookies: { pinned: '1' } });
    const said = async (credentials: 'omit' | 'include') => (await own.fetch(url, { credentials })).text();
    expect([await said('omit'), await said('include')]).toEqual(['-', 'pinned=1']);
  });

  it('neither sends nor stores cookies with credentials: omit', async () => {
    const url = await serve((request, response) => {
      response.setHeader('Set-Cookie', `seen=${request.url!.slice(1)}`).end(request.headers.cookie ?? '-');
    });
    const said = async (path: string, credentials?: RequestInit['credentials']) =>
      (await session.fetch(`${url}/${path}`, credentials ? { credentials } : {})).text();
    expect([await said('1'), await said('2', 'omit'), await said('3')]).toEqual(['-', '-', 'seen=1']);
  });

  it('sends its cache mode and referrer', async () => {
    expect((await seenBy('/echo', { cache: 'no-store' } as RequestInit)).headers).toMatchObject({
      'cache-control': 'no-cache',
      pragma: 'no-cache',
    });
    expect((await seenBy('/echo', { referrer: `${base}/page?x=1#y` })).headers.referer).toBe(`${base}/page?x=1`);
    expect((await seenBy('/echo', { referrer: 'http://other.invalid/page' })).headers.referer).toBe('http://other.invalid/');
  });

  it('sends a User-Agent, which an option of the session changes', async () => {
    expect((await seenBy('/echo')).headers['user-agent']).toMatch(/^curlew /);
    const own = wrapper.session({ baseUrl: base, userAgent: 'mine/1' });
    expect(((await (await own.fetch('/echo')).json()) as Seen).headers['user-agent']).toBe('mine/1');
    const none = wrapper.session({ baseUrl: base, userAgent: null });
    expect((await none.get('/echo')).json<Seen>().headers).not.toHaveProperty('user-agent');
  });

  it.each<[string, string, RequestInit]>([
    ['a URL with user and password', 'http://u:p@127.0.0.1/', {}],
    ['a URL that is none', 'http://[/', {}],
    ['a body for GET', '/echo', { body: 'x' }],
    ['a method that is none', '/echo', { method: 'A B' }],
    ['a method that is forbidden', '/echo', { method: 'trace' }],
    ['a header that is none', '/echo', { headers: { 'a b': 'c' } }],
    ['an unknown redirect mode', '/echo', { redirect: 'sometimes' as never }],
    ['an unknown scheme', 'foo://x/', {}],
  ])('refuses %s with a TypeError', async (_, url, init) => {
    await expect(session.fetch(url, init)).rejects.toThrow(TypeError);
  });

  it('leaves data: and blob: URLs to Node', async () => {
    expect(await (await session.fetch('data:text/plain,hello')).text()).toBe('hello');
    const url = URL.createObjectURL(new Blob(['blobby']));
    expect(await (await session.fetch(url)).text()).toBe('blobby');
  });

  it('checks the integrity of the whole body', async () => {
    const url = await serve((_, response) => void response.end('hello'));
    const integrity = 'sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=';
    expect(await (await session.fetch(url, { integrity })).text()).toBe('hello');
    await expect(session.fetch(url, { integrity: integrity.replace('L', 'M') })).rejects.toThrow('fetch failed');
  });
});

describe('a redirect of fetch', () => {
  it('keeps the method unless it is POST, or the status 303', async () => {
    const methodAfter = async (method: string, status: number) => (await seenBy(`/to/${status}/echo`, { method })).method;
    for (const status of [301, 302]) {
      expect(await methodAfter('POST', status)).toBe('GET');
      for (const method of ['DELETE', 'PUT', 'PATCH', 'OPTIONS']) expect(await methodAfter(method, status)).toBe(method);
    }
    for (const method of ['POST', 'PUT', 'DELETE']) expect(await methodAfter(method, 303)).toBe('GET');
  });

  it('is returned or refused as the option says', async () => {
    const manual = await session.fetch('/to/302/echo', { redirect: 'manual' });
    expect([manual.status, manual.headers.get('location'), manual.redirected]).toEqual([302, '/echo', false]);
    await expect(session.fetch('/to/302/echo', { redirect: 'error' })).rejects.toThrow('fetch failed');
    expect((await session.fetch('/to/302/echo')).redirected).toBe(true);
  });

  it.each([
    ['/caf\u00e9 x', '/caf%C3%A9%20x'],
    ['//LOCALHOST:port/y', '/y'],
  ])('to %s leads to %s', async (location, path) => {
    const { port } = new URL(base);
    const url = await serve((_, response) => {
      response.socket!.write(
        Buffer.concat([
          Buffer.from('HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: '),
          Buffer.from(location.startsWith('//') ? location.replace('port', port) : `${base}${location}`),
          Buffer.from('\r\n\r\n'),
        ]),
      );
    });
    expect((await seenBy(url)).path).toBe(path);
  });

  it.each(['http://[broken/', 'http://u:p@127.0.0.1/', 'ftp://127.0.0.1/'])('to %s is refused', async (location) => {
    const url = await serve((_, response) => void response.writeHead(302, { Location: location }).end());
    await expect(session.fetch(url)).rejects.toThrow('fetch failed');
  });

  it('to another origin drops credentials and keeps the other headers', async () => {
    const elsewhere = base.replace('127.0.0.1', 'localhost');
    const url = await serve((_, response) => void response.writeHead(302, { Location: `${elsewhere}/echo` }).end());
    const headers = { Authorization: 'Bearer t', Cookie: 'a=b', 'X-Own': 'c' };
    const seen = await seenBy(url, { headers });
    expect([seen.headers.authorization, seen.headers.cookie, seen.headers['x-own']]).toEqual([undefined, undefined, 'c']);
  });
});

describe('a response of fetch', () => {
  it('is a Response whose headers cannot be changed', async () => {
    const response = await session.fetch('/echo');
    expect(response).toBeInstanceOf(Response);
    expect([response.type, response.ok, response.statusText]).toEqual(['basic', true, 'OK']);
    for (const change of ['append', 'set'] as const) expect(() => response.headers[change]('a', 'b')).toThrow(TypeError);
    expect(() => response.headers.delete('content-type')).toThrow(TypeError);
    expect(response.headers.get('Content-Type')).toBe('application/json');
  });

  it.each([204, 205, 304])('%i has no body', async (status) => {
    const url = await serve((_, response) => void response.writeHead(status).end());
    const response = await session.fetch(url);
    expect([response.status, response.body, await response.text()]).toEqual([status, null, '']);
  });

  it('may have a status above 599, as in Node', async () => {
    const url = await serve((_, response) => void response.writeHead(999, 'Odd').end('body'));
    const response = await session.fetch(url);
    expect([response.status, response.statusText, await response.text()]).toEqual([999, 'Odd', 'body']);
  });
});
