import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChecksumError, fetchAll, type FetchAllOptions, type FetchRequest } from '../../src/index.js';
import { collect } from '../collect.js';
import { serve, stopServing } from '../serve.js';

let directory: string;
let target: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'curlew-download-'));
  target = join(directory, 'file');
});
afterEach(() => rmSync(directory, { recursive: true }));
afterAll(stopServing);

const content = randomBytes(300_000);
const sha256 = `sha256:${createHash('sha256').update(content).digest('hex')}`;

interface FileServer {
  headers?: Record<string, string>;
  body?: Buffer;
  /** Ends the connection after so many bytes, this often. */
  breakAfter?: number;
  breaks?: number;
  ignoresRange?: boolean;
}

/** Serves one file with ranges; `seen` has the Range and the If-Range of each request. */
async function fileServer(file: FileServer) {
  const seen: (string | undefined)[][] = [];
  const url = await serve((request: IncomingMessage, response: ServerResponse) => {
    const { range, 'if-range': ifRange } = request.headers;
    seen.push([range, ifRange as string | undefined]);
    const { headers = { etag: '"one"' }, body = content } = file;
    const isSame = ifRange === undefined || ifRange === headers.etag || ifRange === headers['last-modified'];
    const start = range && isSame && !file.ignoresRange ? Number(/bytes=(\d+)-/.exec(range)![1]) : 0;
    if (start >= body.length) return void response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
    response.writeHead(start > 0 ? 206 : 200, {
      ...headers,
      'content-length': body.length - start,
      ...(start > 0 ? { 'content-range': `bytes ${start}-${body.length - 1}/${body.length}` } : {}),
    });
    if (!file.breakAfter || !file.breaks) return void response.end(body.subarray(start));
    file.breaks -= 1;
    response.write(body.subarray(start, start + file.breakAfter), () => setTimeout(() => response.destroy(), 20));
  });
  return { url, seen };
}

const fetchOne = async (request: Exclude<FetchRequest, string | URL>, options: FetchAllOptions = {}) =>
  (await collect(fetchAll([{ saveTo: target, ...request }], options)))[0]!;

describe('resume', () => {
  it('goes on where an earlier try has stopped, with nothing under the final name before', async () => {
    const { url, seen } = await fileServer({ breakAfter: 100_000, breaks: 1 });
    const first = await fetchOne({ url, resume: true });
    expect(first.error).toMatchObject({ kind: 'receive' });
    expect(readdirSync(directory).sort()).toEqual(['file.part', 'file.part.json']);
    const second = await fetchOne({ url, resume: true, checksum: sha256 });
    expect(second.response!.statusCode).toBe(206);
    expect(seen).toEqual([
      [undefined, undefined],
      ['bytes=100000-', '"one"'],
    ]);
    expect(readFileSync(target).equals(content)).toBe(true);
    expect(readdirSync(directory)).toEqual(['file']);
  });

  it('is what retries do', async () => {
    const { url, seen } = await fileServer({ breakAfter: 100_000, breaks: 2 });
    const { attempts, error } = await fetchOne({ url, resume: true, checksum: sha256 }, { retry: { limit: 3, delay: () => 1 } });
    expect([attempts, error]).toEqual([3, undefined]);
    expect(seen.map(([range]) => range)).toEqual([undefined, 'bytes=100000-', 'bytes=200000-']);
    expect(readFileSync(target).equals(content)).toBe(true);
  });

  it('begins anew when the file has changed since', async () => {
    const file: FileServer = { breakAfter: 100_000, breaks: 1 };
    const { url } = await fileServer(file);
    await fetchOne({ url, resume: true });
    file.headers = { etag: '"two"' };
    file.body = Buffer.from('something else');
    expect((await fetchOne({ url, resume: true })).response!.statusCode).toBe(200);
    expect(readFileSync(target, 'utf8')).toBe('something else');
  });

  it('begins anew when the server sends a piece of another file', async () => {
    const file: FileServer = { breakAfter: 100_000, breaks: 1, headers: { 'last-modified': 'Sat, 21 Nov 2026 10:00:00 GMT' } };
    const { url, seen } = await fileServer(file);
    await fetchOne({ url, resume: true });
    const whole = readFileSync(`${target}.part`);
    const note = JSON.parse(readFileSync(`${target}.part.json`, 'utf8')) as { url: string; validator: string };
    expect([whole.length, note.validator]).toEqual([100_000, file.headers!['last-modified']]);
    // A server that looks at no If-Range.
    const careless = await serve((request, response) => {
      const start = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
      response.writeHead(start ? 206 : 200, { etag: '"new"', 'content-range': `bytes ${start}-5/6` }).end('newest'.slice(start));
    });
    writeFileSync(`${target}.part.json`, JSON.stringify({ url: careless, validator: '"old"' }));
    writeFileSync(`${target}.part`, 'old');
    await fetchOne({ url: careless, resume: true });
    expect(readFileSync(target, 'utf8')).toBe('newest');
    expect(seen).toHaveLength(1);
  });

  it('begins anew where ranges are not known, and without a validator', async () => {
    const { url } = await fileServer({ breakAfter: 100_000, breaks: 1, ignoresRange: true });
    await fetchOne({ url, resume: true });
    expect((await fetchOne({ url, resume: true })).response!.statusCode).toBe(200);
    expect(readFileSync(target).equals(content)).toBe(true);
    for (const headers of [{}, { etag: 'W/"weak"' }]) {
      const { url: other, seen } = await fileServer({ breakAfter: 100_000, breaks: 1, headers });
      await fetchOne({ url: other, resume: true });
      expect(readdirSync(directory)).toEqual(['file']);
      await fetchOne({ url: other, resume: true });
      expect(seen.map(([range]) => range)).toEqual([undefined, undefined]);
    }
  });

  it('notices that everything was there', async () => {
    const { url } = await fileServer({ breakAfter: 100_000, breaks: 1 });
    await fetchOne({ url, resume: true });
    writeFileSync(`${target}.part`, content);
    expect((await fetchOne({ url, resume: true, checksum: sha256 })).response!.statusCode).toBe(416);
    expect(readFileSync(target).equals(content)).toBe(true);
  });

  it('asks for bytes as they are, so that they can be counted', async () => {
    const encodings: unknown[] = [];
    const url = await serve((request, response) => void (encodings.push(request.headers['accept-encoding']), response.end('x')));
    await fetchOne({ url, resume: true });
    expect(encodings).toEqual([undefined]);
  });

  it('goes on with nothing that is of another URL, or is no note', async () => {
    const { url, seen } = await fileServer({});
    writeFileSync(`${target}.part`, 'old');
    for (const note of ['{}', 'nonsense', JSON.stringify({ url: 'http://other/', validator: '"one"' })]) {
      writeFileSync(`${target}.part.json`, note);
      await fetchOne({ url, resume: true, checksum: sha256 });
    }
    expect(seen.map(([range]) => range)).toEqual([undefined, undefined, undefined]);
  });
});

describe('a checksum', () => {
  it('that is not the file’s keeps nothing of it', async () => {
    const { url } = await fileServer({});
    const { error } = await fetchOne({ url, checksum: `sha256:${'0'.repeat(64)}` });
    expect(error).toBeInstanceOf(ChecksumError);
    expect(error!.message).toMatch(/file: expected sha256 0+, got [0-9a-f]{64}$/);
    expect(readdirSync(directory)).toEqual([]);
    expect(
      (await fetchOne({ url, checksum: `MD5:${createHash('md5').update(content).digest('hex').toUpperCase()}` })).error,
    ).toBeUndefined();
  });

  it.each(['sha256', 'sha256:xyz', 'nothing:00', ''])('is refused as %j', async (checksum) => {
    const { error } = await fetchOne({ url: 'http://127.0.0.1:1/', checksum });
    expect(error).toMatchObject({ name: 'TypeError', message: expect.stringMatching(/checksum: expected a hash and its value/) });
  });
});

describe('a download', () => {
  it('that cannot be written frees its connection', async () => {
    let isClosed = false;
    const url = await serve((_request, response) => {
      response.on('close', () => (isClosed = true));
      response.writeHead(200, { 'content-length': 50_000_000 });
      response.write(Buffer.alloc(1_000_000));
    });
    const run = fetchAll([{ url, saveTo: join(directory, 'missing', 'file') }]);
    expect((await run.next()).value!.error).toMatchObject({ code: 'ENOENT' });
    for (let round = 0; round < 100 && !isClosed; round++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(isClosed).toBe(true);
    await run.return();
  });

  it('that is not to be resumed leaves what another has begun alone', async () => {
    const { url } = await fileServer({});
    writeFileSync(`${target}.part`, 'begun');
    writeFileSync(`${target}.part.json`, '{}');
    const { savedTo } = await fetchOne({ url });
    expect([savedTo, readdirSync(directory).sort()]).toEqual([target, ['file', 'file.part', 'file.part.json']]);
    expect(readFileSync(`${target}.part`, 'utf8')).toBe('begun');
    const { url: broken } = await fileServer({ breakAfter: 10, breaks: 1 });
    await fetchOne({ url: broken, saveTo: join(directory, 'other') });
    expect(readdirSync(directory).sort()).toEqual(['file', 'file.part', 'file.part.json']);
  });

  it('needs a file, and one of its own', async () => {
    const { url } = await fileServer({});
    const [missing] = await collect(fetchAll([{ url, resume: true }]));
    expect(missing!.error!.message).toMatch(/expected a file for the body \(`saveTo`\)/);
    const twice = [1, 2].map(() => ({ url, resume: true, saveTo: target }));
    const outcomes = (await collect(fetchAll(twice))).map(({ error }) => error?.message);
    expect(outcomes.sort()).toEqual([`saveTo: ${target} is being written by another request`, undefined]);
  });

  it('of what is no success touches no file', async () => {
    const url = await serve((_request, response) => void response.writeHead(404).end('not here'));
    const { response, savedTo } = await fetchOne({ url, resume: true });
    expect([response!.statusCode, response!.text, savedTo, existsSync(target)]).toEqual([404, 'not here', undefined, false]);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('sends the headers of its request too', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => void (seen.push(request.headers['x-a'], request.headers.range), response.end('x')));
    writeFileSync(`${target}.part`, 'old');
    writeFileSync(`${target}.part.json`, JSON.stringify({ url, validator: '"v"' }));
    await fetchOne({ url, resume: true, headers: { 'X-A': 'b' } });
    expect(seen).toEqual(['b', 'bytes=3-']);
  });
});
