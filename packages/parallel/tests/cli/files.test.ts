import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { needing } from '@curlew-internal/test-origin';
import { serve, stopServing } from '../serve.js';
import { run, start } from './command.js';

let directory: string;
let out: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'curlew-cli-files-'));
  out = join(directory, 'out');
});
afterEach(() => rmSync(directory, { recursive: true }));
afterAll(stopServing);

const list = (lines: readonly unknown[]) => lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
const save = (lines: readonly unknown[], ...args: string[]) =>
  run(['--quiet', '--json', '--out', out, ...args, '-'], { input: list(lines) });
const filesOf = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { file?: string }).file?.slice(out.length + 1).replaceAll(sep, '/'));

/** Answers with its path. */
const echo = () => serve((request, response) => void response.end(request.url));

/** Sends half of a body; `finish` sends the rest to all, and whole ones from then on. */
async function halting() {
  const content = Buffer.alloc(200_000, 'abc');
  const open: (() => void)[] = [];
  let isWhole = false;
  const asked: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    asked.push(request.headers.range);
    const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
    const range = from > 0 ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` } : {};
    response.writeHead(from > 0 ? 206 : 200, { etag: '"v"', 'content-length': content.length - from, ...range });
    if (isWhole) return void response.end(content.subarray(from));
    response.write(content.subarray(from, 100_000));
    open.push(() => response.end(content.subarray(Math.max(from, 100_000))));
  });
  const finish = () => {
    isWhole = true;
    for (const end of open.splice(0)) end();
  };
  return { url, content, asked, open, finish };
}

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
};
const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

describe('names of files', () => {
  it('are kept in Unicode, made safe, and distinct', async () => {
    const host = await echo();
    const { stdout, code } = await save(
      [
        `${host}/a/%C3%BCber%20uns.html`,
        `${host}/b/%C3%BCber%20uns.html`,
        `${host}/x%1b%5B2J`,
        `${host}/a%2Fb`,
        `${host}/..%5cevil`,
        `${host}/con.txt`,
        `${host}/`,
        { url: `${host}/1`, output: '../../日本.txt' },
        { url: `${host}/2`, output: '.hidden' },
        { url: `${host}/3`, output: `${'ü'.repeat(300)}.txt` },
      ],
      '--max',
      '1',
    );
    expect(code).toBe(0);
    expect(filesOf(stdout)).toEqual([
      'über uns.html',
      'über uns-2.html',
      'x_[2J',
      'a_b',
      '__evil',
      '_con.txt',
      'index',
      '日本.txt',
      '_hidden',
      `${'ü'.repeat(98)}.txt`,
    ]);
    expect(readFileSync(join(out, 'über uns-2.html'), 'utf8')).toBe('/b/%C3%BCber%20uns.html');
    expect(readdirSync(directory)).toEqual(['out']);
  });

  it('that look like those of partial files are distinct files', async () => {
    const host = await echo();
    await save([`${host}/f`, `${host}/f.part`, `${host}/f.part.json`], '--resume');
    expect(readdirSync(out).sort()).toEqual(['f', 'f.part', 'f.part.json']);
    expect(readFileSync(join(out, 'f.part'), 'utf8')).toBe('/f.part');
  });

  it('keep their directories with --create-dirs', async () => {
    const host = await echo();
    const { stdout } = await save([`${host}/a/b/c.html`, { url: `${host}/x`, output: '../d/./e.html' }], '--create-dirs', '--max', '1');
    expect(filesOf(stdout)).toEqual(['a/b/c.html', 'd/e.html']);
    expect(readFileSync(join(out, 'a', 'b', 'c.html'), 'utf8')).toBe('/a/b/c.html');
  });

  it('that are the directory of another fail without affecting others', async () => {
    const host = await echo();
    const lines = ['f', 'f/x', 'g'].map((output) => ({ url: `${host}/${output}`, output }));
    const { code, stderr, stdout } = await save(lines, '--create-dirs', '--max', '1');
    expect([code, readdirSync(out).sort(), stdout.trim().split('\n').length]).toEqual([1, ['f', 'g'], 3]);
    expect(stderr).toMatch(/failed: .*f\/x: ENOTDIR/);
  });

  it('are the server’s with --content-disposition if they are safe', async () => {
    const names = [
      'attachment; filename="plain.txt"',
      "attachment; filename=x; filename*=UTF-8''%E2%82%AC%20rates.txt",
      'attachment; filename="../../evil"',
      'nonsense;;',
      undefined,
      'inline; filename="plain.txt"',
    ];
    const host = await serve((request, response) => {
      const name = names[Number(request.url!.slice(1))];
      response.writeHead(200, name === undefined ? {} : { 'content-disposition': name }).end('body');
    });
    const { stdout } = await save(
      names.map((_, index) => `${host}/${index}`),
      '--content-disposition',
      '--max',
      '1',
    );
    expect(filesOf(stdout)).toEqual(['plain.txt', '€ rates.txt', 'evil', '3', '4', 'plain-2.txt']);
    expect(readdirSync(out).sort()).toEqual(['3', '4', 'evil', 'plain-2.txt', 'plain.txt', '€ rates.txt']);
  });

  needing('real time').it(
    'that 8,000 URLs have in common are resolved quickly',
    async () => {
      const host = await echo();
      const begin = performance.now();
      const { code } = await save(Array.from({ length: 8000 }, (_, index) => `${host}/${index}/same`));
      expect([code, readdirSync(out).length]).toEqual([0, 8000]);
      expect(performance.now() - begin).toBeLessThan(25_000);
    },
    60_000,
  );
});

describe('an existing file', () => {
  it.each([204, 304, 404, 503])('is not changed by a status of %i', async (status) => {
    const host = await serve((_request, response) => void response.writeHead(status).end(status > 400 ? 'page' : undefined));
    for (const args of [[], ['--resume'], ['--newer']]) {
      await save([]);
      writeFileSync(join(out, 'file'), 'good');
      const { code } = await save([`${host}/file`], ...args);
      expect([code, readFileSync(join(out, 'file'), 'utf8'), readdirSync(out)]).toEqual([status >= 400 ? 1 : 0, 'good', ['file']]);
    }
  });

  it('causes no request with --skip-existing, and a conditional one with --newer and --continue', async () => {
    const modified = 'Sat, 21 Nov 2026 10:00:00 GMT';
    const asked: (string | undefined)[] = [];
    const host = await serve((request, response) => {
      const since = request.headers['if-modified-since'];
      asked.push(since);
      response.writeHead(since === modified ? 304 : 200, { 'last-modified': modified }).end(since === modified ? undefined : 'body');
    });
    const again = async (...args: string[]) => {
      asked.length = 0;
      const { code, stdout } = await save([`${host}/file`], ...args);
      return [code, (JSON.parse(stdout) as { unchanged?: boolean }).unchanged, [...asked]];
    };
    expect(await again('--newer')).toEqual([0, undefined, [undefined]]);
    expect(statSync(join(out, 'file')).mtimeMs).toBe(Date.parse(modified));
    expect(await again('--skip-existing')).toEqual([0, true, []]);
    expect(await again('--newer')).toEqual([0, true, [modified]]);
    expect(await again('--continue')).toEqual([0, true, [modified]]);
    expect(await again()).toEqual([0, undefined, [undefined]]);
  });

  it('must have the "checksum" of its line', async () => {
    const host = await echo();
    const good = 'md5:cc8755609ad61864910f145119713de9';
    const { code, stderr } = await save([
      { url: `${host}/x`, checksum: good, output: 'a' },
      { url: `${host}/y`, checksum: good, output: 'b' },
    ]);
    expect([code, readdirSync(out)]).toEqual([1, ['a']]);
    expect(stderr).toMatch(/b: expected md5 cc87/);
  });
});

describe('two runs', () => {
  it('never write the same partial file: the second one is refused', async () => {
    const { url, content, open, finish } = await halting();
    const first = start(['--quiet', '--out', out, '--resume', `${url}/file`]);
    await until(() => open.length > 0 && sizeOf(join(out, 'file.curlew-part')) === 100_000);
    const second = await run(['--quiet', '--out', out, '--resume', `${url}/file`]);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/^failed: .*file is being written by process \d+; if that is wrong, remove .*curlew-lock\n$/);
    finish();
    expect((await first.outcome).code).toBe(0);
    expect(readFileSync(join(out, 'file')).equals(content)).toBe(true);
    expect(readdirSync(out)).toEqual(['file']);
  });
});

describe('an interrupted run', () => {
  needing('signals').it.each(['SIGINT', 'SIGTERM'] as const)('leaves nothing useless behind after a second %s', async (signal) => {
    const { url, open } = await halting();
    const { child, outcome } = start(['--quiet', '--har', join(directory, 'h.har'), '--out', out, `${url}/file`]);
    await until(() => open.length > 0 && existsSync(out) && readdirSync(out).some((name) => sizeOf(join(out, name)) > 0));
    child.kill(signal);
    await new Promise((resolve) => child.stderr!.once('data', resolve));
    child.kill(signal);
    expect((await outcome).code).toBe(130);
    expect([readdirSync(out), readdirSync(directory)]).toEqual([[], ['out']]);
  });

  needing('signals').it('leaves partial files that --continue resumes', async () => {
    const { url, open, asked, content, finish } = await halting();
    const { child, outcome } = start(['--quiet', '--out', out, '--continue', `${url}/file`]);
    await until(() => open.length > 0 && sizeOf(join(out, 'file.curlew-part')) === 100_000);
    child.kill('SIGTERM');
    await new Promise((resolve) => child.stderr!.once('data', resolve));
    child.kill('SIGTERM');
    await outcome;
    expect(readdirSync(out).sort()).toEqual(['file.curlew-note', 'file.curlew-part']);
    finish();
    expect((await run(['--quiet', '--out', out, '--continue', `${url}/file`])).code).toBe(0);
    expect(asked).toEqual([undefined, 'bytes=100000-']);
    expect([readFileSync(join(out, 'file')).equals(content), readdirSync(out)]).toEqual([true, ['file']]);
  });

  it('may have completed a file: then nothing is fetched, and nothing fails', async () => {
    const url = await serve((_request, response) => void response.writeHead(416, { etag: '"v"', 'content-range': 'bytes */4' }).end());
    await save([]);
    writeFileSync(join(out, 'file.curlew-part'), 'body');
    const note = { url: createHash('sha256').update(`${url}/file`).digest('hex'), validator: '"v"', total: 4 };
    writeFileSync(join(out, 'file.curlew-note'), JSON.stringify(note));
    const { code, stdout } = await save([`${url}/file`], '--continue');
    expect([code, (JSON.parse(stdout) as { ok: boolean }).ok, readdirSync(out)]).toEqual([0, true, ['file']]);
  });

  it('follows no link in the place of a partial file', async () => {
    const host = await echo();
    await save([]);
    const victim = join(directory, 'victim');
    writeFileSync(victim, 'mine');
    symlinkSync(victim, join(out, 'file.curlew-part'));
    expect((await save([`${host}/file`], '--resume')).code).toBe(0);
    expect([readFileSync(victim, 'utf8'), existsSync(join(out, 'file'))]).toEqual(['mine', true]);
  });
});
