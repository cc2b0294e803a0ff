import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlShare, CurlStateError, Easy, ShareError } from '../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

const program = (name: string) => join(__dirname, 'programs', name);
const firstMessage = (worker: Worker) => new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));

interface Seen {
  done: number;
  failed: number;
  handshakes: number;
  afterwards: string;
}

async function runWorkers(workers: number, transfers: number): Promise<Seen> {
  const args = [program('workers.mjs'), origin.https, origin.caFile, String(workers), String(transfers)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { encoding: 'utf8', timeout: 110_000 });
  return JSON.parse(stdout) as Seen;
}

describe('a share of several threads', () => {
  it('serves 8 workers with 2,000 transfers each, which resume TLS sessions of each other', async () => {
    await origin.resetCounts();
    const seen = await runWorkers(8, 2000);
    expect(seen).toMatchObject({ done: 16_000, failed: 0 });
    const { tlsHandshakes, tlsResumed } = await origin.counts();
    // 8 × 2,000 / 20 forced ones, and those of connections that the lanes did not find in the pool.
    expect(tlsHandshakes).toBeGreaterThanOrEqual(800);
    expect(tlsResumed).toBeGreaterThan(tlsHandshakes / 10);
    // The last thread has closed its share; the main thread did so before the first transfer.
    expect(seen.afterwards).toBe('ERR_CURL_CLOSED');
  }, 120_000);

  it('lets a thread resume sessions of another one', async () => {
    using share = new CurlShare().share('SSL_SESSION');
    new Easy().setOpts({ URL: `${origin.https}/bytes/1`, CAINFO: origin.caFile, SHARE: share }).perform();
    await origin.resetCounts();
    const workerData = { token: share.token, url: `${origin.https}/bytes/1`, caFile: origin.caFile };
    await firstMessage(new Worker(program('one-transfer.mjs'), { workerData }));
    expect(await origin.counts()).toMatchObject({ tlsHandshakes: 1, tlsResumed: 1 });
  });

  it('stays usable when a worker with it is terminated during a transfer', async () => {
    using share = new CurlShare().share('DNS', 'SSL_SESSION');
    const workerData = { token: share.token, url: `${origin.https}/delay/5000`, caFile: origin.caFile };
    for (let round = 0; round < 5; round++) {
      const worker = new Worker(program('in-flight.mjs'), { workerData });
      await firstMessage(worker);
      await worker.terminate();
      const easy = new Easy().setOpts({ URL: `${origin.https}/bytes/9`, CAINFO: origin.caFile, SHARE: share });
      expect(easy.perform().takeBody()).toHaveLength(9);
      easy.close();
    }
    expect(share.users).toBe(0);
  });
});

describe('a token', () => {
  it('is always the same for a share, and different for each', () => {
    using one = new CurlShare().share('DNS');
    using two = new CurlShare();
    expect(one.token).toBe(one.token);
    expect(one.token).not.toBe(two.token);
  });

  it('can be sent with postMessage', () => {
    using share = new CurlShare().share('DNS');
    const { port1, port2 } = new MessageChannel();
    port1.postMessage({ token: share.token });
    const { message } = receiveMessageOnPort(port2) as { message: { token: string } };
    using same = CurlShare.fromToken(message.token);
    port1.close();
    const easys = [share, same].map((each) =>
      new Easy().setOpts({ URL: `${origin.http}/bytes/1`.replace('127.0.0.1', 'localhost'), SHARE: each }).perform(),
    );
    expect(same.usesOf('DNS')).toBe(share.usesOf('DNS'));
    expect(share.usesOf('DNS')).toBeGreaterThan(0);
    for (const easy of easys) easy.close();
  });

  it.each(['COOKIE', 'CONNECT', 'HSTS'] as const)('does not exist for %s, which libcurl does not allow between threads', (kind) => {
    using share = new CurlShare().share('DNS', kind);
    expect(() => share.token).toThrow(
      expect.objectContaining({
        code: 'ERR_CURL_NOT_THREAD_SAFE',
        message: expect.stringContaining('connections, cookies and HSTS') as string,
      }),
    );
    share.unshare(kind);
    expect(share.token).toMatch(/^[0-9a-f]{32}$/);
    expect(() => share.share(kind)).toThrow(CurlStateError);
  });

  it('fixes the kinds of data', () => {
    using share = new CurlShare().share('DNS');
    using same = CurlShare.fromToken(share.token);
    // Calls that change nothing are allowed.
    same.share('DNS').unshare('PSL');
    expect(() => same.share('PSL')).toThrow(expect.objectContaining({ code: 'CURLSHE_IN_USE' }));
    expect(() => share.unshare('DNS')).toThrow(ShareError);
  });

  it('is valid as long as one thread has the share open', () => {
    const first = new CurlShare().share('DNS');
    const second = new CurlShare({ token: first.token, detachOnClose: false });
    const easy = new Easy().setOpts({ URL: `${origin.http}/bytes/3`, SHARE: second });
    const { token } = first;
    first.close();
    expect(easy.perform().takeBody()).toHaveLength(3);
    CurlShare.fromToken(token).close();
    expect(() => second.close()).toThrow(expect.objectContaining({ code: 'CURLSHE_IN_USE' }));
    easy.close();
    second.close();
    expect(() => CurlShare.fromToken(token)).toThrow(expect.objectContaining({ code: 'ERR_CURL_CLOSED' }));
    expect(() => first.token).toThrow(CurlStateError);
  });

  it.each([undefined, null, 1, {}, ''])('cannot be %p', (value) => {
    expect(() => CurlShare.fromToken(value as never)).toThrow(value === '' ? CurlStateError : /fromToken: expected the token of a share/);
  });
});
