import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { needing, runProgram, startOrigin, type Origin } from '@curlew-internal/test-origin';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

const program = join(__dirname, 'programs', 'fuzz', 'handles.mjs');

/** The duration of each run. Under a sanitizer, which finds more, all four take half a minute. */
const SECONDS = process.env.CURLEW_SANITIZE ? 8 : 2;

const FIXED_SEED = 20261128;
const RANDOM_SEED = randomInt(2 ** 31);

needing('real time').describe('handles that are used in any order, also inside callbacks, crash nothing', () => {
  it.each([
    ['on the event loop, with a fixed seed', FIXED_SEED, 'loop'],
    ['on the event loop, with a random seed', RANDOM_SEED, 'loop'],
    ['on a thread, with a fixed seed', FIXED_SEED, 'thread'],
    ['on a thread, with a random seed', RANDOM_SEED, 'thread'],
  ])('%s', async (_how, seed, where) => {
    const args = [origin.http, String(seed), String(SECONDS), where];
    const { code, signal, stdout, stderr } = await runProgram(program, args, { nodeArgs: ['--expose-gc'] });
    // A failure shows its seed, and the end of the output of the program.
    expect({ seed, code, signal, stderr: code === 0 ? '' : stderr.slice(-4000) }).toEqual({ seed, code: 0, signal: null, stderr: '' });
    expect(Number(stdout)).toBeGreaterThan(100);
  });
});
