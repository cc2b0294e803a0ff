import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf, standstill, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { AcurlError, CurlWrapper, type Session } from '../../src/index.js';

let origin: Origin;
let wrapper: CurlWrapper;
let session: Session;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(async () => {
  wrapper = new CurlWrapper();
  session = wrapper.session();
  await origin.resetCounts();
});
afterEach(() => wrapper.close());

/** The bytes of `/pour` that the origin could send. */
const poured = async () => (await origin.counts()).poured;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('session.stream', () => {
  it('resolves when the headers have arrived, before the body', async () => {
    const response = await session.stream('GET', `${origin.http}/stall-body`);
    expect([response.statusCode, response.headers.get('content-length')]).toEqual([200, '1000']);
    expect(() => response.body).toThrow(/requested as a stream/);
    response.discard();
  });

  it('delivers the body chunk by chunk, and the measurements at the end', async () => {
    const response = await session.stream('GET', `${origin.http}/bytes/1000000`);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(bytesOf(1_000_000))).toBe(true);
    expect(chunks.length).toBeGreaterThan(1);
    await sleep(0);
    expect([response.downloadSize, response.totalTime > 0]).toEqual([1_000_000, true]);
  });

  it('can collect the body', async () => {
    const response = await session.stream('GET', `${origin.http}/encoded/gzip`);
    expect((await response.bytes()).toString()).toBe('compressed text '.repeat(100));
    expect(response.text).toContain('compressed');
    expect((await session.stream('GET', `${origin.http}/status/204`)).statusCode).toBe(204);
  });

  it('holds the server back while the body is not read: a gigabyte takes no memory', async () => {
    await origin.resetCounts();
    const response = await session.stream('GET', `${origin.http}/pour/1000000000`);
    // The bytes buffered by sockets and streams, not the whole body.
    expect(await standstill(poured)).toBeLessThan(30_000_000);
    response.discard();
  });

  it('reads a gigabyte in bounded memory', async () => {
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let [read, most] = [0, 0];
    for await (const chunk of await session.stream('GET', `${origin.http}/pour/1000000000`)) {
      read += chunk.length;
      most = Math.max(most, process.memoryUsage().rss);
    }
    expect(read).toBe(1_000_000_000);
    expect(most - before).toBeLessThan(150_000_000);
  }, 60_000);

  it('offers a web ReadableStream, which holds the server back too', async () => {
    await origin.resetCounts();
    const response = await session.stream('GET', `${origin.http}/pour/1000000000`);
    const stream = response.readableWebStream();
    expect(stream).toBeInstanceOf(ReadableStream);
    const reader = stream.getReader();
    expect((await reader.read()).value!.length).toBeGreaterThan(0);
    expect(await standstill(poured)).toBeLessThan(30_000_000);
    await reader.cancel();
    while ((await origin.counts()).active > 0) await sleep(10);
    // A collected body can be read so too.
    const whole = await session.get(`${origin.http}/bytes/100`);
    expect(Buffer.from(await new globalThis.Response(whole.readableWebStream()).arrayBuffer())).toEqual(whole.body);
  });

  it.each(['read to its end', 'discarded'])('is garbage-collected when it was %s', async (how) => {
    const reference = await (async () => {
      const response = await session.stream('GET', `${origin.http}/drip/5/5`);
      if (how === 'discarded') response.discard();
      else for await (const chunk of response) expect(chunk.length).toBeGreaterThan(0);
      return new WeakRef(response);
    })();
    while (reference.deref() !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      globalThis.gc!();
    }
  });

  it('that is abandoned frees its connection', async () => {
    for await (const chunk of await session.stream('GET', `${origin.http}/pour/1000000000`)) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    for (let round = 0; round < 50 && (await origin.counts()).active > 0; round++) await sleep(10);
    expect(await origin.counts()).toMatchObject({ active: 0, aborted: 1 });
    expect((await session.get(`${origin.http}/bytes/2`)).body).toHaveLength(2);
  });

  it('fails during the body with the error of the transfer', async () => {
    const response = await session.stream('GET', `${origin.http}/truncate`);
    await expect(response.bytes()).rejects.toMatchObject({ code: 'CURLE_PARTIAL_FILE', phase: 'receiving the body' });
    await expect(session.stream('GET', `${origin.refused}/`)).rejects.toBeInstanceOf(AcurlError);
  });

  it('delivers all bytes that arrived before a failure, however late it is read', async () => {
    const response = await session.stream('GET', `${origin.http}/truncate`);
    while ((await origin.counts()).active > 0);
    let size = 0;
    const reading = (async () => {
      for await (const chunk of response) size += chunk.length;
    })();
    await expect(reading).rejects.toMatchObject({ code: 'CURLE_PARTIAL_FILE' });
    expect(size).toBe(500);
  });

  it('delivers the body to listeners of events, too', async () => {
    const { stream } = await session.stream('GET', `${origin.http}/truncate`);
    const seen: unknown[] = [];
    stream.on('error', (error: AcurlError) => seen.push(error.code)).on('close', () => seen.push('close'));
    while ((await origin.counts()).active > 0);
    expect(seen).toEqual([]);
    const closed = new Promise((resolve) => stream.once('close', resolve));
    stream.on('data', (chunk: Buffer) => seen.push(chunk.length));
    await closed;
    expect(seen).toEqual([500, 'CURLE_PARTIAL_FILE', 'close']);
  });

  it('ends with its signal', async () => {
    const controller = new AbortController();
    const response = await session.stream('GET', `${origin.http}/stall-body`, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(response.bytes()).rejects.toThrow('enough');
  });

  it('follows redirects, and answers challenges', async () => {
    const response = await session.stream('GET', `${origin.http}/redirect/2`);
    expect([response.statusCode, response.history.length]).toEqual([200, 2]);
    await response.bytes();
    const welcome = await session.stream('GET', `${origin.http}/auth/u/p`, { auth: ['u', 'p'] });
    expect((await welcome.bytes()).toString()).toBe('welcome');
  });

  it('reads early hints before the headers', async () => {
    const response = await session.stream('GET', `${origin.http}/early`);
    expect([response.statusCode, (await response.bytes()).toString()]).toEqual([200, 'body']);
  });
});

describe('saveTo', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'curlew-save-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('writes the body to a file', async () => {
    const path = join(directory, 'file');
    const response = await session.get(`${origin.http}/bytes/100000`, { saveTo: path });
    expect(readFileSync(path).equals(bytesOf(100_000))).toBe(true);
    expect([response.downloadSize, readdirSync(directory)]).toEqual([100_000, ['file']]);
  });

  it('leaves nothing of an interrupted body', async () => {
    const path = join(directory, 'file');
    await expect(session.get(`${origin.http}/truncate`, { saveTo: path })).rejects.toMatchObject({ code: 'CURLE_PARTIAL_FILE' });
    await expect(session.get(`${origin.http}/bytes/1000`, { saveTo: path, maxResponseSize: 10 })).rejects.toMatchObject({ kind: 'limit' });
    expect([existsSync(path), readdirSync(directory)]).toEqual([false, []]);
  });

  it('refuses a missing directory, and sends nothing', async () => {
    await expect(session.get(`${origin.http}/bytes/1`, { saveTo: join(directory, 'no', 'file') })).rejects.toMatchObject({
      code: 'ENOENT',
    });
    expect((await origin.counts()).requests).toBe(0);
  });
});

describe('a stream that fails before its headers', () => {
  it('tells the phase that it had reached, as any other request', async () => {
    const failures = await Promise.all([
      session.stream('GET', `${origin.refused}/`).catch((error: unknown) => error),
      session.stream('GET', `${origin.http}/stall`, { timeout: 300 }).catch((error: unknown) => error),
      session.get(`${origin.http}/stall`, { timeout: 300 }).catch((error: unknown) => error),
    ]);
    const waiting = { code: 'CURLE_OPERATION_TIMEDOUT', phase: 'waiting for the response' };
    expect(failures).toMatchObject([{ code: 'CURLE_COULDNT_CONNECT', phase: 'connecting' }, waiting, waiting]);
  });
});

describe('maxResponseSize', () => {
  it('is the maximum size of a body', async () => {
    expect((await session.get(`${origin.http}/bytes/1000`, { maxResponseSize: 1000 })).body).toHaveLength(1000);
    await expect(session.get(`${origin.http}/bytes/1001`, { maxResponseSize: 1000 })).rejects.toMatchObject({
      code: 'CURLE_FILESIZE_EXCEEDED',
      kind: 'limit',
      detail: 'the body is larger than 1000 bytes',
    });
  });

  it('counts the decoded size of a compressed body', async () => {
    const before = process.memoryUsage().rss;
    await expect(session.get(`${origin.http}/bomb/200`, { maxResponseSize: 1_000_000 })).rejects.toMatchObject({ kind: 'limit' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('applies to streams too', async () => {
    const response = await session.stream('GET', `${origin.http}/pour/100000000`, { maxResponseSize: 1_000_000 });
    await expect(response.bytes()).rejects.toMatchObject({ code: 'CURLE_FILESIZE_EXCEEDED' });
  });

  it.each([70_000, 100_000, 130_000, 160_000, 200_000, 300_000, 500_000])('of %i applies to a stream that is read late', async (size) => {
    const response = await session.stream('GET', `${origin.http}/pour/10000000`, { maxResponseSize: size });
    await standstill(poured);
    let bytes = 0;
    const reading = (async () => {
      for await (const chunk of response) bytes += chunk.length;
    })();
    await expect(reading).rejects.toMatchObject({ name: 'AcurlError', code: 'CURLE_FILESIZE_EXCEEDED', message: /larger than/ });
    // All of what came before, but for the piece that was too much.
    expect(bytes).toBeLessThanOrEqual(size);
    expect(bytes).toBeGreaterThan(size - 16 * 1024 - 1);
  });

  it('counts delayed bytes of a slow reader only once', async () => {
    const response = await session.stream('GET', `${origin.http}/pour/3000000`, { maxResponseSize: 3_000_000 });
    let bytes = 0;
    for await (const chunk of response) {
      bytes += chunk.length;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(bytes).toBe(3_000_000);
  });

  it('does not apply to the next request', async () => {
    await expect(session.get(`${origin.http}/bytes/100`, { maxResponseSize: 10 })).rejects.toThrow();
    expect((await session.get(`${origin.http}/bytes/100`)).body).toHaveLength(100);
  });
});

describe('session.fetch', () => {
  it('behaves as the standard says', async () => {
    const { fetch } = session;
    const response = await fetch(`${origin.http}/echo`, { method: 'POST', body: 'hi', headers: { 'X-A': 'b' } });
    expect(response).toBeInstanceOf(globalThis.Response);
    expect([response.status, response.statusText, response.ok, response.url, response.redirected]).toEqual([
      200,
      'OK',
      true,
      `${origin.http}/echo`,
      false,
    ]);
    expect(await response.json()).toMatchObject({
      method: 'POST',
      body: 'hi',
      headers: { 'x-a': 'b', 'content-type': 'text/plain;charset=UTF-8' },
    });
  });

  it('accepts a URL, a Request, forms and streams', async () => {
    const url = `${origin.http}/echo`;
    expect(await (await session.fetch(new URL(url))).json()).toMatchObject({ method: 'GET' });
    expect(await (await session.fetch(new globalThis.Request(url, { method: 'PUT', body: 'x' }))).json()).toMatchObject({
      method: 'PUT',
      body: 'x',
    });
    expect(await (await session.fetch(url, { method: 'POST', body: new URLSearchParams({ a: 'b' }) })).json()).toMatchObject({
      body: 'a=b',
    });
    const body = new Blob(['streamed']).stream();
    expect(await (await session.fetch(url, { method: 'POST', body, duplex: 'half' })).json()).toMatchObject({
      body: 'streamed',
    });
  });

  it('follows redirects, returns them, or fails, as the option says', async () => {
    const url = `${origin.http}/redirect/2`;
    const followed = await session.fetch(url);
    expect([followed.status, followed.redirected, followed.url]).toEqual([200, true, `${origin.http}/echo`]);
    expect((await session.fetch(url, { redirect: 'manual' })).status).toBe(302);
    await expect(session.fetch(url, { redirect: 'error' })).rejects.toThrow(TypeError);
  });

  it('fails as the standard says, with the cause', async () => {
    await expect(session.fetch(`${origin.refused}/`)).rejects.toMatchObject({
      name: 'TypeError',
      message: 'fetch failed',
      cause: { code: 'CURLE_COULDNT_CONNECT' },
    });
    await expect(session.fetch(`${origin.http}/delay/5000`, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    await expect(session.fetch('not a url')).rejects.toThrow(TypeError);
  });

  it('has a null body for a response without a body', async () => {
    for (const [path, method] of [
      ['/status/204', 'GET'],
      ['/status/304', 'GET'],
      ['/bytes/5', 'HEAD'],
    ] as const) {
      const response = await session.fetch(`${origin.http}${path}`, { method });
      expect([response.body, await response.text()]).toEqual([null, '']);
    }
  });

  it('holds the server back while the body is not read', async () => {
    await origin.resetCounts();
    const response = await session.fetch(`${origin.http}/pour/1000000000`);
    expect(await standstill(poured)).toBeLessThan(30_000_000);
    await response.body!.cancel();
  });

  it('streams the body', async () => {
    const response = await session.fetch(`${origin.http}/pour/1000000000`);
    const reader = response.body!.getReader();
    expect(((await reader.read()).value as Uint8Array).length).toBeGreaterThan(0);
    await reader.cancel();
    while ((await origin.counts()).active > 0) await sleep(10);
  });
});
