import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..');
const FILES = 1000;

interface Nginx {
  http: string;
  https: string | undefined;
  caFile: string;
  close(): Promise<void>;
}

/** A program of its own holds nginx, since jest does not load ES modules. */
function startNginx(): Promise<Nginx | undefined> {
  const program = `
    import { startNginx } from ${JSON.stringify(join(root, 'scripts', 'nginx.mjs'))};
    import { writeFileSync } from 'node:fs';
    const nginx = await startNginx((directory) => { for (let index = 0; index < ${FILES}; index++) writeFileSync(directory + '/' + index, 'x'.repeat(index * 13)); });
    console.log(JSON.stringify(nginx ?? null));
    process.stdin.on('end', async () => { await nginx?.close(); process.exit(0); }).resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const close = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.stdin.end();
    });
  return new Promise((resolve) =>
    child.stdout.once('data', (line: Buffer) => {
      const found = JSON.parse(line.toString()) as Omit<Nginx, 'close'> | null;
      if (found) resolve({ ...found, close });
      else void close().then(() => resolve(undefined));
    }),
  );
}

let nginx: Nginx | undefined;
beforeAll(async () => {
  nginx = await startNginx();
  if (!nginx) console.warn('SKIPPED: nginx is not installed and could not be fetched; these tests prove nothing in this run');
}, 120_000);
afterAll(() => nginx?.close());

describe('parallel-curl against nginx (skipped with a loud line where nginx cannot be had)', () => {
  it.each(['http', 'https'] as const)('fetches 1,000 files over %s, each whole', async (scheme) => {
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
