import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needing, runProgram, startOrigin, type Origin } from '@curlew-internal/test-origin';

const program = (name: string) => join(__dirname, '..', 'programs', name);

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

describe('a program that does not close anything', () => {
  it.each([
    ['ends at once when nothing was asked for', 'idle', 'exit\n'],
    ['ends when what is pending is done', 'pending', 'done\nexit\n'],
    ['ends when the requests of a session are done', 'session', '3\nexit\n'],
    ['says nothing of cancellations that nobody waits for', 'cancelled', 'exit\n'],
  ])('%s', async (_what, how, stdout) => {
    expect(await runProgram(program('ending.mjs'), [origin.http, how])).toEqual({ code: 0, signal: null, stdout, stderr: '' });
  });

  it('ends with an unhandled rejection when a failure is not handled', async () => {
    const ended = await runProgram(program('ending.mjs'), [origin.http, 'unhandled']);
    expect(ended).toMatchObject({ code: 1, stdout: 'exit\n' });
    expect(ended.stderr).toContain('CURLE_COULDNT_CONNECT');
  });

  it('prints nothing when it is ended during a transfer', async () => {
    expect(await runProgram(program('ending.mjs'), [origin.http, 'exit'])).toEqual({ code: 3, signal: null, stdout: 'exit\n', stderr: '' });
  });
});

needing('a compiler').describe('a failure of libcurl as a whole', () => {
  it('fails every pending future, and the multi can be used again', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'curlew-unwatchable-'));
    const library = join(directory, 'unwatchable.so');
    const file = join(directory, 'refuse');
    writeFileSync(file, '');
    const source = join(__dirname, '..', '..', '..', 'core-native', 'tests', 'programs', 'unwatchable.c');
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl']);
    const env = { LD_PRELOAD: [process.env.LD_PRELOAD, library].filter(Boolean).join(' '), UNWATCHABLE_FILE: file };
    const ended = await runProgram(program('unwatchable.mjs'), [origin.http], { env });
    rmSync(directory, { recursive: true });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const codes = Array.from({ length: 3 }, () => 'CURLE_UNRECOVERABLE_POLL');
    expect(JSON.parse(ended.stdout)).toEqual([codes, 0, 5]);
  });
});
