import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { AsyncCurlMulti, CancelledError, CurlFuture, CurlStateError, Easy, EasyError } from '../../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

const easyFor = (path: string) => new Easy().setOpt('URL', `${origin.http}${path}`);

describe('AsyncCurlMulti', () => {
  let multi: AsyncCurlMulti;
  beforeEach(() => (multi = new AsyncCurlMulti()));
  afterEach(() => multi.aclose());

  it('resolves to the same handle', async () => {
    const easy = easyFor('/bytes/5');
    expect(await multi.addHandle(easy)).toBe(easy);
    expect(await multi.perform(easy)).toBe(easy);
    expect(easy.takeBody()).toHaveLength(5);
  });

  it('resolves for an HTTP error status', async () => {
    expect((await multi.perform(easyFor('/status/500'))).getInfo('RESPONSE_CODE')).toBe(500);
  });

  it("rejects with the transfer's error", async () => {
    const failing = multi.perform(new Easy().setOpt('URL', `${origin.refused}/`));
    await expect(failing).rejects.toBeInstanceOf(EasyError);
    await expect(failing).rejects.toMatchObject({ code: 'CURLE_COULDNT_CONNECT', url: `${origin.refused}/` });
  });

  it('refuses a handle that is registered and leaves the registration untouched', async () => {
    const easy = easyFor('/delay/20/3');
    const future = multi.addHandle(easy);
    expect(() => multi.addHandle(easy)).toThrow(CurlStateError);
    await expect(multi.perform(easy)).rejects.toMatchObject({ code: 'ERR_CURL_IN_USE' });
    await future;
    expect(easy.takeBody()).toHaveLength(3);
  });

  it('registers nothing when libcurl refuses the handle', async () => {
    const closed = new Easy();
    closed.close();
    expect(() => multi.addHandle(closed)).toThrow(CurlStateError);
    expect(multi.futures()).toEqual([]);
  });

  it('cancels a transfer, whose handle can be added again at once', async () => {
    const easy = easyFor('/delay/20/3');
    const future = multi.addHandle(easy);
    expect([future.done, future.cancelled]).toEqual([false, false]);
    expect(future.cancel()).toBe(true);
    expect([future.done, future.cancelled, future.cancel()]).toEqual([true, true, false]);
    await expect(future).rejects.toBeInstanceOf(CancelledError);
    await multi.perform(easy);
    expect(easy.takeBody()).toHaveLength(3);
  });

  it('cancels with the reason that was given', async () => {
    const reason = new Error('changed my mind');
    const future = multi.addHandle(easyFor('/stall'));
    future.cancel(reason);
    await expect(future).rejects.toBe(reason);
  });

  it('lists pending futures in the order of registration, and those of given handles', async () => {
    const [first, second] = [easyFor('/stall'), easyFor('/stall')];
    const [one, two] = [multi.addHandle(first), multi.addHandle(second)];
    expect(multi.futures()).toEqual([one, two]);
    expect(multi.futures([second, first, second])).toEqual([two, one, two]);
    expect(() => multi.futures([easyFor('/')])).toThrow(CurlStateError);
    one.cancel();
    expect(multi.futures()).toEqual([two]);
  });

  it('removes a handle synchronously and cancels its future', async () => {
    const easy = easyFor('/stall');
    const future = multi.addHandle(easy);
    multi.removeHandle(easy);
    expect(future.cancelled).toBe(true);
    expect(() => multi.removeHandle(easy)).toThrow(CurlStateError);
  });

  it('settles the future of a handle that is closed', async () => {
    const easy = easyFor('/stall');
    const future = multi.addHandle(easy);
    easy.close();
    await expect(future).rejects.toBeInstanceOf(CancelledError);
  });

  it('resolves outside of libcurl’s stack, so then() can add the same handle again', async () => {
    const easy = easyFor('/bytes/1');
    let rounds = 0;
    const again = (): Promise<unknown> => multi.addHandle(easy).then(() => (++rounds < 10 ? again() : undefined));
    await again();
    expect(rounds).toBe(10);
  });

  it('runs transfers that are added at the same time', async () => {
    const easys = await Promise.all(Array.from({ length: 50 }, () => multi.addHandle(easyFor('/meet/50'))));
    expect(easys.map((easy) => easy.takeBody().length)).toEqual(Array(50).fill(2));
  });

  it('closes once, cancels pending transfers and leaves handles open', async () => {
    const easy = easyFor('/stall');
    const future = multi.addHandle(easy);
    await multi.aclose();
    await multi.aclose();
    expect(multi.closed).toBe(true);
    await expect(future).rejects.toBeInstanceOf(CancelledError);
    expect(easy.closed).toBe(false);
    expect(() => multi.addHandle(easy)).toThrow(expect.objectContaining({ code: 'ERR_CURL_CLOSED' }));
  });

  it('closes the handles that are left with closeHandles', async () => {
    const closing = new AsyncCurlMulti({ closeHandles: true });
    const [finished, left] = [easyFor('/bytes/1'), easyFor('/stall')];
    await closing.perform(finished);
    const future = closing.addHandle(left);
    await closing.aclose();
    expect(future.cancelled).toBe(true);
    expect([finished.closed, left.closed]).toEqual([false, true]);
  });

  it('closes at the end of `await using`', async () => {
    let kept: AsyncCurlMulti;
    {
      await using scoped = new AsyncCurlMulti();
      kept = scoped;
    }
    expect(kept.closed).toBe(true);
  });

  it('closes when the block throws, and lets the error propagate', async () => {
    let kept: AsyncCurlMulti | undefined;
    const block = async () => {
      await using scoped = new AsyncCurlMulti();
      kept = scoped;
      void scoped.addHandle(easyFor('/stall'));
      throw new Error('of the block');
    };
    await expect(block()).rejects.toThrow('of the block');
    expect(kept!.closed).toBe(true);
  });

  it('refuses a handle of another multi, whose transfer continues', async () => {
    await using other = new AsyncCurlMulti();
    const easy = easyFor('/delay/20/3');
    const future = other.addHandle(easy);
    expect(() => multi.addHandle(easy)).toThrow(expect.objectContaining({ code: 'ERR_CURL_IN_USE' }));
    expect(multi.futures()).toEqual([]);
    expect(await future).toBe(easy);
  });

  it('rejects perform() once it is closed', async () => {
    await multi.aclose();
    await expect(multi.perform(easyFor('/bytes/1'))).rejects.toMatchObject({ code: 'ERR_CURL_CLOSED' });
  });
});

describe('CurlFuture', () => {
  it('is a promise whose then, catch and finally return plain promises', async () => {
    const multi = new AsyncCurlMulti();
    const future = multi.addHandle(easyFor('/bytes/1'));
    expect(future).toBeInstanceOf(CurlFuture);
    expect(future).toBeInstanceOf(Promise);
    expect(future.then(() => {})).not.toBeInstanceOf(CurlFuture);
    expect(future.finally(() => {})).not.toBeInstanceOf(CurlFuture);
    expect(await Promise.all([future])).toHaveLength(1);
    await multi.aclose();
  });
});

describe('AsyncCurlMulti with an AbortSignal', () => {
  it('cancels the transfer with the reason of the signal', async () => {
    await using multi = new AsyncCurlMulti();
    const controller = new AbortController();
    const future = multi.addHandle(easyFor('/delay/5000'), { signal: controller.signal });
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(future).rejects.toBe(reason);
    expect([future.cancelled, multi.futures()]).toEqual([true, []]);
  });

  it('starts nothing if the signal is already aborted', async () => {
    await using multi = new AsyncCurlMulti();
    await origin.resetCounts();
    const easy = easyFor('/bytes/1');
    await expect(multi.perform(easy, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    expect((await origin.counts()).requests).toBe(0);
    await multi.perform(easy);
  });

  it('removes its listener when the transfer has ended', async () => {
    await using multi = new AsyncCurlMulti();
    const controller = new AbortController();
    const { signal } = controller;
    const removed = jest.spyOn(signal, 'removeEventListener');
    await multi.perform(easyFor('/bytes/1'), { signal });
    expect(removed).toHaveBeenCalledTimes(1);
    controller.abort();
  });

  it('may share its signal with a hundred transfers without a warning', async () => {
    await using multi = new AsyncCurlMulti();
    const warnings: Error[] = [];
    const listener = (warning: Error) => void warnings.push(warning);
    process.on('warning', listener);
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 100 }, () => multi.addHandle(easyFor('/bytes/1'), { signal })));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listener);
    expect(warnings).toEqual([]);
  });

  it('accepts only an AbortSignal as a signal', async () => {
    await using multi = new AsyncCurlMulti();
    expect(() => multi.addHandle(easyFor('/'), { signal: 5 as never })).toThrow(/expected an AbortSignal/);
    expect(multi.futures()).toEqual([]);
  });
});

describe('AsyncCurlMulti owns its loop', () => {
  it.each(['SOCKETFUNCTION', 'TIMERFUNCTION', 'NOTIFYFUNCTION'] as const)(
    'and refuses %s, naming the options that it owns',
    async (option) => {
      await using multi = new AsyncCurlMulti();
      expect(() => multi.setOpt(option, () => {})).toThrow(/owns SOCKETFUNCTION, TIMERFUNCTION, NOTIFYFUNCTION/);
    },
  );

  it('accepts other options', async () => {
    await using multi = new AsyncCurlMulti();
    await origin.resetCounts();
    multi.setOpt('MAX_HOST_CONNECTIONS', 2);
    await Promise.all(Array.from({ length: 6 }, () => multi.addHandle(easyFor('/delay/20'))));
    expect((await origin.counts()).maxActive).toBe(2);
  });

  it('does not block other work on the loop, and a failure does not affect other transfers', async () => {
    await using multi = new AsyncCurlMulti();
    const failing = new Easy().setOpt('URL', `${origin.refused}/`);
    const meeting = () => easyFor('/meet/20');
    const results = Promise.allSettled([...Array.from({ length: 19 }, meeting), failing].map((easy) => multi.addHandle(easy)));
    // The server answers none of them before the last one comes.
    for (let ticks = 0; ticks < 5; ticks++) await new Promise((resolve) => setTimeout(resolve, 5));
    await multi.addHandle(meeting());
    expect((await results).map(({ status }) => status)).toEqual([...Array<string>(19).fill('fulfilled'), 'rejected']);
  });

  it('refuses everything but futures() once it is closed', async () => {
    const multi = new AsyncCurlMulti();
    await multi.aclose();
    await multi.aclose();
    for (const call of [() => multi.addHandle(easyFor('/')), () => multi.removeHandle(easyFor('/')), () => multi.setOpt('MAXCONNECTS', 1)])
      expect(call).toThrow(expect.objectContaining({ code: 'ERR_CURL_CLOSED' }));
    expect(multi.futures()).toEqual([]);
  });

  it('adds a handle that a callback adds after libcurl has returned', async () => {
    await using multi = new AsyncCurlMulti();
    const second = easyFor('/bytes/2');
    let future: Promise<Easy> | undefined;
    await multi.perform(easyFor('/bytes/1').setOpt('WRITEFUNCTION', () => void (future ??= multi.addHandle(second))));
    expect(await future).toBe(second);
    expect(second.takeBody()).toHaveLength(2);
  });
});
