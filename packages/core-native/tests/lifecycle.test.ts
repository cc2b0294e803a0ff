import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needing, runProgram, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { itSince } from './since.js';

const program = (name: string) => join(__dirname, 'programs', name);

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

describe('the end of a process', () => {
  it.each([
    ['exit', 7],
    ['exit-in-callback', 7],
    ['throw', 1],
    ['unref-idle', 0],
  ])('by %s during a transfer is clean (exit code %d)', async (how, code) => {
    const ended = await runProgram(program('exit-mid-transfer.mjs'), [origin.http, how]);
    expect(ended).toMatchObject({ code, signal: null });
    if (how !== 'throw') expect(ended.stderr).toBe('');
  });

  it('comes when no transfer is left, and not before', async () => {
    const ended = await runProgram(program('exit-mid-transfer.mjs'), [origin.http, 'natural']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout.trim().split('\n').sort()).toEqual(['done 0 5', 'done 0 6']);
  });
});

describe('workers', () => {
  it('may load the addon eight at once, and be terminated fifty times during a transfer', async () => {
    const ended = await runProgram(program('workers.mjs'), [origin.http, '50'], { timeout: 200_000 });
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(ended.stdout).toBe(`finished ${Array(8).fill(50).join()}\nterminated 50\n`);
  }, 210_000);
});

describe('the garbage collector', () => {
  it('frees the callbacks of handles that are closed or reset', async () => {
    const ended = await runProgram(program('released-callbacks.mjs'), [], { nodeArgs: ['--expose-gc'] });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toBe('nothing: 5 of 5\nclose: 0 of 5\nreset: 0 of 5\nsetOpt null: 0 of 5\n');
  });

  it('frees idle handles whose callbacks capture them, but never a running transfer', async () => {
    const ended = await runProgram(program('garbage.mjs'), [origin.http], { nodeArgs: ['--expose-gc'] });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const [idle, multis, finished] = ended.stdout
      .trim()
      .split('\n')
      .map((line) => Number(line.split(' ')[1]));
    expect(idle).toBeGreaterThanOrEqual(1990);
    expect(multis).toBeGreaterThanOrEqual(95);
    expect(finished).toBe(20);
  });

  it.each(['loop', 'thread'])('may come between an event for a multi and its delivery, on the %s', async (where) => {
    const nodeArgs = ['--expose-gc', '--force-node-api-uncaught-exceptions-policy=true'];
    const ended = await runProgram(program('collected-late.mjs'), [origin.http, where], { nodeArgs });
    expect(ended).toMatchObject({ code: 0, stdout: '20\n', stderr: '' });
  });
});

needing('a compiler').describe('a failure of the whole multi', () => {
  it('ends every transfer with a code, and the multi can be used again', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'curlew-unwatchable-'));
    const library = join(directory, 'unwatchable.so');
    const file = join(directory, 'refuse');
    writeFileSync(file, '');
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, join(__dirname, 'programs', 'unwatchable.c'), '-ldl']);
    const preload = [process.env.LD_PRELOAD, library].filter(Boolean).join(' ');
    const ended = await runProgram(program('unwatchable.mjs'), [origin.http], { env: { LD_PRELOAD: preload, UNWATCHABLE_FILE: file } });
    rmSync(directory, { recursive: true });
    expect(ended).toMatchObject({ code: 0, stdout: '99,99,99,0\n', stderr: '' });
  });
});

describe('memory', () => {
  // Node frees borrowed memory when its event loop turns, which does not happen here: the bodies have 300 MB in all.
  it('of bodies is released in a blocking loop', async () => {
    const ended = await runProgram(program('blocking-bodies.mjs'), [origin.http], { timeout: 110_000 });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    for (const grown of JSON.parse(ended.stdout) as number[]) expect(grown).toBeLessThan(150);
  }, 120_000);

  it('is the same after 10,000 handles as before', async () => {
    const ended = await runProgram(program('handles.mjs'), [origin.http], { nodeArgs: ['--expose-gc'], timeout: 110_000 });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const { closed, dropped } = JSON.parse(ended.stdout) as Record<'closed' | 'dropped', { handles: number; grownMb: number }>;
    expect([closed.handles, dropped.handles]).toEqual([10_000, 10_000]);
    // The growth in a second round is memory that the allocator keeps; a leak would be 300 MB. AddressSanitizer's
    // allocator keeps more, and not always the same amount.
    const limit = process.env.CURLEW_SANITIZE ? 150 : 20;
    expect(closed.grownMb).toBeLessThan(limit);
    expect(dropped.grownMb).toBeLessThan(limit);
  }, 120_000);
});

describe('the addon', () => {
  needing('the checkout').it('loaded a second time in one process is separate, and neither copy accepts handles of the other', async () => {
    const ended = await runProgram(program('loaded-twice.cjs'), [origin.http]);
    expect(ended).toMatchObject({ code: 0, signal: null, stdout: '2 refused refused ok ok\n', stderr: '' });
  });

  // libcurl before 8 makes its sockets without CLOEXEC.
  itSince(8, 0)('and child processes that start during a transfer do not affect each other', async () => {
    const ended = await runProgram(program('children.mjs'), [origin.http]);
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(ended.stdout).toBe('done 20, children 6, sockets inherited 0\n');
  });

  it.each(['--gc-interval=50', '--stress-scavenge=100'])('survives frequent garbage collections (%s)', async (flag) => {
    const ended = await runProgram(program('churn.mjs'), [origin.http], { nodeArgs: ['--expose-gc', flag] });
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(ended.stdout).toMatch(/^churned \d+\n$/);
  });
});

describe('shares', () => {
  it('and their handles can be collected and closed in any order', async () => {
    const ended = await runProgram(program('shares.mjs'), [origin.http], { nodeArgs: ['--expose-gc', '--gc-interval=500'] });
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  });
});

/** CURLEW_NODES: further node binaries to try the same build on, separated by colons. */
const nodes = (process.env.CURLEW_NODES ?? '').split(':').filter((path) => path && existsSync(path));

describe.each([process.execPath, ...nodes])('on %s', (node) => {
  it('promises settle when their transfer ends, even if nothing else keeps the process alive', async () => {
    const ended = await runProgram(program('promises.mjs'), [origin.http], { node });
    expect(ended).toMatchObject({ code: 0, stdout: 'settled in time\n', stderr: '' });
  });

  it('workers can be started and ended', async () => {
    expect(await runProgram(program('workers.mjs'), [origin.http, '6'], { node })).toMatchObject({ code: 0, signal: null, stderr: '' });
  });
});
