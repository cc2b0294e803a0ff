import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { AcurlError, type Progress } from '../../src/index.js';
import type { ReplyBody } from '../../src/testing.js';
import { until } from '../serve.js';
import { API, errorOf, mocked } from './fixture.js';

async function* chunks(...texts: string[]) {
  for (const text of texts) {
    await new Promise((resolve) => setImmediate(resolve));
    yield text;
  }
}

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

  it('made by a function, which may be asynchronous and knows the request', async () => {
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

  it('read as it comes by stream(), fetch, bytes() and iteration', async () => {
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
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('one ');
    await reader.cancel();
  });

  it('held back by a slow reader, and given up with it', async () => {
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

  it('absent for HEAD, 204 and 304, whatever the reply has', async () => {
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

  it('that comes in chunks is decoded as it comes', async () => {
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

  it('stays as it is without decompress', async () => {
    const { session, mock } = mocked({ decompress: false });
    mock
      .origin(API)
      .get('/')
      .reply(200, gzipSync(text), { headers: { 'content-encoding': 'gzip' } });
    expect((await session.get(API)).body).toEqual(gzipSync(text));
  });

  it.each(['gzip', 'br', 'unknown'])('that is no %s fails', async (coding) => {
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

describe('limits and progress', () => {
  it('maxResponseSize counts what a body becomes', async () => {
    const { session, mock } = mocked({ maxResponseSize: 1000 });
    mock
      .origin(API)
      .get('/')
      .reply(200, gzipSync('x'.repeat(1001)), { headers: { 'content-encoding': 'gzip' } });
    mock.origin(API).get('/').reply(200, 'x'.repeat(1000));
    await expect(session.get(API)).rejects.toMatchObject({ code: 'CURLE_FILESIZE_EXCEEDED', kind: 'limit' });
    expect((await session.get(API)).body.length).toBe(1000);
  });

  it('both progress functions are told', async () => {
    const { session, mock } = mocked();
    const [up, down]: [Progress[], Progress[]] = [[], []];
    mock.origin(API).post('/').reply(200, 'x'.repeat(100_000));
    await session.post(API, {
      data: 'abc',
      onUploadProgress: (progress) => void up.push(progress),
      onDownloadProgress: (progress) => void down.push(progress),
    });
    expect(up).toEqual([{ transferred: 3, total: 3 }]);
    expect(down).toEqual([
      { transferred: 65_536, total: 100_000 },
      { transferred: 100_000, total: 100_000 },
    ]);
  });

  it('discardBody receives the body and keeps nothing', async () => {
    const { session, mock } = mocked({ discardBody: true });
    mock.origin(API).get('/').reply(200, 'abc');
    const response = await session.get(API);
    expect([response.body.length, response.downloadSize]).toEqual([0, 3]);
  });
});

describe('saveTo', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'curlew-mock-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('writes a success, and gives the body of anything else', async () => {
    const { session, mock } = mocked();
    const path = join(directory, 'file');
    mock.origin(API).get('/').reply(404, 'none').reply(200, chunks('a', 'b'));
    expect((await session.get(API, { saveTo: path })).text).toBe('none');
    expect(readdirSync(directory)).toEqual([]);
    const response = await session.get(API, { saveTo: path });
    expect(() => response.body).toThrow('the body was asked for as a stream');
    expect(readFileSync(path, 'utf8')).toBe('ab');
  });

  it('leaves nothing of a body that breaks off', async () => {
    const { session, mock } = mocked();
    mock.origin(API).get('/').reply(200, 'half', { failsWith: 'receive' });
    await expect(session.get(API, { saveTo: join(directory, 'file') })).rejects.toMatchObject({ code: 'CURLE_RECV_ERROR' });
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe('a failure', () => {
  it.each([
    ['CURLE_COULDNT_CONNECT', 'CURLE_COULDNT_CONNECT', 'connect', 'connecting'],
    ['connect', 'CURLE_COULDNT_CONNECT', 'connect', 'connecting'],
    ['resolve', 'CURLE_COULDNT_RESOLVE_HOST', 'resolve', 'resolving'],
    ['tls', 'CURLE_PEER_FAILED_VERIFICATION', 'tls', 'TLS handshake'],
    ['timeout', 'CURLE_OPERATION_TIMEDOUT', 'timeout', 'waiting for the response'],
    ['CURLE_GOT_NOTHING', 'CURLE_GOT_NOTHING', 'receive', 'waiting for the response'],
    ['send', 'CURLE_SEND_ERROR', 'send', 'sending the request'],
  ] as const)('of %s is that of a real transfer', async (failure, code, kind, phase) => {
    const { session, mock } = mocked();
    mock.origin(API).get('/').replyWithError(failure);
    const error = await errorOf<AcurlError>(session.get(API));
    expect(error).toBeInstanceOf(AcurlError);
    expect(error).toMatchObject({ code, kind, phase, operation: 'GET', url: `${API}/` });
    expect(error.request.method).toBe('GET');
  });

  it('may come from the function of a reply', async () => {
    const { session, mock } = mocked();
    mock
      .origin(API)
      .get('/')
      .reply(() => ({ error: 'tls' }));
    await expect(session.get(API)).rejects.toMatchObject({ kind: 'tls' });
  });

  it('in the middle of a body is its reader’s, behind what has come', async () => {
    const { session, mock } = mocked();
    mock.origin(API).get('/').reply(200, 'half', { failsWith: 'CURLE_RECV_ERROR' }).times(3);
    await expect(session.get(API)).rejects.toMatchObject({ code: 'CURLE_RECV_ERROR', phase: 'receiving the body' });
    const response = await session.stream('GET', API);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const chunk of response) seen.push(chunk.toString());
    })();
    await expect(reading).rejects.toMatchObject({ code: 'CURLE_RECV_ERROR' });
    expect(seen).toEqual(['half']);
    const fetched = await session.fetch(API);
    await expect(fetched.text()).rejects.toThrow();
  });

  it('of the stream of a reply is a connection that breaks', async () => {
    const { session, mock } = mocked();
    const broken = async function* () {
      yield await Promise.resolve('half');
      throw new Error('boom');
    };
    mock.origin(API).get('/').reply(200, broken());
    const error = await errorOf<AcurlError>(session.get(API));
    expect(error).toMatchObject({ code: 'CURLE_RECV_ERROR', cause: { message: 'boom' } });
  });

  it('is a body that is shorter than its Content-Length', async () => {
    const { session, mock } = mocked();
    mock
      .origin(API)
      .get('/')
      .reply(200, 'abc', { headers: { 'content-length': '5' } });
    await expect(session.get(API)).rejects.toMatchObject({ code: 'CURLE_PARTIAL_FILE' });
  });

  it('of the function of a reply is the request’s own, as it is', async () => {
    const { session, mock } = mocked({ retry: 2 });
    const boom = new Error('boom');
    mock
      .origin(API)
      .get('/')
      .reply(() => {
        throw boom;
      });
    expect(await errorOf(session.get(API))).toBe(boom);
  });
});
