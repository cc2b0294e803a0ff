import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';

const root = join(__dirname, '..');
const run = promisify(execFile);

/** Runs a module on the built packages, where they resolve. */
async function runModule(text: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', text], { cwd: join(root, 'examples'), timeout: 20_000 });
  return JSON.parse(stdout);
}

describe('@curlew/async/testing', () => {
  it('has the classes of @curlew/async, by import and by require', async () => {
    expect(
      await runModule(`
        import { createRequire } from 'node:module';
        import { AcurlError, CurlWrapper } from '@curlew/async';
        import { UnmatchedRequestError, mockSession, mockWrapper } from '@curlew/async/testing';
        const require = createRequire(import.meta.url);
        const { session, mock } = require('@curlew/async/testing').mockSession();
        mock.origin('https://example.com').get('/').replyWithError('tls');
        const failed = await session.get('https://example.com/').catch((error) => error);
        const missed = await session.get('https://example.com/').catch((error) => error);
        console.log(JSON.stringify([
          failed instanceof AcurlError,
          Object.getPrototypeOf(failed) === AcurlError.prototype,
          missed instanceof UnmatchedRequestError,
          mockWrapper().wrapper instanceof CurlWrapper,
          require('@curlew/async').CurlWrapper === CurlWrapper,
          require('@curlew/async/testing').mockSession === mockSession,
        ]));`),
    ).toEqual([true, true, true, true, true, true]);
  });

  describe('replays an archive of parallel-curl', () => {
    let origin: Origin;
    let directory: string;
    beforeAll(async () => {
      origin = await startOrigin();
      directory = mkdtempSync(join(tmpdir(), 'curlew-har-'));
    });
    afterAll(async () => {
      rmSync(directory, { recursive: true });
      await origin.close();
    });

    it('with its statuses, headers and failures', async () => {
      const har = join(directory, 'run.har');
      const command = join(root, 'packages', 'parallel', 'bin', 'parallel-curl.mjs');
      const urls = [`${origin.http}/bytes/10`, `${origin.http}/status/404`, `${origin.refused}/`];
      // It ends with 1, because some of them fail.
      await run(process.execPath, [command, '--har', har, '--retry', '0', ...urls], { timeout: 20_000 }).catch(() => {});
      expect(
        await runModule(`
          import { mockSession } from '@curlew/async/testing';
          const { session, mock } = mockSession();
          mock.replayHar(${JSON.stringify(har)});
          const outcome = (url) => session.get(url).then(({ statusCode, body }) => [statusCode, body.length], ({ code }) => code);
          const outcomes = [];
          for (const url of ${JSON.stringify(urls)}) outcomes.push(await outcome(url));
          mock.assertDone();
          console.log(JSON.stringify(outcomes));`),
      ).toEqual([[200, 0], [404, 0], 'CURLE_COULDNT_CONNECT']);
    });
  });
});
