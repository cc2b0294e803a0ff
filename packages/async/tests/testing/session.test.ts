import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { needing } from '@curlew-internal/test-origin';
import { WebSocketServer } from 'ws';
import { AcurlError, RequestError, bearerToken } from '../../src/index.js';
import { UnmatchedRequestError, mockWrapper, startOrigin } from '../../src/testing.js';
import { API, chunks, errorOf, mocked } from './fixture.js';

describe('a mocked session', () => {
  it('follows redirects by its own rules', async () => {
    const { session, mock } = mocked();
    mock
      .origin(API)
      .post('/old')
      .reply(302, 'moved', { headers: { location: '/new' } });
    mock
      .origin(API)
      .get('/new')
      .reply(307, '', { headers: { location: 'https://other.example.com/' } });
    mock.origin('https://other.example.com').get('/').reply(200, 'there');
    const response = await session.post(`${API}/old`, { data: 'x', auth: ['ada', 'pw'], headers: { 'X-Own': '1' } });
    expect([response.text, response.url, response.history.map(({ statusCode }) => statusCode)]).toEqual([
      'there',
      'https://other.example.com/',
      [302, 307],
    ]);
    expect(mock.calls.map(({ headers }) => [headers.has('authorization'), headers.has('x-own')])).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ]);
  });

  it('limits redirects, and does not follow one to http', async () => {
    const { session, mock } = mocked({ maxRedirects: 2 });
    mock
      .origin(API)
      .get('/loop')
      .reply(302, '', { headers: { location: '/loop' } })
      .persist();
    mock
      .origin(API)
      .get('/down')
      .reply(302, '', { headers: { location: 'http://api.example.com/' } });
    expect(await errorOf(session.get(`${API}/loop`))).toBeInstanceOf(RequestError);
    expect((await errorOf(session.get(`${API}/down`))).message).toContain('it leads from https to http');
  });

  it('does not wait for the body of a redirect that streams', async () => {
    const { session, mock } = mocked();
    const never = async function* () {
      yield await new Promise<string>(() => {});
    };
    mock
      .origin(API)
      .get('/')
      .reply(302, never(), { headers: { location: '/next' } });
    mock.origin(API).get('/next').reply(200, 'next');
    expect((await session.get(API)).text).toBe('next');
  });

  it('retries after temporary failures and statuses', async () => {
    const { session, mock } = mocked({ retry: { limit: 3, delay: () => 1 } });
    mock
      .origin(API)
      .get('/')
      .replyWithError('connect')
      .reply(503, 'busy', { headers: { 'retry-after': '0.01' } })
      .reply(200, 'ok');
    expect((await session.get(API)).text).toBe('ok');
    mock.assertDone();
  });

  it('calls hooks, and the channels of diagnostics_channel', async () => {
    const seen: string[] = [];
    const names = ['start', 'headers', 'end', 'error'];
    const listeners = names.map((name) => [`curlew:request:${name}`, () => void seen.push(name)] as const);
    for (const [channel, listener] of listeners) subscribe(channel, listener);
    const { session, mock } = mocked({
      hooks: {
        beforeRequest: () => void seen.push('before'),
        afterResponse: () => void seen.push('after'),
        onError: ({ kind }) => void seen.push(kind),
      },
    });
    mock.origin(API).get('/').reply(200).replyWithError('tls');
    await session.get(API);
    await session.get(API).catch(() => {});
    for (const [channel, listener] of listeners) unsubscribe(channel, listener);
    expect(seen).toEqual(['before', 'start', 'headers', 'end', 'after', 'before', 'start', 'error', 'tls']);
  });

  it('keeps the cookies of replies, and sends them', async () => {
    const { session, mock } = mocked();
    const headers: [string, string][] = [
      ['set-cookie', 'id=1; Path=/; HttpOnly'],
      ['set-cookie', 'deep=2'],
    ];
    mock.origin(API).get('/a/b').reply(200, '', { headers });
    mock.origin(API).intercept().reply(200).persist();
    const response = await session.get(`${API}/a/b`);
    expect(response.cookies).toEqual({ id: '1', deep: '2' });
    await session.get(`${API}/`);
    await session.get(`${API}/a/c`);
    await session.fetch(`${API}/a/c`, { credentials: 'omit' });
    expect(mock.calls.map(({ headers: sent }) => sent.get('cookie'))).toEqual([undefined, 'id=1', 'deep=2; id=1', undefined]);
    expect(mock.calls[1]!.request.cookies).toEqual({ id: '1' });
  });

  it('stores no cookies of a fetch without credentials', async () => {
    const { session, mock } = mocked();
    mock
      .origin(API)
      .get('/')
      .reply(200, '', { headers: { 'set-cookie': 'a=1' } });
    await session.fetch(API, { credentials: 'omit' });
    expect(session.cookies()).toEqual({});
  });

  it('records the body of a request from any source', async () => {
    const { session, mock } = mocked();
    mock.origin(API).post('/').reply(200).persist();
    const form = new FormData();
    form.set('name', 'Ada');
    const parts = async function* () {
      yield await Promise.resolve('a');
      yield Buffer.from('b');
    };
    for (const body of ['text', new Uint8Array([1, 2]), new Blob(['blob']), parts(), new URLSearchParams('q=1')])
      await session.post(API, { body });
    expect(mock.calls.map(({ text }) => text)).toEqual(['text', '\u0001\u0002', 'blob', 'ab', 'q=1']);
    expect(mock.calls.map(({ headers }) => headers.get('content-length') ?? headers.get('transfer-encoding'))).toEqual([
      '4',
      '2',
      '4',
      'chunked',
      '3',
    ]);
    await session.post(API, { body: form });
    expect(mock.calls.at(-1)!.text).toContain('name="name"\r\n\r\nAda');
  });

  it('fails with the error of a source that fails', async () => {
    const { session, mock } = mocked();
    mock.origin(API).post('/').reply(200);
    const broken = async function* () {
      yield await Promise.resolve('a');
      throw new Error('boom');
    };
    expect(await errorOf(session.post(API, { body: broken() }))).toMatchObject({
      code: 'CURLE_ABORTED_BY_CALLBACK',
      cause: { message: 'boom' },
    });
    expect(await errorOf(session.post(API, { body: ['abc'], length: 4 }))).toMatchObject({ cause: { code: 'ERR_CURL_OUT_OF_RANGE' } });
    expect(mock.calls).toEqual([]);
  });

  it('ends running requests when it is closed', async () => {
    const { session, mock, close } = mocked();
    mock.origin(API).get('/').reply(200).delay(60_000);
    const pending = errorOf(session.get(API));
    await new Promise((resolve) => setImmediate(resolve));
    await close();
    expect(await pending).toMatchObject({ code: 'ERR_CURL_CANCELLED' });
    await close();
    await expect(session.get(API)).rejects.toMatchObject({ code: 'ERR_CURL_CLOSED' });
  });

  it('passes its mock on to its extensions', async () => {
    const { session, mock } = mocked({ baseUrl: API });
    mock
      .origin()
      .get('/admin/users', { headers: { 'x-role': 'admin' } })
      .reply(200);
    using admin = session.extend({ baseUrl: 'admin/', headers: { 'X-Role': 'admin' } });
    expect((await admin.get('users')).statusCode).toBe(200);
  });

  it('runs hooks that change requests: a token is renewed after a 401', async () => {
    const refresh = jest.fn(() => Promise.resolve('new'));
    const { session, mock } = mocked({ hooks: bearerToken({ token: 'old', refresh }) });
    mock
      .origin(API)
      .get('/', { headers: { authorization: 'Bearer new' } })
      .reply(200, 'in')
      .persist();
    mock.origin(API).get('/').reply(401).persist();
    expect((await session.get(API)).text).toBe('in');
    expect(mock.calls.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer old', 'Bearer new']);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('reads server-sent events, and reconnects', async () => {
    const { session, mock } = mocked();
    const headers = { 'content-type': 'text/event-stream' };
    mock.origin(API).get('/feed').reply(200, chunks('retry: 1\n', 'id: 7\ndata: one\n\n'), { headers });
    mock
      .origin(API)
      .get('/feed', { headers: { 'last-event-id': '7' } })
      .reply(200, chunks('data: two\n\n'), { headers });
    const seen: string[] = [];
    for await (const { data } of session.events(`${API}/feed`)) if (seen.push(data) === 2) break;
    expect(seen).toEqual(['one', 'two']);
    mock.assertDone();
  });

  it('may be isolated', async () => {
    const { session, mock } = mocked({ isolated: true });
    mock.origin(API).get('/').reply(200, { id: 1 });
    expect((await session.get(API)).json<{ id: number }>().id).toBe(1);
  });

  it('of a mocked wrapper is one of any number', async () => {
    await using made = mockWrapper();
    made.mock.origin(API).get('/').reply(200).times(2);
    expect((await made.wrapper.session().get(API)).statusCode).toBe(200);
    expect((await made.wrapper.session({ baseUrl: API }).get('/')).statusCode).toBe(200);
    made.mock.assertDone();
  });
});

describe('time', () => {
  it('passes before a delayed reply, and is measured', async () => {
    const { session, mock } = mocked();
    mock.origin(API).get('/').reply(200, 'x').delay(30);
    const { totalTime, starttransferTime } = await session.get(API);
    expect(starttransferTime).toBeGreaterThanOrEqual(0.025);
    expect(totalTime).toBeGreaterThanOrEqual(starttransferTime);
  });

  it.each(['get', 'stream', 'fetch'] as const)('ends a %s at its timeout', async (how) => {
    const { session, mock } = mocked({ timeout: 20 });
    mock.origin(API).get('/').reply(200).delay(5000);
    const sent = how === 'stream' ? session.stream('GET', API) : session[how](API);
    const error = await errorOf(sent);
    expect(how === 'fetch' ? error.cause : error).toMatchObject({
      code: 'CURLE_OPERATION_TIMEDOUT',
      phase: 'waiting for the response',
      detail: 'the request did not finish within 20 milliseconds',
    });
  });

  it('ends a body that has stopped, at the total timeout and at the stall timeout', async () => {
    const { session, mock } = mocked();
    const halting = async function* () {
      yield await Promise.resolve('half');
      await new Promise(() => {});
    };
    for (const timeout of [{ total: 50 }, { stall: 50 }]) {
      mock.origin(API).get('/').reply(200, halting()).reply(200, halting());
      await expect(session.get(API, { timeout })).rejects.toMatchObject({ kind: 'timeout', phase: 'receiving the body' });
      const response = await session.stream('GET', API, { timeout });
      await expect(response.bytes()).rejects.toMatchObject({ kind: 'timeout', phase: 'receiving the body' });
    }
  });

  it('ends with the signal, before, during and after the headers', async () => {
    const { session, mock } = mocked();
    const reason = new Error('enough');
    mock.origin(API).get('/').reply(200).delay(5000);
    expect(await errorOf(session.get(API, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    const controller = new AbortController();
    const pending = errorOf(session.get(API, { signal: controller.signal }));
    setTimeout(() => controller.abort(reason), 10);
    expect(await pending).toBe(reason);
    const halting = async function* () {
      yield await Promise.resolve('half');
      await new Promise(() => {});
    };
    mock.origin(API).get('/body').reply(200, halting());
    const second = new AbortController();
    const reading = errorOf((await session.stream('GET', `${API}/body`, { signal: second.signal })).bytes());
    setTimeout(() => second.abort(reason), 10);
    expect(await reading).toBe(reason);
  });

  it('may be limited by one signal for many requests, without a warning', async () => {
    const warned = jest.fn();
    process.on('warning', warned);
    const { session, mock } = mocked();
    const { signal } = new AbortController();
    mock.origin(API).get('/').reply(200).delay(5).persist();
    await Promise.all(Array.from({ length: 50 }, () => session.get(API, { signal })));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', warned);
    expect(warned).not.toHaveBeenCalled();
  });

  needing('jest').it('may be faked', async () => {
    jest.useFakeTimers();
    const { session, mock } = mocked({ retry: { limit: 1, delay: () => 1000 }, timeout: 3_600_000 });
    mock.origin(API).get('/').reply(503).delay(60_000).reply(200, { ok: true }).delay(600_000);
    const pending = session.get(API);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(mock.calls).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(601_000);
    expect((await pending).json()).toEqual({ ok: true });
    const late = errorOf(session.get(API, { timeout: 1000 }));
    mock.origin(API).get('/').reply(200).delay(2000);
    await jest.advanceTimersByTimeAsync(1000);
    expect(await late).toBeInstanceOf(AcurlError);
  });
});

describe('the real network', () => {
  it('is reached for allowed origins', async () => {
    await using origin = await startOrigin({ routes: { '/': { body: 'real' } } });
    const { session, mock } = mocked();
    await expect(session.get(origin.url)).rejects.toThrow(UnmatchedRequestError);
    mock.allowNet(origin.url);
    mock
      .origin(API)
      .get('/')
      .reply(302, '', { headers: { location: origin.url } });
    // https to http is refused as ever.
    expect((await session.get(API, { allowDowngrade: true })).text).toBe('real');
    expect((await (await session.stream('GET', origin.url)).bytes()).toString()).toBe('real');
    mock.reset();
    await expect(session.get(origin.url)).rejects.toThrow(UnmatchedRequestError);
  });

  it('is needed for a WebSocket, which says so', async () => {
    const server = new WebSocketServer({ noServer: true });
    server.on('connection', (socket) => socket.on('message', (data) => socket.send((data as Buffer).toString())));
    await using origin = await startOrigin({
      upgrade: (request, socket, head) =>
        server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request)),
    });
    const { session, mock } = mocked();
    const url = origin.url.replace('http', 'ws');
    const error = await errorOf(session.ws(url));
    expect(error).toBeInstanceOf(UnmatchedRequestError);
    expect(error.message).toMatch(/cannot be mocked .* startOrigin\(\) .* mock\.allowNet\(origin\.url\)/);
    mock.allowNet(origin.url);
    const socket = await session.ws(url);
    await socket.send('hello');
    for await (const message of socket) {
      expect(message).toBe('hello');
      await socket.close();
    }
  });
});
