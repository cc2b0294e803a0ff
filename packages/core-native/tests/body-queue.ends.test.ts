import { join } from 'node:path';
import { runProgram, startOrigin, type Origin } from '@curlew-internal/test-origin';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

const run = (how: string) => runProgram(join(__dirname, 'programs', 'queues.mjs'), [origin.http, how], { nodeArgs: ['--expose-gc'] });

describe('a queue at the end of things', () => {
  it('keeps a process alive only while it is read', async () => {
    expect(await run('unread')).toMatchObject({ code: 0, signal: null, stdout: 'left\n', stderr: '' });
    expect(await run('read')).toMatchObject({ code: 0, signal: null, stdout: '5000000\n', stderr: '' });
  });

  it('survives process.exit() and worker.terminate() during a body', async () => {
    expect(await run('exit')).toMatchObject({ code: 7, signal: null, stderr: '' });
    expect(await run('worker')).toMatchObject({ code: 0, signal: null, stdout: 'terminated 1\n', stderr: '' });
  });

  it('gets its end even if another listener throws, whose exception is not lost', async () => {
    const { stdout, ...ended } = await run('throw');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(stdout.trim().split('\n').sort()).toEqual(['boom 5', 'boom 6', 'end 5 0', 'end 6 0']);
  });

  it('aborts the transfer of a stream that is dropped midway, but not of one that is awaited', async () => {
    expect(await run('dropped')).toMatchObject({ code: 0, stdout: 'given up 10 0\n', stderr: '' });
    expect(await run('waiting')).toMatchObject({ code: 0, stdout: 'ended 10\n', stderr: '' });
  });

  it('frees unread bytes when they can no longer be read', async () => {
    const { stdout, ...ended } = await run('memory');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    // 60 MB went through in the second round.
    expect(Number(stdout)).toBeLessThan(process.env.CURLEW_SANITIZE ? 60 : 20);
  });
});
