import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf, needing, runProgram, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { AsyncCurlMulti, Cookie, CurlWrapper, Easy, type Progress } from '../../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

const busyFor = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until;);
};

describe('a wrapper with several threads', () => {
  it('gives them to its sessions in turn, each with cookies of its own', async () => {
    await using wrapper = new CurlWrapper({ threads: 2 });
    const sessions = Array.from({ length: 4 }, () => wrapper.session({ baseUrl: origin.http }));
    const responses = await Promise.all(
      sessions.map(async (session, index) => {
        await session.get(`/cookies/which/${index}`);
        return session.get('/cookies');
      }),
    );
    expect(responses.map((response) => response.json<{ cookie: string }>().cookie)).toEqual([0, 1, 2, 3].map((index) => `which=${index}`));
    const again = wrapper.session();
    await wrapper.close();
    await expect(again.get(origin.http)).rejects.toMatchObject({ code: 'ERR_CURL_CLOSED' });
  });

  needing('sockets of a thread').it.each([1, 2])('shares no connection between %d of them', async (threads) => {
    await using wrapper = new CurlWrapper({ threads });
    for (let index = 0; index < 4; index++) await wrapper.session().get(`${origin.http}/status/204`);
    expect(wrapper.stats()).toMatchObject({ open: threads, onThread: threads, idle: threads });
    wrapper.closeIdle();
    expect(wrapper.stats().open).toBe(0);
  });

  it.each([
    [{ threads: 0 }, 'threads: expected a whole number from 1 to 64, got 0'],
    [{ threads: 65 }, 'threads: expected a whole number from 1 to 64, got 65'],
    [{ threads: '2' }, "threads: expected a whole number from 1 to 64, got '2'"],
    [{ threads: 2, thread: false }, 'thread: expected true, or nothing, because threads is given, got false'],
  ])('refuses %j', (options, message) => {
    expect(() => new CurlWrapper(options as object)).toThrow(message);
  });
});

describe('a wrapper with a thread', () => {
  let wrapper: CurlWrapper;
  beforeEach(() => (wrapper = new CurlWrapper({ thread: true })));
  afterEach(() => wrapper.close());

  it('gets, posts, follows redirects and decodes bodies', async () => {
    const session = wrapper.session({ baseUrl: origin.http });
    const [bytes, echo, redirected, zeros] = await Promise.all([
      session.get('/bytes/70000'),
      session.post('/echo', { json: { a: 1 } }),
      session.get('/redirect/3'),
      session.get('/bomb/2'),
    ]);
    expect(bytes.body.equals(bytesOf(70_000))).toBe(true);
    expect(echo.json()).toMatchObject({ method: 'POST', body: '{"a":1}' });
    expect(redirected.history).toHaveLength(3);
    expect(zeros.body).toHaveLength(2 * 1024 * 1024);
  });

  it('receives while JavaScript is busy', async () => {
    const session = wrapper.session();
    const send = () => Promise.all(Array.from({ length: 10 }, () => session.get(`${origin.http}/delay/100/5000000`)));
    const start = performance.now();
    await send();
    const reference = performance.now() - start;
    const responses = send();
    // The loop turns once, so that all have been sent.
    await new Promise((resolve) => setImmediate(resolve));
    const busy = 1000 + 4 * reference;
    busyFor(busy);
    for (const { body, totalTime } of await responses) {
      expect(body).toHaveLength(5_000_000);
      expect(totalTime * 1000).toBeLessThan(busy);
    }
  });

  it('keeps the cookies of its session while JavaScript reads and changes them', async () => {
    const session = wrapper.session({ baseUrl: origin.http });
    await session.get('/cookies/first/1');
    const [sample] = session.cookieList();
    const running = Promise.all(Array.from({ length: 30 }, (_, index) => session.get(`/cookies/n${index}/1`)));
    for (let index = 0; index < 30; index++) session.setCookie(new Cookie({ ...sample!, name: `own${index}` }));
    for (const response of await running) expect(response.statusCode).toBe(200);
    const { cookie } = (await session.get('/cookies')).json<{ cookie: string }>();
    expect(cookie.split('; ')).toHaveLength(61);
    expect(session.cookieList()).toHaveLength(61);
  });

  it('streams, fetches and saves to files beside its collected responses', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'curlew-thread-'));
    const session = wrapper.session({ baseUrl: origin.http });
    const [streamed, fetched, saved, got] = await Promise.all([
      session.stream('GET', '/bytes/200000').then((response) => response.bytes()),
      session.fetch('/bytes/200000').then((response) => response.arrayBuffer()),
      session.get('/bytes/200000', { saveTo: join(directory, 'file') }),
      session.get('/bytes/200000'),
    ]);
    const expected = bytesOf(200_000);
    expect(Buffer.from(streamed).equals(expected)).toBe(true);
    expect(Buffer.from(fetched).equals(expected)).toBe(true);
    expect(saved.statusCode).toBe(200);
    expect(readFileSync(join(directory, 'file')).equals(expected)).toBe(true);
    expect(got.body.equals(expected)).toBe(true);
    rmSync(directory, { recursive: true });
  });

  it('keeps the process until its bodies are read, however the thread and the reader meet', async () => {
    const program = join(__dirname, '..', 'programs', 'streams-on-a-thread.mjs');
    const ended = await runProgram(program, [`${origin.http}/bytes/3000000`, '300'], { timeout: 60_000 });
    expect(ended).toMatchObject({ code: 0, stdout: '900000000\n', stderr: '' });
  }, 120_000);

  it('aborts and times out, after which its handles serve other requests', async () => {
    const session = wrapper.session({ baseUrl: origin.http });
    for (let round = 0; round < 10; round++) {
      const controller = new AbortController();
      const aborted = session.get('/stall', { signal: controller.signal });
      const late = session.get('/stall', { timeout: 50 });
      setTimeout(() => controller.abort(), 10);
      // At once, because on a slow machine the second may fail first.
      await Promise.all([expect(aborted).rejects.toThrow('aborted'), expect(late).rejects.toMatchObject({ kind: 'timeout' })]);
      expect((await session.get('/bytes/9')).body).toHaveLength(9);
    }
  });

  it('can be closed during requests', async () => {
    const session = wrapper.session({ baseUrl: origin.http });
    const running = Promise.allSettled(Array.from({ length: 20 }, () => session.get('/stall')));
    await session.get('/bytes/1');
    await wrapper.close();
    for (const { status } of await running) expect(status).toBe('rejected');
  });

  it('refuses a thread that is not a boolean', () => {
    // @ts-expect-error a wrong type
    expect(() => new CurlWrapper({ thread: 2 })).toThrow('thread');
  });
});

describe('an AsyncCurlMulti with a thread', () => {
  it('cancels a transfer at once', async () => {
    await using multi = new AsyncCurlMulti({ thread: true });
    const easy = new Easy().setOpt('URL', `${origin.http}/stall`);
    const future = multi.addHandle(easy);
    expect(future.cancel()).toBe(true);
    await expect(future).rejects.toThrow('cancelled');
    await multi.perform(easy.setOpt('URL', `${origin.http}/bytes/5`));
    expect(easy.takeBody()).toHaveLength(5);
  });
});

describe('the progress of a transfer on a thread', () => {
  let wrapper: CurlWrapper;
  beforeEach(() => (wrapper = new CurlWrapper({ thread: true })));
  afterEach(() => wrapper.close());

  it('is reported while it moves, and its last bytes before the response', async () => {
    const session = wrapper.session({ baseUrl: origin.http });
    const down: Progress[] = [];
    const up: Progress[] = [];
    const response = await session.post('/echo', {
      data: Buffer.alloc(100_000, 'x'),
      onUploadProgress: (progress) => void up.push(progress),
    });
    expect(response.statusCode).toBe(200);
    expect(up.at(-1)).toEqual({ transferred: 100_000, total: 100_000 });
    await session.get('/drip/20/25', { onDownloadProgress: (progress) => void down.push(progress) });
    expect(down.length).toBeGreaterThan(3);
    // No length was announced.
    expect(down.at(-1)).toEqual({ transferred: 20, total: 0 });
  });

  it.each([10, 300_000])('of a stream of %i bytes is reported to its end', async (size) => {
    const seen: Progress[] = [];
    const onDownloadProgress = (progress: Progress) => void seen.push(progress);
    const response = await wrapper.session().stream('GET', `${origin.http}/bytes/${size}`, { onDownloadProgress });
    expect(await response.bytes()).toHaveLength(size);
    expect(seen.at(-1)).toEqual({ transferred: size, total: size });
  });

  it.each([10, 300_000])('fails a stream of %i bytes with the error of its last call', async (size) => {
    const failure = new Error('of the caller');
    const onDownloadProgress = ({ transferred }: Progress) => {
      if (transferred === size) throw failure;
    };
    const reading = wrapper
      .session()
      .stream('GET', `${origin.http}/bytes/${size}`, { onDownloadProgress })
      .then((response) => response.bytes());
    await expect(reading).rejects.toMatchObject({ code: 'CURLE_ABORTED_BY_CALLBACK', cause: failure });
  });

  it('fails the request with the error of its callback, also with that of its last call', async () => {
    const session = wrapper.session({ baseUrl: origin.http });
    const failure = new Error('of the caller');
    const onDownloadProgress = ({ transferred }: Progress) => {
      if (transferred > 0) throw failure;
    };
    await expect(session.get('/drip/20/50', { onDownloadProgress })).rejects.toMatchObject({
      code: 'CURLE_ABORTED_BY_CALLBACK',
      cause: failure,
    });
    await expect(session.get('/bytes/10', { onDownloadProgress })).rejects.toMatchObject({
      code: 'CURLE_ABORTED_BY_CALLBACK',
      cause: failure,
    });
  });

  it('is missed by a stall, but not by a reader that takes its time', async () => {
    const session = wrapper.session({ baseUrl: origin.http, timeout: { stall: 400 } });
    await expect(session.get('/stall-body')).rejects.toMatchObject({ kind: 'timeout' });
    const response = await session.stream('GET', '/bytes/2000000');
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect((await response.bytes()).length).toBe(2_000_000);
  });
});
