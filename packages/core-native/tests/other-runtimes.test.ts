import { join } from 'node:path';
import { runProgram } from '@curlew-internal/test-origin';

// The behaviour of the two was seen with Bun 1.4.5 (it ends the process at uv_poll_init_socket) and Deno 2.9.6 (the
// transfer never begins).
describe.each([
  ['bun', 'Bun'],
  ['deno', 'Deno'],
])('in %s', (key, name) => {
  it('the first asynchronous use throws an error that says so, and synchronous ones work', async () => {
    const { stdout } = await runProgram(join(__dirname, 'programs', 'other-runtime.cjs'), [key]);
    expect(stdout).toMatch(new RegExp(`^ERR_CURL_UNSUPPORTED .*libuv's event loop, which ${name} does not have; Easy.perform\\(\\)`));
    expect(stdout.trim().split('\n').at(-1)).toBe('1');
  });
});
