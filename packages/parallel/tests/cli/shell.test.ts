import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { serve, stopServing } from '../serve.js';
import { run, start } from './command.js';

const COMMAND = join(__dirname, '..', '..', 'bin', 'parallel-curl.mjs');

let origin: Origin;
let directory: string;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
afterAll(stopServing);
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'curlew-shell-'));
  await origin.resetCounts();
});
afterEach(() => rmSync(directory, { recursive: true }));

interface Line {
  url: string;
  ok: boolean;
  status: number;
  start: number;
  error?: { code: string; message: string };
  time: Record<string, number>;
}
const linesOf = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** A server that answers with these bytes. */
async function raw(answer: string): Promise<string> {
  const server = createServer((socket) => void socket.on('error', () => {}).once('data', () => socket.end(answer))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const closers: (() => void)[] = [];
afterAll(() => closers.forEach((close) => close()));

describe('a pipe', () => {
  it('that is no longer read ends the run quietly', async () => {
    const urls = Array.from({ length: 200 }, (_, index) => `${origin.http}/delay/20?${index}`).join(' ');
    const child = spawn('sh', ['-c', `('${process.execPath}' '${COMMAND}' --quiet --json --max 2 ${urls}; echo "code $?" >&2) | head -1`]);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    await once(child, 'close');
    expect([linesOf(stdout).length, stderr]).toEqual([1, 'code 141\n']);
    expect((await origin.counts()).requests).toBeLessThan(50);
  });

  it('that is closed at once fails neither the help nor the summary', async () => {
    for (const args of ['--help', `--quiet ${origin.http}/bytes/1`]) {
      const child = spawn('sh', ['-c', `'${process.execPath}' '${COMMAND}' ${args} | true`]);
      let stderr = '';
      child.stderr.on('data', (chunk) => (stderr += chunk));
      await once(child, 'close');
      expect([args, stderr]).toEqual([args, '']);
    }
  });

  it('with the list is read only as needed', async () => {
    const streaming = spawn(process.execPath, [COMMAND, '--quiet', '--json', '-']);
    let stdout = '';
    streaming.stdout.on('data', (chunk) => (stdout += chunk));
    streaming.stdin.write(`${origin.http}/bytes/1\n`);
    while (!stdout.includes('\n')) await new Promise((resolve) => setTimeout(resolve, 10));
    streaming.stdin.end(`${origin.http}/bytes/2\n`);
    await once(streaming, 'close');
    expect(linesOf(stdout)).toHaveLength(2);
  });

  it('without a terminal gets a line at the end of a short run, not one for each transfer', async () => {
    const urls = Array.from({ length: 30 }, (_, index) => `${origin.http}/delay/50?${index}`);
    const { stderr } = await run(['--max', '1', ...urls]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^30\/30 done, 0 failed, /);
  });
});

describe('a control character', () => {
  const evil = 'A\x1b[2J\x07\u202e\x9b';

  it('is shown escaped, whatever its source', async () => {
    const host = await raw(`HTTP/1.1 200 OK\r\nTransfer-Encoding: \x1b[2J\r\n\r\n`);
    const list = join(directory, 'list\x1b.txt');
    writeFileSync(list, `${host}\n${evil}\n{"url": "http://a/", "${evil}": 1}\n`);
    for (const args of [
      [list],
      ['--json', list],
      [`http://${evil}/`],
      [evil],
      ['--report', `/nowhere/${evil}`, 'http://a/'],
      ['--header', evil, 'http://a/'],
    ]) {
      const { stdout, stderr } = await run(args);
      // eslint-disable-next-line no-control-regex
      expect([args, (stdout + stderr).match(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/g)]).toEqual([args, null]);
    }
    const { stderr } = await run(['--quiet', host]);
    expect(stderr).toContain('\\x1b[2J');
  });

  it('is unchanged in --json, escaped as in JSON', async () => {
    const host = await raw(`HTTP/1.1 200 OK\r\nTransfer-Encoding: \x1b[2J\r\n\r\n`);
    const { stdout } = await run(['--quiet', '--json', host]);
    expect(stdout).toContain('\\u001b[2J');
    expect(linesOf(stdout)[0]!.error!.message).toContain('\x1b[2J');
  });
});

describe('exit codes and "ok"', () => {
  const outcomeOf = async (...args: string[]) => {
    const { code, stdout } = await run(['--quiet', '--json', ...args]);
    return [code, linesOf(stdout)[0]!.ok];
  };

  it('do not depend on --out', async () => {
    for (const [status, isRight] of [
      [200, true],
      [204, true],
      [304, true],
      [404, false],
      [503, false],
    ] as const) {
      const url = `${origin.http}/status/${status}`;
      const expected = [isRight ? 0 : 1, isRight];
      expect([status, await outcomeOf(url), await outcomeOf('--out', directory, url)]).toEqual([status, expected, expected]);
      expect(await outcomeOf('--no-fail', url)).toEqual([0, true]);
    }
  }, 120_000);

  it('accept an expectation as a number and as text', async () => {
    const lines = ['404', 404].map((expected) => JSON.stringify({ url: `${origin.http}/status/404`, expect: expected }));
    expect(await run(['--quiet', '--json', '-'], { input: lines.join('\n') })).toMatchObject({
      code: 0,
      stderr: expect.not.stringContaining('failed'),
    });
    const { stderr } = await run(['--quiet', '-'], { input: JSON.stringify({ url: `${origin.http}/status/404`, expect: '200' }) });
    expect(stderr).toContain('expected 200, got 404');
  });

  it('stop at the first failure with --fail-early', async () => {
    const urls = Array.from({ length: 50 }, (_, index) => `${origin.http}/${index === 3 ? 'status/500' : `delay/30?${index}`}`);
    const { code, stdout } = await run(['--quiet', '--json', '--fail-early', '--max', '1', ...urls]);
    expect([code, linesOf(stdout).length]).toEqual([1, 4]);
  });
});

describe('times', () => {
  it('include redirects, and add up', async () => {
    const host = await serve((request, response) => {
      if (request.url === '/there') return void setTimeout(() => response.end('x'), 50);
      setTimeout(() => response.writeHead(302, { location: '/there' }).end(), 400);
    });
    const har = join(directory, 'run.har');
    const { stdout, stderr } = await run(['--quiet', '--json', '--har', har, host, `${origin.refused}/`, `${host}/2`]);
    for (const { status, time } of linesOf(stdout)) {
      if (status === 200) expect(time.total).toBeGreaterThanOrEqual(448);
      const { total, ...parts } = time;
      expect(Math.abs(Object.values(parts).reduce((sum, value) => sum + value, 0) - total!)).toBeLessThan(1);
    }
    const { log } = JSON.parse(readFileSync(har, 'utf8')) as { log: { entries: { time: number; timings: Record<string, number> }[] } };
    for (const { time, timings } of log.entries) {
      const { ssl, ...parts } = timings;
      void ssl;
      const sum = Object.values(parts).reduce((total, value) => total + Math.max(0, value), 0);
      expect(Math.abs(sum - time)).toBeLessThan(0.01);
    }
    const shares = /share +(.*)$/m.exec(stderr)![1]!.match(/\d+/g)!.map(Number);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
  });

  it('of a reused connection are those of the request itself', async () => {
    const urls = Array.from({ length: 3 }, (_, index) => `${origin.http}/delay/300?${index}`);
    const { stdout } = await run(['--quiet', '--json', '--max', '1', ...urls]);
    for (const { time } of linesOf(stdout)) {
      expect(time.wait).toBeGreaterThan(290);
      expect(time.dns! + time.connect! + time.transfer!).toBeLessThan(250);
    }
  });

  it('of a failed transfer include its last phase', async () => {
    const { stdout } = await run(['--quiet', '--json', '--timeout', '0.5', `${origin.http}/stall`, `${origin.http}/stall-body`]);
    const [stalled, body] = linesOf(stdout).sort((a, b) => b.time.wait! - a.time.wait!);
    expect(stalled!.time.wait).toBeGreaterThan(300);
    expect(body!.time.transfer).toBeGreaterThan(300);
  });
});

describe('an option that curl, wget2 and aria2 also have', () => {
  const asked: { method: string; headers: Record<string, string | string[] | undefined>; body: string }[] = [];
  let host: string;
  beforeAll(async () => {
    host = await serve((request, response) => {
      let body = '';
      request
        .on('data', (chunk) => (body += chunk))
        .on('end', () => {
          asked.push({ method: request.method!, headers: request.headers, body });
          response.writeHead(200, { 'set-cookie': 'seen=1; Max-Age=1000' }).end('x'.repeat(20_000));
        });
    });
  });
  beforeEach(() => (asked.length = 0));
  const ask = async (...args: string[]) => {
    const outcome = await run(['--quiet', '--json', ...args, `${host}/`]);
    expect(outcome).toMatchObject({ code: 0, stderr: expect.any(String) });
    return asked[0]!;
  };

  it('prints versions with --version', async () => {
    const { code, stdout } = await run(['--version']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^parallel-curl \d+\.\d+\.\d+ \(libcurl \d+\.\d+\.\d+, OpenSSL/)]);
  });

  it('sets the request with --user-agent, --user, --header-file and --data', async () => {
    const headers = join(directory, 'headers');
    writeFileSync(headers, '# ours\nX-A: one\n\nX-B: two\n');
    writeFileSync(join(directory, 'data'), 'a=1');
    expect(
      await ask('--user-agent', 'me/1.0', '--user', 'u:p:q', '--header-file', headers, '--data', `@${join(directory, 'data')}`),
    ).toMatchObject({
      method: 'POST',
      body: 'a=1',
      headers: {
        'user-agent': 'me/1.0',
        authorization: `Basic ${Buffer.from('u:p:q').toString('base64')}`,
        'x-a': 'one',
        'x-b': 'two',
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    writeFileSync(headers, 'X-A: one\nnonsense\n');
    expect(await run(['--header-file', headers, host])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('headers:2: expected "Name: value"'),
    });
  });

  it('reads .netrc only with --netrc', async () => {
    writeFileSync(join(directory, '.netrc'), 'machine 127.0.0.1 login u password p\n', { mode: 0o600 });
    const home = process.env.HOME;
    process.env.HOME = directory;
    try {
      expect((await ask()).headers.authorization).toBeUndefined();
      asked.length = 0;
      expect((await ask('--netrc')).headers.authorization).toBe(`Basic ${Buffer.from('u:p').toString('base64')}`);
    } finally {
      process.env.HOME = home;
    }
  });

  it('reads and writes cookies with --cookie-jar', async () => {
    const jar = join(directory, 'cookies');
    expect((await ask('--cookie-jar', jar)).headers.cookie).toBeUndefined();
    expect(readFileSync(jar, 'utf8')).toMatch(/seen\t1/);
    asked.length = 0;
    expect((await ask('--cookie-jar', jar)).headers.cookie).toBe('seen=1');
    writeFileSync(jar, 'nonsense');
    expect(await run(['--cookie-jar', jar, host])).toMatchObject({ code: 2, stderr: expect.stringContaining('--cookie-jar') });
    expect(readFileSync(jar, 'utf8')).toBe('nonsense');
  });

  it('limits the bytes per second with --limit-rate and --limit-rate-all', async () => {
    const timeOf = async (...args: string[]) => {
      const begin = performance.now();
      await run(['--quiet', ...args, `${host}/1`, `${host}/2`]);
      return performance.now() - begin;
    };
    expect(await timeOf('--limit-rate', '10k')).toBeGreaterThan(1000);
    expect(await timeOf('--limit-rate-all', '20k')).toBeGreaterThan(1000);
  });

  it('skips repeated URLs with --dedupe, however they are written', async () => {
    const { port } = new URL(host);
    const urls = [`${host}/a`, `HTTP://127.0.0.1:${port}/a`, `${host}/b/../a`, `${host}/%61`, `${host}/a#there`, `${host}/b`];
    const { stdout } = await run(['--quiet', '--json', '--dedupe', ...urls]);
    expect(linesOf(stdout)).toHaveLength(2);
  });

  it('limits each host with --rate-host and --delay-host', async () => {
    const urls = Array.from({ length: 4 }, (_, index) => `${host}/${index}`);
    for (const args of [
      ['--rate-host', '10'],
      ['--delay-host', '0.1'],
    ]) {
      const starts = linesOf((await run(['--quiet', '--json', ...args, ...urls])).stdout).map((line) => line.start);
      expect(Math.max(...starts) - Math.min(...starts)).toBeGreaterThanOrEqual(270);
    }
  });

  it('obeys robots.txt with --robots, by the name of the user agent, and reports a long Crawl-delay once', async () => {
    const strict = await serve((_request, response) => void response.end('User-agent: me\nDisallow: /no\nCrawl-delay: 86400\n'));
    const { stdout, stderr } = await run([
      '--quiet',
      '--json',
      '--robots',
      '--user-agent',
      'me/2.0',
      '--max-host-pause',
      '5',
      `${strict}/no`,
      `${strict}/no2`,
    ]);
    expect(linesOf(stdout).map(({ error }) => error!.code)).toEqual(['ERR_CURL_ROBOTS', 'ERR_CURL_ROBOTS']);
    expect(stderr.match(/paused for 5\.0 s between two transfers \(Crawl-delay\)/g)).toHaveLength(1);
  }, 20_000);

  it('trusts a certificate with --cacert instead of --insecure', async () => {
    const url = `${origin.https}/bytes/1`;
    expect((await run(['--quiet', '--cacert', origin.caFile, url])).code).toBe(0);
    expect((await run(['--quiet', url])).code).toBe(1);
  });

  it('limits times with --connect-timeout and --stall-timeout', async () => {
    const { stdout } = await run(['--quiet', '--json', '--stall-timeout', '1', `${origin.http}/stall`]);
    expect(linesOf(stdout)[0]!.error!.code).toBe('CURLE_OPERATION_TIMEDOUT');
    expect((await run(['--connect-timeout', '-1', host])).stderr).toContain('expected seconds from 0');
  });
});

describe('memory', () => {
  it('does not grow with the list, nor with --har', async () => {
    const count = 60_000;
    const list = join(directory, 'list');
    writeFileSync(list, Array.from({ length: count }, (_, index) => `http://127.0.0.1:1/${'x'.repeat(60)}/${index}`).join('\n'));
    const har = join(directory, 'run.har');
    const { child, outcome } = start(['--quiet', '--har', har, list]);
    let peak = 0;
    const watch = setInterval(() => {
      if (!existsSync(`/proc/${child.pid}/status`)) return;
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0));
    }, 20);
    const { code } = await outcome;
    clearInterval(watch);
    expect(code).toBe(1);
    const { log } = JSON.parse(readFileSync(har, 'utf8')) as { log: { entries: unknown[] } };
    expect(log.entries).toHaveLength(count);
    expect(peak).toBeLessThan(230_000);
    expect(readdirSync(directory).sort()).toEqual(['list', 'run.har']);
  }, 60_000);
});
