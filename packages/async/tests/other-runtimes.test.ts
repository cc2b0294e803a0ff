import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram, runtimes, startOrigin, type Origin } from '@curlew-internal/test-origin';

let origin: Origin;
let directory: string;
beforeAll(async () => {
  origin = await startOrigin();
  directory = mkdtempSync(join(tmpdir(), 'curlew-runtimes-'));
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await origin.close();
});

describe.each(['bun', 'deno'])('a session in %s', (key) => {
  const runs = [['Node that pretends to be it', undefined] as const, ...runtimes(key).map((path) => ['the real one', path] as const)];

  it.each(runs)('does what it does in Node, but for allowAddress, and the program ends: %s', async (_, path) => {
    const program = join(__dirname, 'programs', 'other-runtime.cjs');
    const args = [origin.http, origin.https, origin.caFile, directory];
    const ended = path
      ? await runProgram(program, args, { node: path, nodeArgs: ['run', ...(key === 'deno' ? ['-A'] : [])] })
      : await runProgram(program, [...args, key]);
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(JSON.parse(ended.stdout)).toEqual({
      get: 100_000,
      post: '{"a":1}',
      stream: 3_000_000,
      fetch: 2_000_000,
      'fetch body': 700_000,
      decoded: 2 * 1024 * 1024,
      redirects: 3,
      saveTo: 300_000,
      many: 200,
      timeout: 'timeout',
      signal: 'TimeoutError',
      progress: 3_000_000,
      WebSocket: 'hello',
      'upload of a stream': 'a piece',
      allowAddress: 'ERR_CURL_UNSUPPORTED',
    });
  });
});
