import { Readable } from 'node:stream';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { ReplyBody } from '../../src/testing.js';
import { until } from '../serve.js';
import { API, chunks, mocked } from './fixture.js';

const webStream = () =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('web'));
      controller.close();
    },
  });

describe('the body of a reply is', () => {
  it.each<[name: string, body: ReplyBody, text: string]>([
    ['text', 'grün', 'grün'],
    ['bytes', new Uint8Array([104, 105]), 'hi'],
    ['an ArrayBuffer', new Uint8Array([104, 105]).buffer, 'hi'],
    ['nothing', undefined, ''],
    ['an object, as JSON', { a: [1] }, '{"a":[1]}'],
    ['an array, as JSON', [1, 2], '[1,2]'],
    ['an async iterable', chunks('a', 'b'), 'ab'],
    ['a Readable', Readable.from(['c', 'd']), 'cd'],
    ['a web stream', webStream(), 'web'],
  ])('%s', async (_, body, text) => {
    const { session, mock } = mocked();
    mock.origin(API).get('/').reply(200, body);
    const response = await session.get(API);
    expect(response.text).toBe(text);
    expect(response.downloadSize).toBe(Buffer.byteLength(text));
  });

  it('made by a function, which may be asynchronous and gets the request', async () => {
    const { session, mock } = mocked();
    mock
      .origin(API)
      .post('/echo')
      .reply(async (call) => ({
        status: 201,
        body: { got: call.json(), type: call.headers.get('Content-Type') },
        headers: { 'x-a': await Promise.resolve('1') },
      }));
    const response = await session.post(`${API}/echo`, { json: [1] });
    expect([response.statusCode, response.headers.get('x-a'), response.json()]).toEqual([201, '1', { got: [1], type: 'application/json' }]);
  });

  it('read as it arrives by stream(), fetch, bytes() and iteration', async () => {
    const { session, mock } = mocked();
    mock
      .origin(API)
      .get('/')
      .reply(() => ({ body: chunks('one ', 'two') }))
      .persist();
    const seen: string[] = [];
    for await (const chunk of await session.stream('GET', API)) seen.push(chunk.toString());
    expect(seen).toEqual(['one ', 'two']);
    expect((await (await session.stream('GET', API)).bytes()).toString()).toBe('one two');
    expect(await (await session.fetch(API)).text()).toBe('one two');
    const read: string[] = [];
    for await (const chunk of (await session.stream('GET', API)).stream) read.push(String(chunk));
    expect(read.join('')).toBe('one two');
    const reader = (await session.fetch(API)).body!.getReader();
    expect(Buffer.from((await reader.read()).value).toString()).toBe('one ');
    await reader.cancel();
  });

  it('held back by a slow reader, and aborted with it', async () => {
    const { session, mock } = mocked();
    const log: string[] = [];
    async function* watched() {
      try {
        for (let at = 0; ; at++) {
          log.push(`made ${at}`);
          yield await Promise.resolve(`${at}`);
        }
      } finally {
        log.push('given up');
      }
    }
    mock.origin(API).get('/').reply(200, watched());
    const response = await session.stream('GET', API);
    expect(log).toEqual([]);
    for await (const chunk of response) if (chunk.toString() === '1') break;
    await until(() => log.length > 2);
    expect(log).toEqual(['made 0', 'made 1', 'given up']);
  });

  it('absent for HEAD, 204 and 304, whatever the reply contains', async () => {
    const { session, mock } = mocked();
    mock.origin(API).head('/').reply(200, 'abc');
    mock.origin(API).get('/').reply(204, 'abc').reply(304, 'abc');
    const head = await session.head(API);
    expect([head.text, head.headers.get('content-length')]).toEqual(['', '3']);
    expect((await session.get(API)).text).toBe('');
    expect((await session.get(API)).text).toBe('');
  });
});

describe('the head of a reply', () => {
  it('has status, reason, repeated headers and trailers', async () => {
    const { session, mock } = mocked();
    const headers: [string, string][] = [
      ['X-A', '1'],
      ['X-A', '2'],
    ];
    mock
      .origin(API)
      .get('/')
      .reply(404, 'x', { headers, trailers: { 'x-sum': 'abc' }, statusText: 'Gone Fishing' })
      .times(2);
    const response = await session.get(API);
    expect([response.statusCode, response.statusText, response.ok, response.headers.get('x-a')]).toEqual([
      404,
      'Gone Fishing',
      false,
      '1, 2',
    ]);
    expect(response.trailers).toEqual([['x-sum', 'abc']]);
    const streamed = await session.stream('GET', API);
    expect(streamed.trailers).toEqual([]);
    await streamed.bytes();
    expect(streamed.trailers).toEqual([['x-sum', 'abc']]);
  });

  it('is completed as servers do', async () => {
    const { session, mock } = mocked();
    mock
      .origin(API)
      .get('/')
      .reply(200, { a: 1 })
      .reply(200, { a: 1 }, { headers: { 'Content-Type': 'application/problem+json' } });
    expect([...(await session.get(API)).headers]).toEqual([
      ['content-type', 'application/json'],
      ['content-length', '7'],
    ]);
    expect((await session.get(API)).headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('an encoded body', () => {
  const text = 'hello '.repeat(1000);
  it.each([
    ['gzip', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
  ])('of %s is decoded', async (coding, bytes) => {
    const { session, mock } = mocked();
    mock
      .origin(API)
      .get('/')
      .reply(200, bytes, { headers: { 'content-encoding': coding } })
      .times(3);
    const response = await session.get(API);
    expect(response.text).toBe(text);
    expect(response.downloadSize).toBe(bytes.length);
    expect((await (await session.stream('GET', API)).bytes()).toString()).toBe(text);
    expect(await (await session.fetch(API)).text()).toBe(text);
  });

  it('that arrives in chunks is decoded as it arrives', async () => {
    const { session, mock } = mocked();
    const bytes = gzipSync(text);
    const parts = async function* () {
      yield await Promise.resolve(bytes.subarray(0, 10));
      yield bytes.subarray(10);
    };
    mock
      .origin(API)
      .get('/')
      .reply(200, parts(), { headers: { 'content-encoding': 'gzip' } });
    expect((await session.get(API)).text).toBe(text);
  });

  it('is not decoded without decompress', async () => {
    const { session, mock } = mocked({ decompress: false });
    mock
      .origin(API)
      .get('/')
      .reply(200, gzipSync(text), { headers: { 'content-encoding': 'gzip' } });
    expect((await session.get(API)).body).toEqual(gzipSync(text));
  });

  it.each(['gzip', 'br', 'unknown'])('that is not %s fails', async (coding) => {
    const { session, mock } = mocked();
    mock
      .origin(API)
      .get('/')
      .reply(200, 'abc', { headers: { 'content-encoding': coding } })
      .reply(200, chunks('abc'), {
        headers: { 'content-encoding': coding },
      });
    await expect(session.get(API)).rejects.toMatchObject({ code: 'CURLE_BAD_CONTENT_ENCODING', phase: 'receiving the body' });
    await expect(session.get(API)).rejects.toMatchObject({ code: 'CURLE_BAD_CONTENT_ENCODING' });
  });
});
