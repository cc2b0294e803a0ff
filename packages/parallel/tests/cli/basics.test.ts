import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { run } from './command.js';

let origin: Origin;
let directory: string;
beforeAll(async () => {
  origin = await startOrigin();
  directory = mkdtempSync(join(tmpdir(), 'curlew-cli-'));
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await origin.close();
});

const command = (args: string[], input = '') => run(args, { input, caFile: origin.caFile });

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

describe('parallel-curl', () => {
  it('fetches URLs and tells what happened', async () => {
    const { code, stdout, stderr } = await command([
      `${origin.http}/bytes/1000`,
      `${origin.https}/bytes/2000`,
      `${origin.http}/status/404`,
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('3 transfers, 3.0 KB');
    expect(stdout).toMatch(/200 +2 +3\.0 KB/);
    expect(stdout).toMatch(/404 +1 /);
    expect(stdout).toMatch(/latency +p50 +p90 +p99 +max/);
    expect(stdout).toMatch(/where the time went +DNS +connect +TLS +wait +transfer/);
    expect(stderr).toContain('3/3 done, 0 failed');
  });

  it('reads files and standard input, with comments and blank lines', async () => {
    const list = file('urls.txt', `# a list\n\n${origin.http}/bytes/1\r\n${origin.http}/bytes/2\n`);
    const { code, stdout } = await command(['--quiet', list, '-'], `${origin.http}/bytes/3`);
    expect(code).toBe(0);
    expect(stdout).toContain('3 transfers, 6 B');
  });

  it('lists failed transfers and ends with 1; nothing stops the others', async () => {
    const { code, stdout, stderr } = await command([
      '--quiet',
      '--timeout',
      '0.3',
      `${origin.refused}/`,
      `${origin.http}/stall`,
      `${origin.http}/bytes/5`,
    ]);
    expect(code).toBe(1);
    expect(stderr.match(/^failed: /gm)).toHaveLength(2);
    expect(stderr).toContain('CURLE_COULDNT_CONNECT');
    expect(stderr).toContain('CURLE_OPERATION_TIMEDOUT');
    expect(stdout).toMatch(/200 +1 +5 B/);
  });

  it('takes an outcome that a line expects for no failure, and another for one', async () => {
    const lines = [
      { url: `${origin.refused}/`, expect: 'CURLE_COULDNT_CONNECT' },
      { url: `${origin.http}/status/404`, expect: 404 },
    ];
    const expected = await command(['--quiet', '-'], lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(expected).toMatchObject({ code: 0, stderr: '' });
    expect(expected.stdout).toContain('CURLE_COULDNT_CONNECT (expected)');
    const other = await command(['--quiet', '-'], JSON.stringify({ url: `${origin.http}/bytes/1`, expect: 404 }));
    expect(other.code).toBe(1);
    expect(other.stderr).toContain('expected 404, got 200');
  });

  it('writes bodies under names of their own, never half a one', async () => {
    const out = join(directory, 'out');
    const list = file(
      'out.txt',
      [
        `${origin.http}/bytes/10`,
        `${origin.http}/range/10`,
        JSON.stringify({ url: `${origin.http}/bytes/11`, output: '../../evil.bin' }),
        `${origin.http}/truncate`,
      ].join('\n'),
    );
    const { code } = await command(['--quiet', '--out', out, list]);
    expect(code).toBe(1);
    expect(readdirSync(out).sort()).toEqual(['10', '10-2', 'evil.bin']);
    expect(readFileSync(join(out, 'evil.bin'))).toHaveLength(11);
  });

  it.each([
    ['no input', [], 'no URL given'],
    ['a file that is not there', ['nowhere.txt'], 'cannot read nowhere.txt: there is no such file'],
    ['a directory', ['/tmp'], 'cannot read /tmp: it is a directory'],
    ['a bad URL', ['http://'], 'not a URL: http://'],
    ['another scheme', ['ftp://host/'], 'not an http or https URL: ftp://host/'],
    ['a bad number', ['--max', 'many', 'http://a/'], 'expected a whole number from 1, got "many"'],
    ['zero', ['--max', '0', 'http://a/'], 'expected a whole number from 1, got "0"'],
    ['a bad timeout', ['--timeout', '-1', 'http://a/'], 'expected seconds from 0, got "-1"'],
    ['a bad rate', ['--rate', '0', 'http://a/'], 'expected more than 0 requests per second'],
    ['a bad header', ['--header', 'no colon', 'http://a/'], 'expected "Name: value", got "no colon"'],
    ['two versions', ['--http2', '--http1.1', 'http://a/'], 'use only one of --http1.1, --http2'],
    ['--resume without files', ['--resume', 'http://a/'], '--resume goes on with files: it needs --out'],
    ['an unknown option', ['--fast', 'http://a/'], "unknown option '--fast'"],
  ])('answers %s with one clear line and 2', async (_what, args, text) => {
    const { code, stdout, stderr } = await command(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(text);
  });

  it('names every bad line of a file, and starts nothing', async () => {
    await origin.resetCounts();
    const list = file(
      'bad.txt',
      `${origin.http}/bytes/1\nnot a url\n{"url": 1}\n{"uri": "x"}\n{oops\n{"url":"http://a/","headers":{"a":1}}\n`,
    );
    const { code, stderr } = await command([list]);
    expect(code).toBe(2);
    expect(stderr.match(/bad\.txt:\d+/g)).toEqual(['bad.txt:2', 'bad.txt:3', 'bad.txt:4', 'bad.txt:5', 'bad.txt:6']);
    expect((await origin.counts()).requests).toBe(0);
  });

  it('shows its help', async () => {
    const { code, stdout } = await command(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:');
  });
});
