import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { serve, stopServing } from '../serve.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
afterAll(stopServing);

/** util-linux's program that gives a command a terminal; Linux has it where it has a shell. */
const SCRIPT = '/usr/bin/script';
const itOnTerminal = process.platform !== 'win32' && existsSync(SCRIPT) ? it : it.skip;

const onTerminal = (args: string[], columns = 100): Promise<{ code: number | null; output: string }> => {
  const command = [process.execPath, join(__dirname, '..', '..', 'bin', 'parallel-curl.mjs'), ...args];
  const line = `stty cols ${columns}; ${command.map((part) => `'${part}'`).join(' ')}`;
  const child = spawn(SCRIPT, ['-qec', line, '/dev/null'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
};

describe('on a terminal', () => {
  itOnTerminal('a bar shows counts, rates and the remaining time', async () => {
    const urls = Array.from({ length: 12 }, (_, index) => `${origin.http}/delay/60?${index}`);
    const { code, output } = await onTerminal(['--max', '3', ...urls]);
    expect(code).toBe(0);
    expect(output).toMatch(/█+░* 12\/12 done, 0 failed, .*\/s, ETA/);
    expect(output).toContain('12 transfers');
    // The cursor is hidden while the bar is drawn, and shown afterwards.
    expect(output.lastIndexOf('\x1b[?25h')).toBeGreaterThan(output.lastIndexOf('\x1b[?25l'));
  });

  /** The frames of the progress bar. */
  const framesOf = (output: string) =>
    output
      .split('\r\x1b[2K')
      .slice(1)
      .map((frame) => frame.replace(/\r?\n[^]*/, ''));

  itOnTerminal('the bar fits into a narrow one', async () => {
    const urls = Array.from({ length: 6 }, (_, index) => `${origin.http}/delay/60?${index}`);
    for (const columns of [30, 12]) {
      const frames = framesOf((await onTerminal(['--max', '1', ...urls], columns)).output);
      expect(Math.max(...frames.map(({ length }) => length))).toBeLessThan(columns);
      expect(frames.at(-1)).toContain('6/6 done');
    }
  });

  itOnTerminal('the bar stays intact below messages', async () => {
    const urls = Array.from({ length: 6 }, (_, index) => `${origin.http}/delay/60?${index}`);
    const { output } = await onTerminal(['--max', '1', `${origin.http}/status/404`, ...urls]);
    // eslint-disable-next-line no-control-regex
    expect(output).toMatch(/\r\x1b\[2Kfailed: http\S+404: status 404\r?\n\r\x1b\[2K█+░* 1\/7 done, 1 failed/);
  });

  itOnTerminal('bytes are counted as they arrive', async () => {
    const host = await serve((_request, response) => {
      let left = 8;
      const timer = setInterval(() => {
        response.write(Buffer.alloc(50_000));
        if ((left -= 1) > 0) return;
        clearInterval(timer);
        response.end();
      }, 150);
    });
    const frames = framesOf((await onTerminal([host])).output);
    const meanwhile = frames.filter((frame) => frame.includes('0/1 done')).map((frame) => / ([\d.]+ [KM]B),/.exec(frame)?.[1]);
    expect(new Set(meanwhile.filter((size) => size !== undefined)).size).toBeGreaterThan(2);
  });

  itOnTerminal('no bar is shown with --quiet', async () => {
    const { output } = await onTerminal(['--quiet', `${origin.http}/bytes/1`]);
    expect(output).not.toContain('█');
    expect(output).toContain('1 transfer, ');
  });
});
