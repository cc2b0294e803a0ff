import { join } from 'node:path';
import { runProgram, runtimes, startOrigin, type Origin } from '@curlew-internal/test-origin';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

// Seen with Bun 1.4.5 and Deno 2.9.6: libuv's poll handles end the process of Bun, and never fire in Deno. So a thread
// drives libcurl there.
describe.each([
  ['bun', 'Bun'],
  ['deno', 'Deno'],
])('in %s', (key, name) => {
  const runs = [['Node that pretends to be it', undefined] as const, ...runtimes(key).map((path) => ['the real one', path] as const)];

  it.each(runs)('transfers run on a thread, and those that would call JavaScript before their end are refused: %s', async (_, path) => {
    const program = join(__dirname, 'programs', 'other-runtime.cjs');
    const ended = path
      ? await runProgram(program, [origin.http], { node: path, nodeArgs: ['run', ...(key === 'deno' ? ['-A'] : [])] })
      : await runProgram(program, [origin.http, key]);
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    const [loop, blocking, refused, asynchronous] = ended.stdout.trim().split('\n');
    expect(loop).toBe(`ERR_CURL_UNSUPPORTED attach: without a thread it needs libuv's event loop, which ${name} does not have`);
    expect(blocking).toBe('blocking 1');
    expect(refused).toMatch(/^ERR_CURL_UNSUPPORTED addHandle: a transfer that calls JavaScript before its end needs libuv's event loop/);
    expect(asynchronous).toBe(`asynchronous ${expectedBytes}`);
  });
});

/** Of 20 transfers of 0 to 19,000 bytes. */
const expectedBytes = 190_000;
