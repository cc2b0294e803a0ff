import { readdirSync, readlinkSync } from 'node:fs';
import { needing, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { AsyncCurlMulti, CancelledError, CurlStateError, Easy, EasyError } from '../../src/index.js';

let origin: Origin;
let multi: AsyncCurlMulti;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => (multi = new AsyncCurlMulti()));
afterEach(() => multi.aclose());

const easyFor = (path: string) => new Easy().setOpt('URL', `${origin.http}${path}`);
const turn = () => new Promise((resolve) => setImmediate(resolve));
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const sockets = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith('socket:');
    } catch {
      return false;
    }
  }).length;

describe('the end of a transfer', () => {
  it('removes the handle before the future resolves', async () => {
    const easy = easyFor('/bytes/1');
    await multi.addHandle(easy);
    expect(() => multi.removeHandle(easy)).toThrow(expect.objectContaining({ code: 'ERR_CURL_NOT_IN_USE' }));
    expect(() => multi.futures([easy])).toThrow(CurlStateError);
    easy.setOpt('URL', `${origin.http}/bytes/2`);
    await multi.addHandle(easy);
    expect(easy.takeBody()).toHaveLength(2);
  });

  it('returns an object of a subclass unchanged', async () => {
    class Tagged extends Easy {
      tag = 'mine';
    }
    const easy = new Tagged().setOpt('URL', `${origin.http}/bytes/1`);
    expect(await multi.addHandle(easy)).toBe(easy);
    expect(easy.tag).toBe('mine');
  });

  it('is reported for each transfer by Promise.allSettled, also if others fail', async () => {
    const outcomes = await Promise.allSettled(
      [easyFor('/bytes/1'), new Easy().setOpt('URL', `${origin.refused}/`), easyFor('/bytes/1'), easyFor('/truncate')].map((easy) =>
        multi.addHandle(easy),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
  });

  it('comes after addHandle has returned, also when there is nothing to wait for', async () => {
    let isAdded = false;
    const future = multi.addHandle(new Easy().setOpt('URL', 'foo://x'));
    const seen = future.then(
      () => 'resolved',
      () => isAdded,
    );
    isAdded = true;
    expect(await seen).toBe(true);
  });
});

describe('a cancelled future', () => {
  it('does not resolve later, even if its transfer was about to end', async () => {
    const easys = Array.from({ length: 50 }, (_, index) => easyFor(`/bytes/${index + 1}`));
    const futures = easys.map((easy) => multi.addHandle(easy));
    // The next ones are about to end.
    await Promise.race(futures);
    for (const future of futures) future.cancel();
    const outcomes = await Promise.allSettled(futures);
    // Those that were done before cannot be cancelled any more; no other has a body.
    outcomes.forEach((outcome, index) => {
      expect(outcome.status === 'rejected').toBe(futures[index]!.cancelled);
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(CancelledError);
    });
    await turn();
    expect(multi.futures()).toEqual([]);
  });

  needing('proc').it('leaves no watched socket behind', async () => {
    const before = sockets();
    const futures = Array.from({ length: 20 }, () => multi.addHandle(easyFor('/stall')));
    while ((await origin.counts()).active < 20) await wait(10);
    expect(sockets()).toBeGreaterThanOrEqual(before + 20);
    for (const future of futures) future.cancel();
    await Promise.allSettled(futures);
    await turn();
    // The connection of `counts` may be new.
    expect(sockets()).toBeLessThanOrEqual(before + 1);
  });

  it('rejects an awaited perform as well', async () => {
    const easy = easyFor('/stall');
    const performing = multi.perform(easy);
    await turn();
    multi.futures([easy])[0]!.cancel();
    await expect(performing).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('a callback that throws', () => {
  // On libcurl 8.22 some of these leave pycurl's futures pending for ever, those of the siblings too.
  it.each([
    ['WRITEFUNCTION', '/bytes/5'],
    ['HEADERFUNCTION', '/bytes/5'],
    ['OPENSOCKETFUNCTION', '/bytes/5'],
    ['SOCKOPTFUNCTION', '/bytes/5'],
    ['PREREQFUNCTION', '/bytes/5'],
    ['XFERINFOFUNCTION', '/delay/20/5'],
    ['DEBUGFUNCTION', '/bytes/5'],
  ] as const)('%s fails only its own transfer, with the exception as cause', async (option, path) => {
    const boom = new Error('boom');
    const easy = easyFor(path).setOpts({
      // Without a callback it would print a meter.
      NOPROGRESS: option !== 'XFERINFOFUNCTION',
      VERBOSE: true,
      DEBUGFUNCTION: () => 0,
      [option]: () => {
        throw boom;
      },
    });
    const sibling = easyFor('/delay/50/3').setOpts({ FRESH_CONNECT: true });
    const [outcome, other] = await Promise.allSettled([multi.addHandle(easy), multi.addHandle(sibling)]);
    expect(outcome).toMatchObject({ status: 'rejected', reason: { cause: boom } });
    expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(EasyError);
    expect(other.status).toBe('fulfilled');
    expect(multi.futures()).toEqual([]);
  });
});

describe('aclose', () => {
  it('does not wait for transfers', async () => {
    const futures = Array.from({ length: 30 }, () => multi.addHandle(easyFor('/stall')));
    while ((await origin.counts()).active < 30) await wait(10);
    // /stall never answers, so waiting for a transfer would exceed the time limit of the test.
    await multi.aclose();
    expect(futures.every(({ cancelled }) => cancelled)).toBe(true);
  });

  it('closes the remaining handles with closeHandles, but none that ended before', async () => {
    const own = new AsyncCurlMulti({ closeHandles: true });
    const [ended, left] = [easyFor('/bytes/1'), easyFor('/stall')];
    await own.addHandle(ended);
    const future = own.addHandle(left);
    await own.aclose();
    await expect(future).rejects.toBeInstanceOf(CancelledError);
    expect([ended.closed, left.closed]).toEqual([false, true]);
  });

  it('inside a callback cancels everything, and nothing can be registered afterwards', async () => {
    const easy = easyFor('/bytes/100').setOpts({
      WRITEFUNCTION: (chunk) => {
        void multi.aclose();
        return chunk.length;
      },
    });
    const [one, two] = [multi.addHandle(easy), multi.addHandle(easyFor('/stall'))];
    await Promise.allSettled([one, two]);
    expect([one.done, two.cancelled, multi.closed, multi.futures()]).toEqual([true, true, true, []]);
    expect(() => multi.addHandle(easyFor('/bytes/1'))).toThrow(CurlStateError);
  });
});
