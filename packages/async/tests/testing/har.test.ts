import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { recordHar, startOrigin, type Har, type HarEntry, type Origin } from '../../src/testing.js';
import { API, errorOf, mocked } from './fixture.js';

let directory: string;
beforeAll(() => (directory = mkdtempSync(join(tmpdir(), 'curlew-har-'))));
afterAll(() => rmSync(directory, { recursive: true }));

type Part<T> = { [Name in keyof T]?: Part<T[Name]> };

/** An entry as other programs write it: with what matters, and little more. */
function entry(method: string, url: string, response: Part<HarEntry['response']>, request: object = {}): HarEntry {
  return { request: { method, url, ...request }, response: { status: 200, headers: [], content: {}, ...response } } as unknown as HarEntry;
}

const archive = (...entries: object[]): Har => ({ log: { version: '1.2', entries } }) as unknown as Har;

describe('an archive is recorded', () => {
  let origin: Origin;
  beforeAll(
    async () =>
      (origin = await startOrigin({
        routes: {
          '/old': { status: 302, headers: { location: '/new', 'set-cookie': 'id=secret1; Path=/' } },
          '/new': { body: { a: 1 } },
          '/binary': { body: Buffer.from([0xff, 0, 1]), headers: { 'content-type': 'image/png' } },
          '/gzip': { body: gzipSync('unpacked'), headers: { 'content-encoding': 'gzip' } },
          '/echo': ({ text }) => ({ body: text }),
        },
      })),
  );
  afterAll(() => origin.close());

  it('and replayed, redirects, retries, failures and all kinds of bodies included', async () => {
    await using recording = recordHar({ session: { baseUrl: origin.url } });
    const use = async ({ session }: Pick<typeof recording, 'session'>) => {
      const seen = [
        (await session.get('/old')).json(),
        (await session.get('/binary')).body.toString('hex'),
        (await session.get('/gzip')).text,
        (await session.post('/echo', { json: { q: 1 } })).text,
        (await (await session.stream('GET', '/new')).bytes()).toString(),
        await (await session.fetch('/gzip')).text(),
        (await session.get('/new', { saveTo: join(directory, 'saved') })).statusCode,
        readFileSync(join(directory, 'saved'), 'utf8'),
        (await errorOf<Error & { code: string }>(session.get('http://127.0.0.1:1/'))).code,
      ];
      return seen;
    };
    const real = await use(recording);
    const path = join(directory, 'all.har');
    await recording.save(path);
    const { session, mock } = mocked({ baseUrl: origin.url });
    mock.replayHar(path);
    expect(await use({ session })).toEqual(real);
    mock.assertDone();
    expect(real.at(-1)).toBe('CURLE_COULDNT_CONNECT');
  });

  it('in the form of HAR 1.2', async () => {
    await using recording = recordHar({ session: { baseUrl: origin.url } });
    await recording.session.post('/echo?a=1', { data: 'grün' });
    const { log } = recording.har();
    expect(log).toMatchObject({ version: '1.2', creator: { name: '@curlew/async' } });
    expect(log.entries).toHaveLength(1);
    expect(log.entries[0]).toMatchObject({
      time: expect.any(Number) as number,
      serverIPAddress: '127.0.0.1',
      request: {
        method: 'POST',
        url: `${origin.url}/echo?a=1`,
        httpVersion: 'HTTP/1.1',
        queryString: [{ name: 'a', value: '1' }],
        postData: { mimeType: 'application/x-www-form-urlencoded', text: 'grün' },
      },
      response: { status: 200, statusText: 'OK', content: { size: 5, text: 'grün' }, bodySize: 5 },
    });
    expect(new Date(log.entries[0]!.startedDateTime).getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it('without the secrets of headers and URLs, unless they are requested', async () => {
    for (const secrets of [false, true]) {
      await using recording = recordHar({ session: { auth: ['ada', 'secret2'] }, secrets });
      await recording.session.get(`${origin.url}/old`);
      await recording.session.get(`${origin.url.replace('//', '//user:secret3@')}/new`);
      const text = JSON.stringify(recording.har());
      expect([text.includes('secret1'), text.includes('secret3'), text.includes(Buffer.from('ada:secret2').toString('base64'))]).toEqual([
        secrets,
        secrets,
        secrets,
      ]);
      const { session, mock } = mocked();
      mock.replayHar(recording.har());
      await session.get(`${origin.url}/old`);
      // A redacted cookie is none.
      expect(session.cookies()).toEqual(secrets ? { id: 'secret1' } : {});
    }
  });

  it('with a truncated body, which is truncated again in the replay', async () => {
    const { session, mock } = mocked();
    mock.replayHar(archive({ ...entry('GET', API, { content: { text: 'half' } }), _errorCode: 'CURLE_RECV_ERROR' }));
    const response = await session.stream('GET', API);
    await expect(response.bytes()).rejects.toMatchObject({ code: 'CURLE_RECV_ERROR' });
  });
});

describe('a replay', () => {
  it('gives equal requests their responses one after another, and the last one from then on', async () => {
    const { session, mock } = mocked();
    mock.replayHar(
      archive(entry('GET', API, { content: { text: '1' } }), entry('GET', `${API}/b`, {}), entry('GET', API, { content: { text: '2' } })),
    );
    await session.get(`${API}/b`);
    const texts = [];
    for (let at = 0; at < 3; at++) texts.push((await session.get(API)).text);
    expect(texts).toEqual(['1', '2', '2']);
    mock.assertDone();
  });

  it('in strict order refuses early requests, and matches each request once', async () => {
    const { session, mock } = mocked();
    mock.replayHar(archive(entry('GET', `${API}/a`, {}), entry('GET', `${API}/b`, {}), entry('GET', `${API}/a`, { status: 404 })), {
      order: 'strict',
    });
    await expect(session.get(`${API}/b`)).rejects.toThrow(`order: its turn comes after GET ${API}/a`);
    expect((await session.get(`${API}/a`)).statusCode).toBe(200);
    await expect(session.get(`${API}/a`)).rejects.toThrow('order: its turn comes after');
    await session.get(`${API}/b`);
    expect((await session.get(`${API}/a`)).statusCode).toBe(404);
    await expect(session.get(`${API}/a`)).rejects.toThrow('it has replied already');
  });

  it('tells requests apart by method, URL and body', async () => {
    const { session, mock } = mocked();
    const post = (text: string, answer: string) =>
      entry('POST', API, { content: { text: answer } }, { postData: { mimeType: 'text/plain', text } });
    mock.replayHar(archive(post('a', 'A'), post('b', 'B'), entry('GET', `${API}/?q=1#here`, { content: { text: 'q' } })));
    expect((await session.post(API, { data: 'b' })).text).toBe('B');
    expect((await session.post(API, { data: 'a' })).text).toBe('A');
    expect((await session.get(`${API}/?q=1`)).text).toBe('q');
    await expect(session.post(API, { data: 'c' })).rejects.toThrow('body: differs from the one in the archive');
  });

  it('reads archives that Chrome writes', async () => {
    const { session, mock } = mocked();
    const headers = [
      { name: ':status', value: '200' },
      { name: 'content-encoding', value: 'br' },
      { name: 'content-length', value: '9999' },
      { name: 'content-type', value: 'text/html; charset=iso-8859-1' },
      { name: 'set-cookie', value: 'a=1; Path=/\nb=2; Path=/' },
    ];
    const failed = (text: string) => ({ status: 0, statusText: '', content: { size: 0, mimeType: 'x-unknown' }, _error: text });
    mock.replayHar(
      archive(
        entry('GET', API, { headers, content: { mimeType: 'text/html; charset=iso-8859-1', text: 'grün' } }),
        entry('GET', `${API}/png`, { content: { text: Buffer.from([1, 255]).toString('base64'), encoding: 'base64' } }),
        entry(
          'POST',
          `${API}/form`,
          {},
          { postData: { mimeType: 'application/x-www-form-urlencoded', params: [{ name: 'a', value: '1 2' }] } },
        ),
        entry('GET', `${API}/refused`, failed('net::ERR_CONNECTION_REFUSED')),
        entry('GET', `${API}/unknown`, failed('net::ERR_NAME_NOT_RESOLVED')),
        entry('GET', `${API}/other`, failed('net::ERR_FAILED')),
        entry('GET', 'data:text/plain,x', {}),
        entry('GET', 'wss://api.example.com/feed', { status: 101 }),
      ),
    );
    const response = await session.get(API);
    expect([response.text, response.headers.get('content-encoding'), response.cookies]).toEqual(['grün', undefined, { a: '1', b: '2' }]);
    expect((await session.get(`${API}/png`)).body).toEqual(Buffer.from([1, 255]));
    await session.post(`${API}/form`, { data: 'a=1+2' });
    const kinds = [];
    for (const path of ['refused', 'unknown', 'other'])
      kinds.push((await errorOf<Error & { kind: string }>(session.get(`${API}/${path}`))).kind);
    expect(kinds).toEqual(['connect', 'resolve', 'receive']);
  });

  it.each([
    ['no JSON', '{', /expected a file of JSON/],
    ['no archive', '{"a":1}', /har\.log: expected a part of an HTTP archive/],
    ['no list', '{"log":{"entries":{}}}', /har\.log\.entries: expected an array/],
    ['no request', '{"log":{"entries":[{"response":{}}]}}', /har\.log\.entries\[0\]\.request/],
    [
      'a wrong URL',
      '{"log":{"entries":[{"request":{"url":"x","method":"GET"},"response":{}}]}}',
      /entries\[0\]\.request\.url: expected an absolute URL/,
    ],
    [
      'no status',
      '{"log":{"entries":[{"request":{"url":"http://a/","method":"GET"},"response":{"status":"200"}}]}}',
      /response\.status: expected a status/,
    ],
    [
      'a wrong header',
      '{"log":{"entries":[{"request":{"url":"http://a/","method":"GET"},"response":{"status":200,"headers":[{"name":"a"}]}}]}}',
      /response\.headers\[0\]\.value/,
    ],
  ])('of a file with %s fails with an error that says so', (_, text, message) => {
    const path = join(directory, 'wrong.har');
    writeFileSync(path, text);
    expect(() => mocked().mock.replayHar(path)).toThrow(message);
    expect(() => mocked().mock.replayHar(path)).toThrow(TypeError);
  });

  it('refuses unknown options', () => {
    expect(() => mocked().mock.replayHar(archive(), { order: 'some' as never })).toThrow(/order: expected/);
    expect(() => mocked().mock.replayHar(archive(), { orders: 'any' } as never)).toThrow(/orders/);
  });
});
