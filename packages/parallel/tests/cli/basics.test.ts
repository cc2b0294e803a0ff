import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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
  it('fetches URLs and prints a summary', async () => {
    const { code, stdout, stderr } = await command([
      `${origin.http}/bytes/1000`,
      `${origin.https}/bytes/2000`,
      `${origin.http}/status/404`,
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('3 transfers, 3.0 KB');
    expect(stdout).toMatch(/200 +2 +3\.0 KB/);
    expect(stdout).toMatch(/404 +1 /);
    expect(stdout).toMatch(/latency +p50 +p90 +p99 +max/);
    expect(stdout).toMatch(/where the time went +blocked +DNS +connect +TLS +wait +transfer/);
    expect(stderr).toContain('3/3 done, 1 failed');
  });

  it('reads files and standard input, with comments and blank lines', async () => {
    const list = file('urls.txt', `# a list\n\n${origin.http}/bytes/1\r\n${origin.http}/bytes/2\n`);
    const { code, stdout } = await command(['--quiet', list, '-'], `${origin.http}/bytes/3`);
    expect(code).toBe(0);
    expect(stdout).toContain('3 transfers, 6 B');
  });

  it.each(['utf8', 'utf16le'] as const)('reads a file in %s with a byte order mark, as PowerShell writes it', async (encoding) => {
    const list = join(directory, 'marked.txt');
    writeFileSync(list, `\ufeff${origin.http}/bytes/1\r\n${origin.http}/bytes/2\r\n`, encoding);
    const { code, stdout } = await command(['--quiet', list]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('2 transfers, 3 B')]);
  });

  it('lists failed transfers and exits with 1, without stopping others', async () => {
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

  it('counts an outcome that the line expects as a success, and another one as a failure', async () => {
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

  it('writes bodies under distinct names, and never an incomplete one', async () => {
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
    ['--resume without files', ['--resume', 'http://a/'], '--continue applies to files: it needs --out'],
    ['--create-dirs without files', ['--create-dirs', 'http://a/'], '--create-dirs applies to files: it needs --out'],
    ['a bad speed', ['--limit-rate', 'fast', 'http://a/'], 'expected bytes per second like 500, 100k or 2M, got "fast"'],
    ['a report that cannot be written', ['--report', '/nowhere/r.html', 'http://a/'], '--report: cannot write /nowhere/r.html: ENOENT'],
    ['an archive that is a directory', ['--har', '/tmp', 'http://a/'], `--har: cannot write /tmp: ${resolve('/tmp')} is a directory`],
    ['an unknown option', ['--fast', 'http://a/'], "unknown option '--fast'"],
  ])('rejects %s with one clear line and status 2', async (_what, args, text) => {
    const { code, stdout, stderr } = await command(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(text);
  });

  it('names every bad line of a file, skips it, and exits with 1', async () => {
    const list = file(
      'bad.txt',
      [
        `${origin.http}/bytes/1`,
        'not a url',
        '{"url": 1}',
        '{"uri": "x"}',
        '{oops',
        '{"url":"http://a/","headers":{"a":1}}',
        '{"url":"http://a/","expect":true}',
        '["http://a/"]',
        'ftp://host/',
      ].join('\n'),
    );
    const { code, stdout, stderr } = await command(['--quiet', list]);
    expect(code).toBe(1);
    expect(stdout).toContain('1 transfer, 1 B');
    expect(
      stderr
        .trim()
        .split('\n')
        .map((line) => line.replace(/^.*bad\.txt:/, '')),
    ).toEqual([
      '2: not a URL: not a url (expected http://… or https://…)',
      '3: "url": expected an http or https URL, got 1',
      '4: unknown field "uri"; expected url, method, headers, body, output, checksum, expect',
      expect.stringMatching(/^5: not JSON: /),
      '6: "headers": expected an object of strings, got {"a":1}',
      '7: "expect": expected a status or the name of an error, got true',
      expect.stringMatching(/^8: not a URL: /),
      '9: not an http or https URL: ftp://host/',
    ]);
  });

  it('stops at a bad line with --strict', async () => {
    const list = file('strict.txt', `${origin.http}/bytes/1\nnot a url\n${origin.http}/bytes/1\n`);
    const { code, stderr } = await command(['--quiet', '--strict', list]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('strict.txt:2: not a URL: not a url')]);
  });

  it('shows its help', async () => {
    const { code, stdout } = await command(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:');
  });
});
