import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { needing } from '@curlew-internal/test-origin';
import { BodyFile, CurlWrapper, savedTo, type Session } from '../../src/index.js';
import { serve, stopServing } from './serve.js';

const programs = join(__dirname, '..', 'programs');

/** A body of up to this many bytes is written in one go. */
const IN_MEMORY = 64 * 1024;

/** The system's error for a file whose new name is that of a directory. */
const OVER_DIRECTORY =
  process.platform === 'win32'
    ? { code: 'EPERM', text: 'operation not permitted' }
    : { code: 'EISDIR', text: 'illegal operation on a directory' };

const bodyOf = (size: number) => Buffer.from(Uint8Array.from({ length: size }, (_, index) => (index * 7 + (index >> 8)) % 251));

let directory: string;
let origin: string;

beforeAll(async () => {
  origin = await serve((request, response) => {
    const [, way, size] = request.url!.split('/');
    const body = bodyOf(Number(size));
    if (way === 'gzip') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body));
    else if (way === 'chunked') {
      response.write(body.subarray(0, 10));
      response.end(body.subarray(10));
    } else if (way === 'short') {
      response.writeHead(200, { 'content-length': body.length + 1 }).write(body, () => response.destroy());
    } else response.writeHead(way === 'missing' ? 404 : 200, { 'content-length': body.length }).end(body);
  });
});
afterAll(stopServing);
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'curlew-whole-'))));
afterEach(() => {
  chmodSync(directory, 0o700);
  rmSync(directory, { recursive: true });
});

describe.each([false, true])('a body, with a thread for the network: %s', (thread) => {
  let wrapper: CurlWrapper;
  let session: Session;

  beforeAll(() => {
    wrapper = new CurlWrapper({ thread });
    session = wrapper.session();
  });
  afterAll(() => wrapper.close());

  it.each(['length', 'chunked', 'gzip'])('of any size becomes the file, sent with %s', async (way) => {
    const sizes = [0, 1, 1024, 20_000, IN_MEMORY, IN_MEMORY + 1, 3_000_000];
    const target = (size: number) => join(directory, String(size));
    const responses = await Promise.all(sizes.map((size) => session.get(`${origin}/${way}/${size}`, { saveTo: target(size) })));
    expect(responses.map(savedTo)).toEqual(sizes.map(target));
    for (const size of sizes) expect(readFileSync(target(size)).equals(bodyOf(size))).toBe(true);
    expect(readdirSync(directory)).toHaveLength(sizes.length);
  });

  it('of any size stays with its response if that is not a success', async () => {
    for (const size of [3, IN_MEMORY + 1]) {
      const response = await session.get(`${origin}/missing/${size}`, { saveTo: join(directory, 'file') });
      expect([savedTo(response), response.body.equals(bodyOf(size)), readdirSync(directory)]).toEqual([undefined, true, []]);
    }
  });

  it('that breaks off leaves nothing behind', async () => {
    for (const size of [3, IN_MEMORY, 1_000_000])
      await expect(session.get(`${origin}/short/${size}`, { saveTo: join(directory, 'file') })).rejects.toThrow();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('that is too large leaves nothing behind', async () => {
    for (const size of [100, 1_000_000])
      await expect(
        session.get(`${origin}/length/${size}`, { saveTo: join(directory, 'file'), maxResponseSize: size - 1 }),
      ).rejects.toMatchObject({ code: 'CURLE_FILESIZE_EXCEEDED' });
    expect(readdirSync(directory)).toEqual([]);
  });

  it('goes to its file also in a session that discards bodies', async () => {
    const discarding = wrapper.session({ discardBody: true });
    for (const size of [3, 1_000_000]) {
      await discarding.get(`${origin}/length/${size}`, { saveTo: join(directory, 'file') });
      expect(statSync(join(directory, 'file')).size).toBe(size);
    }
    expect((await discarding.get(`${origin}/length/3`)).body).toHaveLength(0);
    discarding.close();
  });

  it('is in memory again after one that went to a file, on the same connection', async () => {
    await session.get(`${origin}/length/100000`, { saveTo: join(directory, 'file') });
    expect((await session.get(`${origin}/length/100001`)).body).toHaveLength(100_001);
    expect(readdirSync(directory)).toEqual(['file']);
  });
});

describe('of many files', () => {
  let wrapper: CurlWrapper;
  let session: Session;

  beforeAll(() => {
    wrapper = new CurlWrapper();
    session = wrapper.session();
  });
  afterAll(() => wrapper.close());

  /** Saves bodies of one size under some names at once. @returns the outcomes */
  const saveAll = (names: readonly string[], size: number) =>
    Promise.all(
      names.map((name) =>
        session.get(`${origin}/length/${size}`, { saveTo: join(directory, name) }).then(
          () => 'saved',
          (error: NodeJS.ErrnoException) => error.code,
        ),
      ),
    );

  it('one whose name is a directory fails alone', async () => {
    mkdirSync(join(directory, 'b'));
    expect(await saveAll(['a', 'b', 'c'], 1000)).toEqual(['saved', 'EISDIR', 'saved']);
    expect(readdirSync(directory)).toEqual(['a', 'b', 'c']);
  });

  it('one in a directory that does not exist fails alone, before anything is sent', async () => {
    expect(await saveAll(['a', 'none/b', 'c'], 1000)).toEqual(['saved', 'ENOENT', 'saved']);
  });

  it.each([1000, 100_000])('one whose directory is removed meanwhile fails alone, and the error names its file; %i bytes', async (size) => {
    mkdirSync(join(directory, 'gone'));
    const target = join(directory, 'gone', 'b');
    const saved = saveAll(['a', 'c'], size);
    const lost = session.get(`${origin}/length/${size}`, { saveTo: target });
    rmSync(join(directory, 'gone'), { recursive: true });
    const error = (await lost.catch((reason: unknown) => reason)) as Error & { code: string };
    expect(error.code).toBe(size > IN_MEMORY ? 'CURLE_WRITE_ERROR' : 'ENOENT');
    // Not as Node passes long paths on to Windows.
    expect(error.message.replaceAll(target, 'TARGET')).toMatch(/(?:cannot create |open ')TARGET\.\S+\.curlew-part/);
    expect(await saved).toEqual(['saved', 'saved']);
  });

  it('one whose name becomes a directory meanwhile fails alone, and leaves no partial file', async () => {
    const saved = saveAll(['a', 'b', 'c'], 1000);
    mkdirSync(join(directory, 'b'));
    expect(await saved).toEqual(['saved', OVER_DIRECTORY.code, 'saved']);
    expect(readdirSync(directory)).toEqual(['a', 'b', 'c']);
  });

  needing('file modes').it('those in a directory without permission fail alone', async () => {
    mkdirSync(join(directory, 'closed'), { mode: 0o500 });
    // The superuser may write there all the same.
    const refused = process.getuid!() === 0 ? 'saved' : 'EACCES';
    for (const size of [1000, 100_000]) expect(await saveAll(['a', 'closed/b', 'c'], size)).toEqual(['saved', refused, 'saved']);
  });

  needing('a shell').it('those that the disk has no room for fail alone, with an error that says so', async () => {
    // A limit for the size of a file stands for a full disk; blocks are 512 or 1024 bytes.
    const command = `ulimit -f 16; exec '${process.execPath}' '${join(programs, 'save.cjs')}'`;
    for (const size of [50_000, 200_000]) {
      const [small, large] = [join(directory, 'small'), join(directory, 'large')];
      const run = (url: string, target: string) => outputOf('sh', ['-c', `${command} '${url}' '${target}'`]);
      expect(await run(`${origin}/length/1000`, small)).toBe('200');
      expect(await run(`${origin}/length/${size}`, large)).toMatch(/^curl failed with code 23 .*file too large/i);
      expect(readdirSync(directory)).toEqual(['small']);
    }
  });

  it('all are written when they come at once, in any number', async () => {
    const files = Array.from({ length: 300 }, (_, index) => BodyFile.claimNow(join(directory, `file${index}`), { url: '' })!);
    const body = bodyOf(IN_MEMORY);
    const waits = files.map((file) => file.save(body));
    // The event loop is not held up for long, so the rest is left to threads.
    expect(waits.filter((wait) => wait !== undefined).length).toBeGreaterThan(0);
    await Promise.all(waits.map(async (wait) => wait));
    expect(files.every(({ isKept, target }) => isKept && readFileSync(target).equals(body))).toBe(true);
    expect(readdirSync(directory)).toHaveLength(files.length);
  });

  it('those that a thread cannot write fail alone', async () => {
    const files = Array.from({ length: 200 }, (_, index) => BodyFile.claimNow(join(directory, `file${index}`), { url: '' })!);
    mkdirSync(join(directory, 'file199'));
    const waits = files.map((file) => file.save(bodyOf(IN_MEMORY)));
    const outcomes = await Promise.allSettled(waits.map(async (wait) => wait));
    expect(outcomes.map(({ status }) => status).indexOf('rejected')).toBe(199);
    expect((outcomes[199] as PromiseRejectedResult).reason).toMatchObject({
      code: OVER_DIRECTORY.code,
      syscall: 'rename',
      dest: files[199]!.target,
      message: `${OVER_DIRECTORY.code}: ${OVER_DIRECTORY.text}, rename '${files[199]!.part}' -> '${files[199]!.target}'`,
    });
    files[199]!.release();
    expect(readdirSync(directory)).toHaveLength(200);
  });
});

describe('the partial file of a body that is written in one go', () => {
  it('is not written through a link in its place', async () => {
    const victim = join(directory, 'victim');
    writeFileSync(victim, 'mine');
    for (const size of [10, IN_MEMORY + 1]) {
      const file = BodyFile.claimNow(join(directory, 'file'), { url: '' })!;
      symlinkSync(victim, file.part);
      await file.save(bodyOf(size));
      expect([readFileSync(victim, 'utf8'), statSync(file.target).size, readdirSync(directory)]).toEqual([
        'mine',
        size,
        ['file', 'victim'],
      ]);
      rmSync(file.target);
    }
  });
});

describe('a process that ends in the middle of many files', () => {
  const sizesOf = (names: readonly string[]) => new Set(names.map((name) => statSync(join(directory, name)).size));
  const isPart = (name: string) => name.endsWith('.curlew-part');

  it.each([1024, IN_MEMORY + 1])('by SIGKILL leaves no half file under a target’s name; bodies of %i bytes', async (size) => {
    const child = spawn(process.execPath, [join(programs, 'save-endlessly.cjs'), `${origin}/length/${size}`, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const targets = readdirSync(directory).filter((name) => !isPart(name));
    expect(targets.length).toBeGreaterThan(50);
    expect(sizesOf(targets)).toEqual(new Set([size]));
    // The next process removes what is left.
    await BodyFile.claimNow(join(directory, 'next'), { url: '' })!.save(Buffer.from('new'));
    const [left] = readdirSync(directory).filter(isPart);
    expect(left).toBeUndefined();
  });

  it('by exit() leaves no partial file, and no half one', async () => {
    const size = 60_000;
    const waiting = await outputOf(process.execPath, [join(programs, 'exit-while-saving.cjs'), directory, '200', String(size)]);
    expect(Number(waiting)).toBeGreaterThan(0);
    const names = readdirSync(directory);
    expect(names.filter(isPart)).toEqual([]);
    expect(sizesOf(names)).toEqual(new Set([size]));
  });
});

async function outputOf(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  await once(child, 'close');
  return output.trim();
}
