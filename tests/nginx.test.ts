import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startOutside, type OutsideServer } from '../internal/test-servers/index.mjs';

const root = join(__dirname, '..');
const FILES = 1000;

let nginx: OutsideServer | undefined;
beforeAll(async () => {
  nginx = await startOutside('nginx', Object.fromEntries(Array.from({ length: FILES }, (_, index) => [index, index * 13])));
}, 120_000);
afterAll(() => nginx?.close());

describe('parallel-curl against nginx (skipped with a warning where nginx is not available)', () => {
  it.each(['http', 'https'] as const)('fetches 1,000 files over %s completely', async (scheme) => {
    const base = nginx?.[scheme];
    if (!nginx || !base) return;
    const total = Array.from({ length: FILES }, (_, index) => index * 13).reduce((sum, size) => sum + size);
    const list = Array.from({ length: FILES }, (_, index) => `${base}/${index}`).join('\n');
    const child = spawn(process.execPath, [join(root, 'packages', 'parallel', 'bin', 'parallel-curl.mjs'), '--quiet', '--max', '50', '-'], {
      env: { ...process.env, CURL_CA_BUNDLE: nginx.caFile },
    });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stdin.end(list);
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(0);
    expect(stdout).toContain(`${FILES} transfers, ${(total / 1e6).toFixed(1)} MB`);
    expect(stdout).toMatch(new RegExp(`200 +${FILES} `));
  });
});
