import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { needing } from '@curlew-internal/test-origin';
import { BodyFile, CurlWrapper, FileInUseError, savedTo, type Session } from '../../src/index.js';
import { serve, stopServing } from './serve.js';

/** More than is kept in memory, so that there is a partial file. */
const LARGE = Buffer.alloc(100_000, 'x');

const program = join(__dirname, '..', 'programs', 'save.cjs');

let wrapper: CurlWrapper;
let session: Session;
let directory: string;
let target: string;
let origin: string;
/** Called when a request for /held has come; its answer ends when the test says so. */
let held: (end: () => void) => void = () => {};

beforeAll(async () => {
  wrapper = new CurlWrapper();
  session = wrapper.session();
  origin = await serve((request, response) => {
    const path = request.url!.replace(/\?.*/, '');
    if (path === '/held') {
      response.writeHead(200, { 'content-length': 8 }).write('half');
      return held(() => response.end('half'));
    }
    if (path === '/held-large') {
      response.writeHead(200, { 'content-length': 2 * LARGE.length }).write(LARGE);
      return held(() => response.end(LARGE));
    }
    if (path === '/refused') return void response.writeHead(302, { location: 'ftp://127.0.0.1/file' }).end('moved');
    if (path === '/follow') return void response.writeHead(302, { location: '/200' }).end('moved');
    if (path === '/piece')
      return void response.writeHead(206, { 'content-range': `bytes 2-4/${String(request.headers['x-total'] ?? '10')}` }).end('cde');
    if (path === '/slow') return void setTimeout(() => response.end('new'), 30);
    const status = Number(path.slice(1));
    response.writeHead(status).end([204, 304].includes(status) ? undefined : 'new');
  });
});
afterAll(async () => {
  await wrapper.close();
  stopServing();
});
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'curlew-save-to-'));
  target = join(directory, 'file');
});
afterEach(() => rmSync(directory, { recursive: true }));

const content = () => readFileSync(target, 'utf8');

describe('an existing file', () => {
  beforeEach(() => writeFileSync(target, 'old'));

  it.each([
    ['GET', 204],
    ['GET', 206],
    ['GET', 304],
    ['GET', 404],
    ['GET', 503],
    ['HEAD', 200],
  ])('is not changed by a response to %s with status %i', async (method, status) => {
    const response = await session.request(method, `${origin}/${status}`, { saveTo: target });
    expect([response.statusCode, content(), savedTo(response), readdirSync(directory)]).toEqual([status, 'old', undefined, ['file']]);
  });

  it('is not changed by a redirect that is refused or not followed', async () => {
    await expect(session.get(`${origin}/refused`, { saveTo: target })).rejects.toThrow('ftp://');
    const response = await session.get(`${origin}/follow`, { saveTo: target, allowRedirects: false });
    expect([response.statusCode, content(), readdirSync(directory)]).toEqual([302, 'old', ['file']]);
  });

  it('is not changed until the new one is complete', async () => {
    const end = new Promise<() => void>((resolve) => (held = resolve));
    const saved = session.get(`${origin}/held`, { saveTo: target });
    const endIt = await end;
    expect(content()).toBe('old');
    endIt();
    expect(savedTo(await saved)).toBe(target);
    expect([content(), readdirSync(directory)]).toEqual(['halfhalf', ['file']]);
  });

  it('is replaced by any other success', async () => {
    for (const path of ['200', '201', '203', 'follow']) {
      writeFileSync(target, 'old');
      const response = await session.get(`${origin}/${path}`, { saveTo: target });
      expect([path, content(), savedTo(response)]).toEqual([path, 'new', target]);
    }
  });

  needing('file modes').it('passes its permissions on to the new one', async () => {
    chmodSync(target, 0o600);
    await session.get(`${origin}/200`, { saveTo: target });
    expect([content(), statSync(target).mode & 0o777]).toEqual(['new', 0o600]);
  });
});

describe('a response whose body was saved', () => {
  it('says where the body is', async () => {
    const response = await session.get(`${origin}/200`, { saveTo: target });
    expect(() => response.body).toThrow(`the body is in ${target}`);
  });
});

describe('a response that is not a success', () => {
  it('keeps its body itself', async () => {
    expect((await session.get(`${origin}/404`, { saveTo: target })).text).toBe('new');
    expect(existsSync(target)).toBe(false);
  });

  it('is one with a range that was not requested, or that differs from its Content-Range', async () => {
    expect((await session.get(`${origin}/piece`, { saveTo: target })).statusCode).toBe(206);
    const headers = { Range: 'bytes=2-4' };
    expect(existsSync(target)).toBe(false);
    await session.get(`${origin}/piece`, { saveTo: target, headers: { ...headers, 'X-Total': '3' } });
    expect(existsSync(target)).toBe(false);
    await session.get(`${origin}/piece`, { saveTo: target, headers });
    expect(content()).toBe('cde');
  });
});

describe('a target', () => {
  it('that is a directory is refused before anything is sent', async () => {
    mkdirSync(target);
    await expect(session.get('http://127.0.0.1:1/', { saveTo: target })).rejects.toMatchObject({
      code: 'EISDIR',
      message: `saveTo: ${target} is a directory`,
    });
  });

  needing('device files').it('that is a device is refused before anything is sent', async () => {
    await expect(session.get('http://127.0.0.1:1/', { saveTo: '/dev/null' })).rejects.toThrow('/dev/null is not a regular file');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('may have any name but that of a partial file', async () => {
    for (const name of ['f', 'f.part', 'f.part.json', 'ü'.repeat(127), 'x'.repeat(255)]) {
      const path = join(directory, name);
      expect(savedTo(await session.get(`${origin}/200`, { saveTo: path }))).toBe(path);
      expect(readFileSync(path, 'utf8')).toBe('new');
    }
    expect(readdirSync(directory)).toHaveLength(5);
    await expect(session.get(`${origin}/200`, { saveTo: `${target}.curlew-part` })).rejects.toThrow(
      /expected a name that does not end with/,
    );
  });

  it('that ends like a directory is refused before anything is sent, and creates nothing', async () => {
    await expect(session.get('http://127.0.0.1:1/', { saveTo: join(directory, 'new/') })).rejects.toMatchObject({
      code: 'ERR_CURL_INVALID_ARG_VALUE',
      message: `saveTo: expected the path of a file, which does not end with a separator, got ${inspect(join(directory, 'new/'))}`,
    });
    expect(readdirSync(directory)).toEqual([]);
  });

  it('may be relative to a working directory that changes', async () => {
    const before = process.cwd();
    try {
      for (const name of ['one', 'other']) {
        mkdirSync(join(directory, name));
        process.chdir(join(directory, name));
        await session.get(`${origin}/200`, { saveTo: './file' });
        await session.get(`${origin}/200`, { saveTo: 'plain' });
      }
    } finally {
      process.chdir(before);
    }
    expect(readdirSync(join(directory, 'one'))).toEqual(['file', 'plain']);
    expect(readdirSync(join(directory, 'other'))).toEqual(['file', 'plain']);
  });

  it('works for a URL without a scheme', async () => {
    expect(savedTo(await session.get(`${origin.slice('http://'.length)}/200`, { saveTo: target }))).toBe(target);
  });

  it('is written by one request at a time', async () => {
    const end = new Promise<() => void>((resolve) => (held = resolve));
    const first = session.get(`${origin}/held`, { saveTo: target });
    const endIt = await end;
    await expect(session.get(`${origin}/200`, { saveTo: target })).rejects.toMatchObject({ code: 'ERR_CURL_FILE_IN_USE' });
    endIt();
    await first;
    expect(content()).toBe('halfhalf');
  });
});

describe('a link in the place of a partial file', () => {
  it('is not followed', async () => {
    const victim = join(directory, 'victim');
    writeFileSync(victim, 'mine');
    for (const suffix of ['part', 'note', 'lock']) {
      symlinkSync(victim, `${target}.curlew-${suffix}`);
      const file = await BodyFile.claim(target, { url: origin, resume: true }).catch((error: unknown) => error as Error);
      if (file instanceof BodyFile) {
        await file.begin({ validator: '"v"' });
        await file.write(Buffer.from('theirs'));
        file.keep();
      } else expect(file).toBeInstanceOf(FileInUseError);
      expect([suffix, readFileSync(victim, 'utf8')]).toEqual([suffix, 'mine']);
      rmSync(`${target}.curlew-${suffix}`, { force: true });
      rmSync(target, { force: true });
    }
  });
});

describe('another process', () => {
  /** Starts a process that has received half of the body and waits. */
  const startHolding = async (url = `${origin}/held-large`) => {
    const end = new Promise<() => void>((resolve) => (held = resolve));
    const child = spawn(process.execPath, [program, url, target], { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    const exited = once(child, 'exit').then(() => output.trim());
    return { child, exited, end: await end };
  };

  const hasPartOf = ({ pid }: { pid?: number | undefined }) => readdirSync(directory).some((name) => name.includes(`.${pid}-`));

  it('that writes the same target has a partial file of its own: both are complete, and the last one stays', async () => {
    const { exited, end } = await startHolding();
    await session.get(`${origin}/200`, { saveTo: target });
    expect(content()).toBe('new');
    end();
    expect([await exited, content().length, readdirSync(directory)]).toEqual(['200', 2 * LARGE.length, ['file']]);
  });

  it('that was killed leaves files that the next one removes, except those of a running process', async () => {
    const { child, exited } = await startHolding();
    child.kill('SIGKILL');
    await exited;
    const running = await startHolding();
    while (!hasPartOf(running.child)) await sleep(10);
    const parts = readdirSync(directory);
    expect(parts).toEqual([expect.stringMatching(/^file\.\d+-\d+-[0-9a-f]{8}-[0-9a-f]{6}\.curlew-part$/)]);
    expect(parts[0]).toContain(`.${running.child.pid}-`);
    running.child.kill('SIGKILL');
    await running.exited;
    await session.get(`${origin}/200`, { saveTo: target });
    expect([content(), readdirSync(directory)]).toEqual(['new', ['file']]);
  });

  it('that exits during a transfer leaves nothing behind', async () => {
    const { child, exited } = await startHolding();
    while (!hasPartOf(child)) await sleep(10);
    child.stdin.end('exit\n');
    await exited;
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe('a lack of descriptors', () => {
  needing('a shell').it(
    'makes a request wait for one',
    async () => {
      const command = `ulimit -n 64; exec '${process.execPath}' '${program}' '${origin}/slow' '${target}' 500`;
      const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      child.stdout.on('data', (chunk) => (output += chunk));
      await once(child, 'close');
      expect(output.trim().split('\n')).toEqual(Array.from({ length: 500 }, () => '200'));
      expect(readdirSync(directory)).toHaveLength(500);
    },
    60_000,
  );
});
