import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { AsyncCurlMulti, BytesIO, type Curl, CurlMulti, KeyError, RuntimeError, ValueError, pycurl } from '../src/index.js';
import { thrownBy } from './helpers.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

function get(path: string): Curl {
  const c = new pycurl.Curl();
  c.setopt(pycurl.URL, `${origin.http}${path}`);
  c.setopt(pycurl.WRITEDATA, new BytesIO());
  return c;
}
/** Longer than all that a settled promise brings about. */
const microtasks = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

describe('a handle that is removed and added again in one tick', () => {
  it('stays in the CurlMulti that it was added to', async () => {
    await using a = new AsyncCurlMulti();
    using m = new CurlMulti();
    const c = get('/bytes/3');
    const future = a.add_handle(c);
    a.remove_handle(c);
    m.add_handle(c);
    await microtasks();
    expect([c.multi(), m.contains(c), future.cancelled]).toEqual([m, true, true]);
    m.remove_handle(c);
    expect(c.multi()).toBeNull();
    await expect(future).rejects.toMatchObject({ code: 'ERR_CURL_CANCELLED' });
  });

  it('stays registered with the same AsyncCurlMulti, with its new future', async () => {
    await using a = new AsyncCurlMulti();
    const c = get('/bytes/3');
    const old = a.add_handle(c);
    a.remove_handle(c);
    const future = a.add_handle(c);
    await microtasks();
    expect([c.multi(), a.futures(), a.futures([c])]).toEqual([a, [future], [future]]);
    expect([old.cancelled, await future]).toEqual([true, c]);
    expect(c.multi()).toBeNull();
  });

  it('may be cancelled in between', async () => {
    await using a = new AsyncCurlMulti();
    const c = get('/bytes/3');
    const old = a.add_handle(c);
    old.cancel();
    expect([old.cancelled, old.done, a.futures()]).toEqual([true, true, []]);
    const future = a.add_handle(c);
    await microtasks();
    expect([a.futures(), await future]).toEqual([[future], c]);
  });

  it('can move from one AsyncCurlMulti to another', async () => {
    await using a = new AsyncCurlMulti();
    await using b = new AsyncCurlMulti();
    const c = get('/bytes/3');
    void a.add_handle(c);
    expect(thrownBy(() => b.add_handle(c)).message).toContain('already on another multi-stack');
    a.remove_handle(c);
    const future = b.add_handle(c);
    await microtasks();
    expect([c.multi(), a.futures(), b.futures()]).toEqual([b, [], [future]]);
    expect(await future).toBe(c);
  });
});

describe('a future', () => {
  it('is cancelled at once by remove_handle and by cancel', async () => {
    await using a = new AsyncCurlMulti();
    const [one, two] = [get('/delay/1000'), get('/delay/1000')];
    const futures = [a.add_handle(one), a.add_handle(two)];
    a.remove_handle(one);
    futures[1]!.cancel();
    expect(futures.map(({ cancelled }) => cancelled)).toEqual([true, true]);
    expect([one.multi(), two.multi(), a.futures()]).toEqual([null, null, []]);
    await Promise.allSettled(futures);
  });

  it('ends when its handle is closed', async () => {
    await using a = new AsyncCurlMulti();
    const c = get('/delay/1000');
    const future = a.add_handle(c);
    c.close();
    expect(a.futures()).toEqual([]);
    expect(() => a.futures([c])).toThrow(KeyError);
    await expect(future).rejects.toMatchObject({ code: 'ERR_CURL_CANCELLED' });
  });

  it('rejects with the error of its transfer, whose cause is the exception of a callback', async () => {
    await using a = new AsyncCurlMulti();
    const boom = new Error('boom');
    const c = get('/bytes/3');
    c.setopt(pycurl.SOCKOPTFUNCTION, () => {
      throw boom;
    });
    const thrown: { args: unknown[]; cause: { cause: unknown } } = await a.perform(c).then(
      () => undefined as never,
      (failure) => failure as never,
    );
    expect([thrown.args[0], thrown.cause.cause]).toEqual([42, boom]);
  });

  it('can be passed to what replaces asyncio.gather', async () => {
    await using a = new AsyncCurlMulti();
    const curls = [1, 2, 3].map((size) => get(`/bytes/${size}`));
    for (const c of curls) void a.add_handle(c);
    expect(await Promise.all(a.futures())).toEqual(curls);
  });
});

describe('setopt', () => {
  it("has CurlMulti's rules, and refuses options that the object owns", async () => {
    await using a = new AsyncCurlMulti();
    a.setopt(pycurl.M_MAXCONNECTS, 5);
    a.setopt(pycurl.M_PIPELINING_SITE_BL, []);
    a.setopt(pycurl.M_PIPELINING_SITE_BL, null);
    for (const [value, words] of [
      [null, 'unsetting is not supported'],
      [[], 'lists/tuples are not supported'],
      ['x', 'invalid arguments to setopt'],
      [() => 0, 'callables are not supported'],
    ])
      expect(() => a.setopt(pycurl.M_MAXCONNECTS, value as never)).toThrow(words as string);
    for (const option of [pycurl.M_SOCKETFUNCTION, pycurl.M_TIMERFUNCTION, pycurl.M_NOTIFYFUNCTION] as number[])
      expect(() => a.setopt(option, () => 0)).toThrow(
        new ValueError('AsyncCurlMulti owns M_SOCKETFUNCTION/M_TIMERFUNCTION/M_NOTIFYFUNCTION'),
      );
  });

  it('and all other methods throw when it is closed', async () => {
    const a = new AsyncCurlMulti(true);
    await a.aclose();
    expect(thrownBy(() => a.setopt(pycurl.M_MAXCONNECTS, 5)).args).toEqual(['cannot invoke setopt() - no multi handle']);
    for (const call of [() => a.add_handle(get('/')), () => a.remove_handle(get('/'))])
      expect(call).toThrow(new RuntimeError('AsyncCurlMulti is closed'));
    expect(a.futures()).toEqual([]);
  });
});

it('unknown keywords are refused', () => {
  expect(() => new AsyncCurlMulti({ close: true } as never)).toThrow("'close' is an invalid keyword argument for AsyncCurlMulti()");
  expect(() => new CurlMulti({ close: true } as never)).toThrow("'close' is an invalid keyword argument");
});
