import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
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

const part = () => `${target}.curlew-part`;
const notePath = () => `${target}.curlew-note`;
/** Writes the files that an earlier attempt would have left. */
const leave = (bytes: string | Buffer, url: string, validator: string, total?: number) => {
  writeFileSync(part(), bytes);
  writeFileSync(notePath(), JSON.stringify({ url: createHash('sha256').update(url).digest('hex'), validator, total }));
};

const fetchOne = async (request: Exclude<FetchRequest, string | URL>, options: FetchAllOptions = {}) =>
  (await collect(fetchAll([{ saveTo: target, ...request }], options)))[0]!;

describe('resume', () => {
  it('continues where an earlier attempt has stopped, with nothing under the final name before', async () => {
    const { url, seen } = await fileServer({ breakAfter: 100_000, breaks: 1 });
    const first = await fetchOne({ url, resume: true });
    expect(first.error).toMatchObject({ kind: 'receive' });
    expect(readdirSync(directory).sort()).toEqual(['file.curlew-note', 'file.curlew-part']);
    const second = await fetchOne({ url, resume: true, checksum: sha256 });
    expect(second.response!.statusCode).toBe(206);
    expect(seen).toEqual([
      [undefined, undefined],
      ['bytes=100000-', '"one"'],
    ]);
    expect(readFileSync(target).equals(content)).toBe(true);
    expect(readdirSync(directory)).toEqual(['file']);
  });

  it('is used by retries', async () => {
    const { url, seen } = await fileServer({ breakAfter: 100_000, breaks: 2 });
    const { attempts, error } = await fetchOne({ url, resume: true, checksum: sha256 }, { retry: { limit: 3, delay: () => 1 } });
    expect([attempts, error]).toEqual([3, undefined]);
    expect(seen.map(([range]) => range)).toEqual([undefined, 'bytes=100000-', 'bytes=200000-']);
    expect(readFileSync(target).equals(content)).toBe(true);
  });

  it('starts again if the file has changed', async () => {
    const file: FileServer = { breakAfter: 100_000, breaks: 1 };
    const { url } = await fileServer(file);
    await fetchOne({ url, resume: true });
    file.headers = { etag: '"two"' };
    file.body = Buffer.from('something else');
    expect((await fetchOne({ url, resume: true })).response!.statusCode).toBe(200);
    expect(readFileSync(target, 'utf8')).toBe('something else');
  });

  it('starts again if the server sends a piece of another file', async () => {
    const file: FileServer = { breakAfter: 100_000, breaks: 1, headers: { 'last-modified': 'Sat, 21 Nov 2026 10:00:00 GMT' } };
    const { url, seen } = await fileServer(file);
    await fetchOne({ url, resume: true });
    const note = JSON.parse(readFileSync(notePath(), 'utf8')) as { url: string; validator: string; total: number };
    expect([statSync(part()).size, note.validator, note.total]).toEqual([100_000, file.headers!['last-modified'], 300_000]);
    // A server that looks at no If-Range.
    const careless = await serve((request, response) => {
      const start = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
      response.writeHead(start ? 206 : 200, { etag: '"new"', 'content-range': `bytes ${start}-5/6` }).end('newest'.slice(start));
    });
    leave('old', careless, '"old"');
    await fetchOne({ url: careless, resume: true });
    expect(readFileSync(target, 'utf8')).toBe('newest');
    expect(seen).toHaveLength(1);
  });

  it('starts again if the server does not support ranges, and without a validator', async () => {
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

  it('notices that the partial file was complete', async () => {
    const { url } = await fileServer({ breakAfter: 100_000, breaks: 1 });
    await fetchOne({ url, resume: true });
    writeFileSync(part(), content);
    expect((await fetchOne({ url, resume: true, checksum: sha256 })).response!.statusCode).toBe(416);
    expect(readFileSync(target).equals(content)).toBe(true);
  });

  it('requests the bytes without a coding, so that they can be counted', async () => {
    const encodings: unknown[] = [];
    const url = await serve((request, response) => void (encodings.push(request.headers['accept-encoding']), response.end('x')));
    await fetchOne({ url, resume: true });
    expect(encodings).toEqual([undefined]);
  });

  it('does not resume with an invalid note, or that of another URL', async () => {
    const { url, seen } = await fileServer({});
    const notes = ['{}', 'nonsense', 'null', JSON.stringify({ url: 'http://other/', validator: '"one"' })];
    for (const note of notes) {
      rmSync(target, { force: true });
      writeFileSync(part(), 'old');
      writeFileSync(notePath(), note);
      await fetchOne({ url, resume: true, checksum: sha256 });
    }
    expect(seen.map(([range]) => range)).toEqual(notes.map(() => undefined));
    expect(readdirSync(directory)).toEqual(['file']);
  });
});

describe('a response that is not the requested rest', () => {
  /** Answers a request for a range with this, and any other with the file. */
  const answering = async (status: number, headers: Record<string, string>, body: string | undefined, isCut = false) => {
    const seen: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      seen.push(request.headers.range);
      if (request.headers.range === undefined) return void response.writeHead(200, { etag: '"v"' }).end('0123456789');
      // Without a length, so that the end of the connection is the end of the body.
      if (isCut) request.socket.end(`HTTP/1.1 ${status} X\r\n${headerText(headers)}Connection: close\r\n\r\n${body}`);
      else response.writeHead(status, headers).end(body);
    });
    leave('01234', url, '"v"', 10);
    return { url, seen };
  };
  const headerText = (headers: Record<string, string>) =>
    Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
  const rest = { etag: '"v"', 'content-range': 'bytes 5-9/10' };

  it.each([
    ['begins elsewhere', 206, { ...rest, 'content-range': 'bytes 4-8/10' }, '45678'],
    ['is of a longer file', 206, { ...rest, 'content-range': 'bytes 5-9/20' }, '56789'],
    ['is of another version', 206, { ...rest, etag: '"w"' }, '56789'],
    ['is of a file of unknown length and version', 206, { 'content-range': 'bytes 5-9/*' }, '56789'],
    ['has no Content-Range', 206, { etag: '"v"' }, '56789'],
    ['has a Content-Range that contradicts itself', 206, { ...rest, 'content-range': 'bytes 5-12/10' }, '56789'],
    ['is nothing, of another version', 416, { etag: '"w"', 'content-range': 'bytes */5' }, undefined],
    ['is nothing, of a longer file', 416, { etag: '"v"', 'content-range': 'bytes */12' }, undefined],
    ['is nothing, of an unknown length', 416, { etag: '"v"' }, undefined],
  ])('and %s is discarded: the file is requested again', async (_what, status, headers, body) => {
    const { url, seen } = await answering(status, headers, body);
    const { error, response } = await fetchOne({ url, resume: true });
    expect([error, response!.statusCode, seen]).toEqual([undefined, 200, ['bytes=5-', undefined]]);
    expect(readFileSync(target, 'utf8')).toBe('0123456789');
    expect(readdirSync(directory)).toEqual(['file']);
  });

  it.each([
    ['less of the file than was asked for', { ...rest, 'content-range': 'bytes 5-6/10' }, '56', false, 7],
    ['less than it had said before the connection ends', rest, '567', true, 8],
  ])('that is %s is an error, and the next attempt continues there', async (_what, headers, body, isCut, length) => {
    const { url } = await answering(206, headers, body, isCut);
    const { error, savedTo } = await fetchOne({ url, resume: true });
    expect(error).toMatchObject({ code: 'ERR_CURL_INCOMPLETE_FILE', message: expect.stringContaining(`bytes 5 to ${length} of 10`) });
    expect([savedTo, existsSync(target), statSync(part()).size]).toEqual([undefined, false, length]);
  });

  it('that is longer than announced is discarded', async () => {
    const { url } = await answering(206, rest, '56789+', true);
    const { error } = await fetchOne({ url, resume: true });
    expect(error).toMatchObject({ code: 'ERR_CURL_INCOMPLETE_FILE' });
    expect(readdirSync(directory)).toEqual([]);
  });

  it.each([
    ['', {}],
    [', also to one that continues', { resume: true }],
  ])('to a request for the whole file is an error and leaves the file as it is%s', async (_what, options) => {
    const url = await serve((_, response) => response.writeHead(206, rest).end('56789'));
    writeFileSync(target, 'old');
    const { error, savedTo } = await fetchOne({ url, ...options });
    expect(error).toMatchObject({
      code: 'ERR_CURL_INCOMPLETE_FILE',
      message: `${target}: the server sent a part of the file that was not asked for (206)`,
    });
    expect([savedTo, readFileSync(target, 'utf8'), readdirSync(directory)]).toEqual([undefined, 'old', ['file']]);
  });

  it('that is an error keeps the partial file for the next attempt', async () => {
    const { url } = await answering(503, {}, 'busy');
    writeFileSync(target, 'old');
    expect((await fetchOne({ url, resume: true })).response!.text).toBe('busy');
    expect([readFileSync(target, 'utf8'), readFileSync(part(), 'utf8')]).toEqual(['old', '01234']);
  });
});

describe('an existing file', () => {
  const changed = 'Sat, 21 Nov 2026 10:00:00 GMT';
  const dated = async (knowsConditions = true) => {
    const seen: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      const since = request.headers['if-modified-since'];
      seen.push(since);
      if (knowsConditions && since && Date.parse(since) >= Date.parse(changed)) return void response.writeHead(304).end();
      response.writeHead(200, { 'last-modified': changed, 'content-length': 4 }).end('body');
    });
    return { url, seen };
  };

  it('is not requested with `existing: skip`', async () => {
    const { url, seen } = await dated();
    await fetchOne({ url });
    const result = await fetchOne({ url, existing: 'skip' });
    expect(result).toMatchObject({ savedTo: target, isUnchanged: true });
    expect([result.response, result.error, seen]).toEqual([undefined, undefined, [undefined]]);
  });

  it.each([{ existing: 'newer' as const }, { resume: true }])(
    'causes a conditional request with %j, and has the server’s time',
    async (options) => {
      const { url, seen } = await dated();
      await fetchOne({ url, ...options });
      expect(statSync(target).mtimeMs).toBe(Date.parse(changed));
      const { response, savedTo, isUnchanged } = await fetchOne({ url, ...options });
      expect([response!.statusCode, savedTo, isUnchanged, seen]).toEqual([304, target, true, [undefined, changed]]);
      expect(readFileSync(target, 'utf8')).toBe('body');
      utimesSync(target, 0, 0);
      writeFileSync(target, 'old');
      utimesSync(target, 0, 0);
      expect((await fetchOne({ url, ...options })).isUnchanged).toBeUndefined();
      expect(readFileSync(target, 'utf8')).toBe('body');
    },
  );

  it('is kept if the server ignores conditions, but sends the same time and length', async () => {
    const { url } = await dated(false);
    await fetchOne({ url, existing: 'newer' });
    expect(await fetchOne({ url, existing: 'newer' })).toMatchObject({ isUnchanged: true, response: { statusCode: 200 } });
    expect(readFileSync(target, 'utf8')).toBe('body');
  });
});

describe('a checksum', () => {
  it('that does not match keeps nothing of the file', async () => {
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
  it.each([
    ['is nowhere', () => join(directory, 'missing', 'file'), 'ENOENT'],
    ['is a directory', () => directory, 'EISDIR'],
  ])('to what %s is refused before anything is sent', async (_what, path, code) => {
    const { url, seen } = await fileServer({});
    for (const options of [{}, { resume: true }, { checksum: sha256 }])
      expect((await fetchOne({ url, saveTo: path(), ...options })).error).toMatchObject({ code });
    expect(seen).toEqual([]);
  });

  it('that is not to be resumed keeps the partial file of another for the next attempt', async () => {
    const { url } = await fileServer({});
    leave('begun', url, '"one"');
    const { savedTo } = await fetchOne({ url });
    expect([savedTo, readdirSync(directory).sort()]).toEqual([target, ['file', 'file.curlew-note', 'file.curlew-part']]);
    const { url: broken } = await fileServer({ breakAfter: 10, breaks: 1 });
    await fetchOne({ url: broken, saveTo: join(directory, 'other') });
    expect(readdirSync(directory).sort()).toEqual(['file', 'file.curlew-note', 'file.curlew-part']);
  });

  it('needs a file of its own', async () => {
    const { url } = await fileServer({});
    const [missing] = await collect(fetchAll([{ url, resume: true }]));
    expect(missing!.error!.message).toMatch(/need a file for the body \(`saveTo`\)/);
    const twice = [1, 2].map(() => ({ url, resume: true, saveTo: target }));
    const outcomes = (await collect(fetchAll(twice))).map(({ error }) => error?.message);
    expect(outcomes.sort()).toEqual([`saveTo: ${target} is being written by another request`, undefined]);
  });

  it('of an unsuccessful response changes no file', async () => {
    const url = await serve((_request, response) => void response.writeHead(404).end('not here'));
    const { response, savedTo } = await fetchOne({ url, resume: true });
    expect([response!.statusCode, response!.text, savedTo, existsSync(target)]).toEqual([404, 'not here', undefined, false]);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('sends the headers of its request too', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => void (seen.push(request.headers['x-a'], request.headers.range), response.end('x')));
    leave('old', url, '"v"');
    await fetchOne({ url, resume: true, headers: { 'X-A': 'b' } });
    expect(seen).toEqual(['b', 'bytes=3-']);
  });
});
