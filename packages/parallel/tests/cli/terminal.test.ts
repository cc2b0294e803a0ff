import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

/** util-linux's program that gives a command a terminal; Linux has it where it has a shell. */
const SCRIPT = '/usr/bin/script';
const itOnTerminal = existsSync(SCRIPT) ? it : it.skip;

const onTerminal = (args: string[]): Promise<{ code: number | null; output: string }> => {
  const command = [process.execPath, join(__dirname, '..', '..', 'bin', 'parallel-curl.mjs'), ...args];
  const child = spawn(SCRIPT, ['-qec', command.map((part) => `'${part}'`).join(' '), '/dev/null'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
};

describe('on a terminal', () => {
  itOnTerminal('there is a bar with counts, rates and the time left', async () => {
    const urls = Array.from({ length: 12 }, (_, index) => `${origin.http}/delay/60?${index}`);
    const { code, output } = await onTerminal(['--max', '3', ...urls]);
    expect(code).toBe(0);
    expect(output).toMatch(/█+░* 12\/12 done, 0 failed, .*\/s, ETA/);
    expect(output).toContain('12 transfers');
    // The cursor is hidden while the bar is drawn, and shown afterwards.
    expect(output.lastIndexOf('\x1b[?25h')).toBeGreaterThan(output.lastIndexOf('\x1b[?25l'));
  });

  itOnTerminal('there is none with --quiet', async () => {
    const { output } = await onTerminal(['--quiet', `${origin.http}/bytes/1`]);
    expect(output).not.toContain('█');
    expect(output).toContain('1 transfer, ');
  });
});
