import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlWrapper } from '../../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => origin.resetCounts());

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A target returned by deref() stays alive until the current job ends, so the collection runs in another job. */
async function collectGarbage(isDone: () => boolean): Promise<void> {
  for (let round = 0; round < 50; round++) {
    await wait(10);
    globalThis.gc!();
    if (isDone()) return;
  }
}

describe('a request', () => {
  it('that is pending keeps its session and wrapper alive', async () => {
    const pending = (() => new CurlWrapper().session().get(`${origin.http}/delay/150/3`))();
    for (let round = 0; round < 5; round++) {
      globalThis.gc!();
      await wait(10);
    }
    expect((await pending).body).toHaveLength(3);
  });

  // acurl leaked each of these: 16 KiB for a redirect, 8 for a failure.
  it.each([
    ['that follows redirects', (session) => session.get(`${origin.http}/redirect/3`)],
    ['that fails', (session) => session.get(`${origin.refused}/`)],
    ['that is refused for a wrong header', (session) => session.get(origin.http, { headers: { 'bad name': 'x' } })],
    ['that is cancelled', (session) => session.get(`${origin.http}/stall`, { signal: AbortSignal.timeout(5) })],
  ] as [string, (session: ReturnType<CurlWrapper['session']>) => Promise<object>][])('%s leaves nothing in memory', async (_what, send) => {
    await using wrapper = new CurlWrapper();
    const session = wrapper.session();
    const kept: WeakRef<object>[] = [];
    await (async () => {
      for (let round = 0; round < 30; round++) kept.push(new WeakRef(await send(session).catch((error: object) => error)));
    })();
    const left = () => kept.filter((reference) => reference.deref() !== undefined).length;
    await collectGarbage(() => left() <= 1);
    // The last one may still be on somebody's stack.
    expect(left()).toBeLessThanOrEqual(1);
  });

  it('that is cancelled ends at the server too, and does not affect others', async () => {
    await using wrapper = new CurlWrapper();
    const session = wrapper.session();
    const controller = new AbortController();
    const cancelled = Array.from({ length: 10 }, () => session.get(`${origin.http}/stall`, { signal: controller.signal }));
    const others = Array.from({ length: 10 }, () => session.get(`${origin.http}/delay/100/1`));
    while ((await origin.counts()).active < 20) await wait(5);
    controller.abort();
    expect((await Promise.allSettled(cancelled)).every(({ status }) => status === 'rejected')).toBe(true);
    expect((await Promise.all(others)).every(({ statusCode }) => statusCode === 200)).toBe(true);
    while ((await origin.counts()).active > 0) await wait(5);
    expect((await origin.counts()).aborted).toBe(10);
  });
});

describe('a session or a wrapper that is never closed', () => {
  it('is garbage-collected', async () => {
    const kept = await (async () => {
      const wrapper = new CurlWrapper();
      const session = wrapper.session();
      await session.get(`${origin.http}/bytes/1`);
      return [new WeakRef(session), new WeakRef(wrapper)];
    })();
    const left = () => kept.filter((reference) => reference.deref() !== undefined).length;
    await collectGarbage(() => left() === 0);
    expect(left()).toBe(0);
  });
});
