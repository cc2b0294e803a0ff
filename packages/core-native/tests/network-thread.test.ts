import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bytesOf, needing, runProgram, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlStateError, Easy, Mime, Multi, Share, constants } from '../src/index.js';
import { startRawServer } from './raw-server.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

/** Resolves when this many requests are being answered. */
async function answering(count: number): Promise<void> {
  while ((await origin.counts()).active < count) await pause(5);
}

/** Resolves when the head of the response has arrived. */
async function answered(easy: Easy): Promise<void> {
  while (easy.getInfo('RESPONSE_CODE') === 0) await pause(5);
}

const easyFor = (path: string) => new Easy().setOpt('URL', `${origin.http}${path}`);

/** A multi whose transfers run on a thread, and can be awaited. */
class Threaded {
  readonly #ends = new Map<Easy, (code: number) => void>();
  readonly removed: Easy[] = [];
  readonly multi = new Multi().attach(
    {
      onDone: (easy, code) => this.#ends.get(easy)?.(code),
      onRemoved: (easy) => void this.removed.push(easy),
    },
    { thread: true },
  );

  /** Resolves to the transfer's CURLcode. */
  run(easy: Easy): Promise<number> {
    this.multi.addHandle(easy);
    return new Promise((resolve) => this.#ends.set(easy, resolve));
  }
}

describe('a multi with a thread', () => {
  let threaded: Threaded;
  beforeEach(() => (threaded = new Threaded()));
  afterEach(() => threaded.multi.close());

  it('runs many transfers at the same time and delivers each once', async () => {
    const easys = Array.from({ length: 300 }, (_, index) => easyFor(`/delay/50/${index}`));
    expect(new Set(await Promise.all(easys.map((easy) => threaded.run(easy))))).toEqual(new Set([0]));
    easys.forEach((easy, index) => expect(easy.takeBody().equals(bytesOf(index))).toBe(true));
    expect(threaded.multi.size).toBe(0);
  });

  needing('real time').it('continues while JavaScript is busy', async () => {
    const easys = Array.from({ length: 20 }, () => easyFor('/bytes/2000000'));
    const ended = Promise.all(easys.map((easy) => threaded.run(easy)));
    // The event loop does not turn before all bytes have arrived.
    const until = performance.now() + 15_000;
    const isDone = () => easys.every((easy) => easy.getInfo('SIZE_DOWNLOAD_T') === 2_000_000);
    for (let next = 0; performance.now() < until;) {
      if (performance.now() < next) continue;
      if (isDone()) break;
      next = performance.now() + 50;
    }
    expect(isDone()).toBe(true);
    expect(await ended).toEqual(Array(20).fill(0));
  });

  it('goes on while JavaScript asks for its progress all the time', async () => {
    const easy = easyFor('/bytes/3000000');
    const ended = threaded.run(easy);
    let received = 0;
    for (const until = performance.now() + 5000; received < 3_000_000 && performance.now() < until;)
      received = easy.getInfo('SIZE_DOWNLOAD_T');
    expect(received).toBe(3_000_000);
    expect(await ended).toBe(0);
  });

  it.each([0, 1, 1000, 16_385, 100_000, 3_000_000])('collects a body of %d bytes', async (size) => {
    const easy = easyFor(`/bytes/${size}`);
    expect(await threaded.run(easy)).toBe(0);
    expect(easy.takeBody().equals(bytesOf(size))).toBe(true);
    expect(easy.takeHeaderBlock().toString()).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(easy.getInfo('SIZE_DOWNLOAD_T')).toBe(size);
  });

  it('sends bytes, forms and descriptors', async () => {
    const posted = easyFor('/echo').setOpt('POSTFIELDS', 'some bytes');
    const fields = new Mime();
    fields.addPart().name('field').data('value');
    const form = easyFor('/echo').setOpt('MIMEPOST', fields);
    expect(await Promise.all([threaded.run(posted), threaded.run(form)])).toEqual([0, 0]);
    expect(posted.takeBody().toString()).toContain('some bytes');
    expect(form.takeBody().toString()).toContain('name=\\"field\\"');
  });

  it('writes a body to a descriptor', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'curlew-thread-'));
    const file = join(directory, 'body');
    const descriptor = openSync(file, 'w');
    expect(await threaded.run(easyFor('/bytes/300000').setOpt('WRITEDATA', descriptor))).toBe(0);
    closeSync(descriptor);
    expect(readFileSync(file).equals(bytesOf(300_000))).toBe(true);
    rmSync(directory, { recursive: true });
  });

  it('returns the handle with its end: it can be added again, read and set', async () => {
    const easy = easyFor('/bytes/3');
    for (let round = 0; round < 50; round++) {
      expect(await threaded.run(easy.setOpt('URL', `${origin.http}/bytes/${round}`))).toBe(0);
      expect(easy.takeBody()).toHaveLength(round);
    }
    expect(easy.getInfo('NUM_CONNECTS')).toBe(0);
  });

  it('reports a failure with its text', async () => {
    const easy = new Easy().setOpt('URL', `${origin.refused}/`);
    expect(await threaded.run(easy)).toBe(constants.CURLE_COULDNT_CONNECT);
    expect(easy.failure(7)).toMatchObject({ code: 'CURLE_COULDNT_CONNECT', message: expect.stringContaining('connect') });
  });

  it('runs transfers with callbacks on the event loop, beside the others', async () => {
    let chunks = 0;
    const called = easyFor('/bytes/50000').setOpt('WRITEFUNCTION', ({ length }) => void (chunks += length));
    const others = Array.from({ length: 20 }, () => easyFor('/bytes/50000'));
    expect(await Promise.all([called, ...others].map((easy) => threaded.run(easy)))).toEqual(Array(21).fill(0));
    expect(chunks).toBe(50_000);
  });

  it('allows JavaScript to use a handle during its transfer', async () => {
    const easy = easyFor('/drip/20/30');
    const ended = threaded.run(easy);
    await answered(easy);
    expect(easy.getInfo('EFFECTIVE_URL')).toBe(`${origin.http}/drip/20/30`);
    expect(easy.getInfo('RESPONSE_CODE')).toBe(200);
    easy.pause();
    const stopped = easy.getInfo('SIZE_DOWNLOAD_T');
    // The server sends all of it meanwhile.
    while ((await origin.counts()).active > 0) await pause(5);
    expect(easy.getInfo('SIZE_DOWNLOAD_T')).toBe(stopped);
    expect(() => easy.reset()).toThrow(CurlStateError);
    expect(() => threaded.multi.addHandle(easy)).toThrow(CurlStateError);
    const copy = easy.duplicate();
    easy.unpause();
    expect(await ended).toBe(0);
    expect(await threaded.run(copy)).toBe(0);
    expect(copy.takeBody().equals(easy.takeBody())).toBe(true);
  });

  it('refuses a callback during a transfer, because the thread could not call it', async () => {
    const easy = easyFor('/drip/20/10');
    const ended = threaded.run(easy);
    await answered(easy);
    expect(() => easy.setOpt('WRITEFUNCTION', () => {})).toThrow(expect.objectContaining({ code: 'ERR_CURL_IN_USE' }));
    easy.setOpt('WRITEFUNCTION', null);
    expect(await ended).toBe(0);
    expect(easy.takeBody()).toHaveLength(20);
  });

  it('removes a handle at once, and it can be used for the next transfer', async () => {
    for (let round = 0; round < 20; round++) {
      const easy = easyFor('/stall');
      void threaded.run(easy);
      if (round % 2) await pause(round);
      threaded.multi.removeHandle(easy);
      expect(threaded.removed.at(-1)).toBe(easy);
      expect(await threaded.run(easy.setOpt('URL', `${origin.http}/bytes/4`))).toBe(0);
      expect(easy.takeBody()).toHaveLength(4);
      easy.close();
    }
  });

  it('handles a transfer that ends at the moment of its removal', async () => {
    const easys = Array.from({ length: 100 }, () => easyFor('/bytes/10'));
    for (let round = 0; round < 20; round++) {
      const all = easys.map((easy) => threaded.run(easy));
      await Promise.race(all);
      for (const easy of easys) if (threaded.multi.has(easy)) threaded.multi.removeHandle(easy);
      expect(threaded.multi.size).toBe(0);
    }
    expect(await Promise.all(easys.map((easy) => threaded.run(easy)))).toEqual(Array(100).fill(0));
    for (const easy of easys) expect(easy.takeBody()).toHaveLength(10);
  });

  it('can be closed during transfers', async () => {
    const easys = Array.from({ length: 50 }, (_, index) => easyFor(index % 2 ? '/stall' : '/drip/50/50'));
    for (const easy of easys) void threaded.run(easy);
    await answering(50);
    threaded.multi.close();
    expect(threaded.removed).toHaveLength(50);
    for (const easy of easys) easy.close();
  });

  it('can be closed during a delivery', async () => {
    const easys = Array.from({ length: 20 }, () => easyFor('/bytes/1'));
    await new Promise<void>((resolve) => {
      const multi = new Multi().attach({ onDone: () => resolve(multi.close()) }, { thread: true });
      for (const easy of easys) multi.addHandle(easy);
    });
    for (const easy of easys) easy.close();
  });

  it('obeys timeouts and limits', async () => {
    const late = easyFor('/stall').setOpt('TIMEOUT_MS', 100);
    const large = easyFor('/bytes/100000').setBodyLimit(1000);
    expect(await Promise.all([threaded.run(late), threaded.run(large)])).toEqual([
      constants.CURLE_OPERATION_TIMEDOUT,
      constants.CURLE_FILESIZE_EXCEEDED,
    ]);
    threaded.multi.setOpt('MAX_HOST_CONNECTIONS', 2);
    const start = performance.now();
    await Promise.all(Array.from({ length: 6 }, () => threaded.run(easyFor('/delay/100/1'))));
    expect(performance.now() - start).toBeGreaterThan(280);
  });

  it('obeys limits that were set before it had a thread', async () => {
    const easys = Array.from({ length: 4 }, () => easyFor('/delay/100/1'));
    const start = performance.now();
    await new Promise<void>((resolve) => {
      let left = easys.length;
      const onDone = () => void (--left === 0 && resolve(multi.close()));
      const multi = new Multi().setOpt('MAX_HOST_CONNECTIONS', 1).attach({ onDone }, { thread: true });
      for (const easy of easys) multi.addHandle(easy);
    });
    expect(performance.now() - start).toBeGreaterThan(380);
  });

  needing('sockets of a thread').it('counts its connections and transfers with those of the event loop', async () => {
    const easys = Array.from({ length: 4 }, () => easyFor('/delay/200/1'));
    const called = easyFor('/delay/200/1').setOpt('WRITEFUNCTION', () => {});
    const ended = Promise.all([called, ...easys].map((easy) => threaded.run(easy)));
    await answering(5);
    expect(threaded.multi.getOfft('XFERS_RUNNING')).toBe(5);
    await ended;
    const idle = { origin: origin.http, isBusy: false };
    expect(threaded.multi.connections()).toEqual([{ ...idle, onThread: false }, ...Array(4).fill({ ...idle, onThread: true })]);
  });

  it('reports a redirect before its body has arrived', async () => {
    const server = await startRawServer('HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 5\r\n\r\nab');
    const easy = new Easy().setOpt('URL', server.url);
    void threaded.run(easy);
    await new Promise<void>((resolve) => easy.onRedirect(resolve));
    expect(easy.getInfo('RESPONSE_CODE')).toBe(302);
    threaded.multi.removeHandle(easy);
    expect(easy.takeBody().toString()).toBe('ab');
    await server.close();
  });
});

describe('close() of a multi with a thread', () => {
  it('may call back, and the callback may use the handles of the thread', async () => {
    const { multi } = new Threaded();
    const onThread = Array.from({ length: 5 }, () => easyFor('/stall'));
    let [closes, calls] = [false, 0];
    const onLoop = easyFor('/stall').setOpts({
      VERBOSE: true,
      DEBUGFUNCTION: () => {
        if (!closes || calls++ > 0) return;
        for (const easy of onThread) {
          easy.getInfo('RESPONSE_CODE');
          expect(() => easy.pause()).toThrow(CurlStateError);
        }
      },
    });
    for (const easy of [...onThread, onLoop]) multi.addHandle(easy);
    await answering(6);
    closes = true;
    multi.close();
    expect(calls).toBeGreaterThan(0);
  });
});

describe('handles in every order of use', () => {
  it.each([1, 2, Date.now() % 1000])(
    'give each transfer its own outcome (seed %d)',
    async (seed) => {
      const args = [origin.http, origin.https, origin.caFile, String(seed), '6000'];
      const ended = await runProgram(join(__dirname, 'programs', 'network-thread.mjs'), args, { timeout: 110_000 });
      expect(ended).toMatchObject({ code: 0, signal: null });
      expect(JSON.parse(ended.stdout)).toEqual({ ended: true, removed: true, called: true });
    },
    120_000,
  );
});

describe('a share of transfers on a thread', () => {
  it('provides their cookies to JavaScript and to transfers on the event loop', async () => {
    const share = new Share()
      .setOpt(constants.CURLSHOPT_SHARE, constants.CURL_LOCK_DATA_COOKIE)
      .setOpt(constants.CURLSHOPT_SHARE, constants.CURL_LOCK_DATA_DNS);
    const threaded = new Threaded();
    const plain = new Multi();
    const jar = new Easy().setOpts({ SHARE: share, COOKIEFILE: '' });
    const easys = Array.from({ length: 50 }, (_, index) =>
      easyFor(`/cookies/n${index}/${index}`).setOpts({ SHARE: share, COOKIEFILE: '' }),
    );
    const ended = Promise.all(easys.map((easy) => threaded.run(easy)));
    for (let index = 0; index < 50; index++) {
      jar.setOpt('COOKIELIST', `Set-Cookie: own${index}=1; domain=127.0.0.1; path=/`);
      expect(jar.getInfo('COOKIELIST').length).toBeGreaterThan(index);
    }
    const beside = easyFor('/bytes/1').setOpts({ SHARE: share, COOKIEFILE: '', WRITEFUNCTION: () => {} });
    expect(await Promise.all([ended, threaded.run(beside)])).toEqual([Array(50).fill(0), 0]);
    expect(jar.getInfo('COOKIELIST').length).toBe(100);
    plain.close();
    for (const easy of [jar, beside, ...easys]) easy.close();
    threaded.multi.close();
    share.close();
  });
});

describe('the end of a process with a thread', () => {
  it.each([
    ['exit', 7],
    ['exit-in-callback', 7],
    ['throw', 1],
  ])('by %s in mid-transfer is clean (exit code %d)', async (how, code) => {
    const ended = await runProgram(join(__dirname, 'programs', 'exit-mid-transfer.mjs'), [origin.http, how, 'thread']);
    expect(ended).toMatchObject({ code, signal: null });
    if (how !== 'throw') expect(ended.stderr).toBe('');
  });

  it('by exit in the middle of TLS handshakes is clean', async () => {
    for (let ms = 60; ms < 180; ms += 10) {
      const ended = await runProgram(join(__dirname, 'programs', 'exit-busy.mjs'), [origin.https, origin.caFile, String(ms)]);
      expect(ended).toMatchObject({ code: 7, signal: null, stderr: '' });
    }
  }, 120_000);

  it('comes when no transfer is left, and not before', async () => {
    const ended = await runProgram(join(__dirname, 'programs', 'exit-mid-transfer.mjs'), [origin.http, 'natural', 'thread']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout.trim().split('\n').sort()).toEqual(['done 0 5', 'done 0 6']);
  });

  it('does not come when a worker is terminated during a transfer', async () => {
    const ended = await runProgram(join(__dirname, 'programs', 'workers.mjs'), [origin.http, '30', 'thread'], { timeout: 110_000 });
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(ended.stdout).toBe(`finished ${Array(8).fill(50).join()}\nterminated 30\n`);
  }, 120_000);
});
