import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needing, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { serve, stopServing } from '../serve.js';
import { run, start } from './command.js';

let origin: Origin;
let directory: string;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
afterAll(stopServing);
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'curlew-cli-'));
  await origin.resetCounts();
});
afterEach(() => rmSync(directory, { recursive: true }));

interface Line {
  url: string;
  status: number;
  ok: boolean;
  http: string;
  bytes: number;
  attempts: number;
  file?: string;
  error?: { code: string; message: string };
  time: Record<string, number>;
}
const linesOf = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('--json', () => {
  it('prints a line for each transfer and nothing else; the summary goes to standard error', async () => {
    const { code, stdout, stderr } = await run(['--json', '--quiet', `${origin.http}/bytes/5`, `${origin.refused}/`]);
    const lines = linesOf(stdout).sort((a, b) => b.status - a.status);
    expect(code).toBe(1);
    expect(lines[0]).toMatchObject({ url: `${origin.http}/bytes/5`, status: 200, ok: true, http: '1.1', bytes: 5, attempts: 1 });
    expect(lines[0]!.time.total).toBeGreaterThan(0);
    expect(lines[1]).toMatchObject({ status: 0, ok: false, error: { code: 'CURLE_COULDNT_CONNECT' } });
    expect(stderr).toContain('2 transfers');
  });
});

describe('a line of JSON in the input', () => {
  it('may have a method, headers and a body, which is text or JSON', async () => {
    const seen: unknown[] = [];
    const host = await serve((request, response) => {
      let body = '';
      request
        .on('data', (chunk) => (body += chunk))
        .on('end', () => {
          seen.push([request.method, request.headers['x-a'], request.headers['x-all'], request.headers['content-type'], body]);
          response.end();
        });
    });
    const jobs = [
      { url: host, body: { a: 1 }, headers: { 'X-A': 'one' } },
      { url: host, method: 'put', body: 'text' },
      { url: host, method: 'DELETE' },
    ];
    const { code } = await run(['--quiet', '--max', '1', '--header', 'X-All: yes', '-'], {
      input: jobs.map((job) => JSON.stringify(job)).join('\n'),
    });
    expect(code).toBe(0);
    expect(seen).toEqual([
      ['POST', 'one', 'yes', 'application/json', '{"a":1}'],
      ['PUT', undefined, 'yes', 'text/plain;charset=UTF-8', 'text'],
      ['DELETE', undefined, 'yes', undefined, ''],
    ]);
  });
});

describe('limits and retries', () => {
  it('--max-host applies to each host', async () => {
    const other = origin.http.replace('127.0.0.1', 'localhost');
    const urls = Array.from({ length: 12 }, (_, index) => `${index % 2 ? other : origin.http}/delay/50?${index}`);
    await run(['--quiet', '--max-host', '2', ...urls]);
    expect((await origin.counts()).maxActive).toBeLessThanOrEqual(4);
  });

  it('--rate limits the starts per second', async () => {
    const urls = Array.from({ length: 6 }, (_, index) => `${origin.http}/bytes/1?${index}`);
    const { stdout } = await run(['--quiet', '--json', '--rate', '20', ...urls]);
    const starts = linesOf(stdout).map((line) => (line as Line & { start: number }).start);
    expect(Math.max(...starts) - Math.min(...starts)).toBeGreaterThanOrEqual(230);
  });

  it('--retry retries', async () => {
    const { code, stdout } = await run(['--quiet', '--json', '--retry', '3', `${origin.http}/flaky/cli/2`]);
    expect([code, linesOf(stdout)[0]!.attempts]).toEqual([0, 3]);
  });
});

describe('connections', () => {
  it('--http1.1 and --http2 select the version', async () => {
    const url = `${origin.https}/bytes/1`;
    const spoken = async (...args: string[]) =>
      linesOf((await run(['--quiet', '--json', ...args, url], { caFile: origin.caFile })).stdout)[0]!.http;
    expect(await spoken()).toBe('2');
    expect(await spoken('--http1.1')).toBe('1.1');
    expect(await spoken('--http2')).toBe('2');
  });

  it('are verified unless --insecure is given', async () => {
    const url = `${origin.https}/bytes/1`;
    const { code, stderr } = await run(['--quiet', url]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('CURLE_PEER_FAILED_VERIFICATION')]);
    expect((await run(['--quiet', '--insecure', url])).code).toBe(0);
  });

  it('go through --proxy', async () => {
    const asked: (string | undefined)[] = [];
    const proxy = createServer((request, response) => void (asked.push(request.url), response.end('from the proxy'))).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((resolve) => proxy.once('listening', resolve));
    await run([
      '--quiet',
      '--out',
      directory,
      '--proxy',
      `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      'http://nowhere.test/file',
    ]);
    proxy.close();
    expect(asked).toEqual(['http://nowhere.test/file']);
    expect(readFileSync(join(directory, 'file'), 'utf8')).toBe('from the proxy');
  });
});

describe('--out', () => {
  it('does not write the body of an error, and says so', async () => {
    const { code, stdout, stderr } = await run([
      '--quiet',
      '--json',
      '--out',
      directory,
      `${origin.http}/status/404`,
      `${origin.http}/bytes/7`,
    ]);
    expect(code).toBe(1);
    expect(readdirSync(directory)).toEqual(['7']);
    expect(stderr).toContain(': status 404');
    expect(linesOf(stdout).find(({ ok }) => ok)!.file).toBe(join(directory, '7'));
  });

  it('with --resume continues where an earlier run was killed', async () => {
    const content = Buffer.alloc(400_000, 'abc');
    const ranges: unknown[] = [];
    let isSlow = true;
    const host = await serve((request, response) => {
      const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
      ranges.push(request.headers.range);
      response.writeHead(from > 0 ? 206 : 200, {
        etag: '"v"',
        'content-length': content.length - from,
        ...(from > 0 ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` } : {}),
      });
      if (!isSlow) return void response.end(content.subarray(from));
      response.write(content.subarray(0, 100_000));
    });
    const { child, outcome } = start(['--quiet', '--out', directory, '--resume', `${host}/file`]);
    const part = join(directory, 'file.curlew-part');
    while (!existsSync(part) || readFileSync(part).length < 100_000) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGKILL');
    await outcome;
    isSlow = false;
    expect((await run(['--quiet', '--out', directory, '--resume', `${host}/file`])).code).toBe(0);
    expect(ranges).toEqual([undefined, 'bytes=100000-']);
    expect(readFileSync(join(directory, 'file')).equals(content)).toBe(true);
    expect(readdirSync(directory)).toEqual(['file']);
  });
});

describe('credentials', () => {
  it.each([[], ['--secrets']])('are written to the archive and the report only on request: %s', async (...options) => {
    const har = join(directory, 'secret.har');
    const report = join(directory, 'secret.html');
    const host = new URL(origin.http).host;
    const refused = new URL(origin.refused).host;
    const { stderr } = await run([
      ...['--quiet', '--har', har, '--report', report, ...options],
      ...['--header', 'Authorization: Bearer token-1', '--header', 'X-Api-Key: token-2'],
      ...[`http://user:token-3@${host}/cookies/name/token-4`, `http://user:token-5@${refused}/`],
    ]);
    const text = readFileSync(har, 'utf8') + readFileSync(report, 'utf8');
    const found = [1, 2, 3, 4, 5].filter((number) => text.includes(`token-${number}`));
    // The cookie's value is part of a path here.
    expect(found).toEqual(options.length > 0 ? [1, 2, 3, 4, 5] : [4]);
    expect(text).toContain(host);
    // A message on the terminal never has a password.
    expect(stderr).toContain(refused);
    expect(stderr).not.toContain('token-5');
  });
});

describe('--har', () => {
  it('writes an HTTP archive', async () => {
    const path = join(directory, 'run.har');
    await run(['--quiet', '--har', path, '--header', 'X-A: b', `${origin.https}/headers?q=1`, `${origin.refused}/`], {
      caFile: origin.caFile,
    });
    interface Entry {
      startedDateTime: string;
      time: number;
      request: { method: string; url: string; headers: unknown; queryString: unknown };
      response: { status: number; statusText: string; httpVersion: string; headers: { name: string }[] };
      timings: { connect: number; ssl: number; wait: number };
    }
    const { log } = JSON.parse(readFileSync(path, 'utf8')) as { log: { version: string; entries: Entry[] } };
    expect([log.version, log.entries.length]).toEqual(['1.2', 2]);
    const entry = log.entries.find(({ response }) => response.status === 200)!;
    expect(entry.request).toMatchObject({
      method: 'GET',
      headers: [{ name: 'X-A', value: 'b' }],
      queryString: [{ name: 'q', value: '1' }],
    });
    expect(entry.response).toMatchObject({ httpVersion: 'HTTP/2' });
    expect(entry.response.headers.map(({ name }) => name)).toContain('set-cookie');
    expect(entry.timings.connect).toBeGreaterThanOrEqual(entry.timings.ssl);
    expect(Math.abs(Date.parse(entry.startedDateTime) - Date.now())).toBeLessThan(10_000);
    expect(log.entries.find(({ response }) => response.status === 0)!.response.statusText).toMatch(
      /Could not connect|Couldn't connect|connect/i,
    );
  });
});

needing('signals').describe('Ctrl-C', () => {
  const stalls = () => Array.from({ length: 30 }, (_, index) => `${origin.http}/delay/${index < 2 ? 600 : 300}?${index}`);

  it('once finishes running transfers, and writes summary and report', async () => {
    const report = join(directory, 'report.html');
    const { child, outcome } = start(['--max', '2', '--report', report, ...stalls()]);
    while ((await origin.counts()).active < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const { code, stdout, stderr } = await outcome;
    expect([code, stdout]).toEqual([130, expect.stringMatching(/^2 transfers/)]);
    expect(stderr).toContain('finishing the running transfers; press Ctrl-C again to stop at once');
    expect(stderr).toContain('interrupted: 28 of 30 were not sent');
    expect(readFileSync(report, 'utf8')).toContain('<canvas');
    expect((await origin.counts()).requests).toBe(2);
  });

  it('twice stops at once', async () => {
    const { child, outcome } = start(['--max', '2', `${origin.http}/stall`, `${origin.http}/stall?2`]);
    while ((await origin.counts()).active < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    await once(child.stderr!, 'data');
    child.kill('SIGINT');
    // The server never answers.
    expect((await outcome).code).toBe(130);
  });
});

describe('memory', () => {
  needing('proc', 'own memory').it('does not hold unused bodies', async () => {
    const host = await serve((_request, response) => {
      const chunk = Buffer.alloc(1 << 20);
      let left = 300;
      const push = () => {
        while (left > 0 && response.write(chunk)) left -= 1;
        if (left <= 0) response.end();
        else response.once('drain', () => ((left -= 1), push()));
      };
      push();
    });
    const { child, outcome } = start(['--quiet', '--json', host]);
    let peak = 0;
    const watch = setInterval(() => {
      try {
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0));
      } catch {
        // It has ended.
      }
    }, 20);
    const { stdout } = await outcome;
    clearInterval(watch);
    expect(linesOf(stdout)[0]!.bytes).toBeGreaterThanOrEqual(300 << 20);
    expect(peak).toBeLessThan(200_000);
  });
});
