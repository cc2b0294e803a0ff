import { AsyncLocalStorage } from 'node:async_hooks';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, Multi } from '../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

describe('the async context in which a transfer is started', () => {
  const storage = new AsyncLocalStorage<string>();

  it('is present in its callbacks and at its end, on one multi for many', async () => {
    const seen = new Map<string, Set<string | undefined>>();
    let left = 3;
    let finish: () => void;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const note = (url: string) => {
      const contexts = seen.get(url) ?? new Set();
      seen.set(url, contexts.add(storage.getStore()));
    };
    const multi = storage.run('attached', () =>
      new Multi().attach({
        onDone: (easy) => {
          note(easy.getInfo('EFFECTIVE_URL')!);
          easy.close();
          if (--left === 0) finish();
        },
      }),
    );
    for (const name of ['a', 'b', 'c']) {
      const url = `${origin.http}/delay/${name.charCodeAt(0) - 90}/${name.charCodeAt(0)}`;
      // The handle's callbacks are set elsewhere: what counts is who adds it.
      const easy = storage.run('configured', () =>
        new Easy().setOpts({ URL: url, NOPROGRESS: false, WRITEFUNCTION: () => note(url), XFERINFOFUNCTION: () => note(url) }),
      );
      storage.run(url, () => multi.addHandle(easy));
    }
    await finished;
    multi.close();
    expect([...seen.values()].every((contexts) => contexts.size === 1)).toBe(true);
    for (const [url, contexts] of seen) expect([...contexts]).toEqual([url]);
  });

  it("is the caller's in perform()", () => {
    let seen: string | undefined;
    const easy = new Easy().setOpts({ URL: `${origin.http}/bytes/3`, WRITEFUNCTION: () => void (seen = storage.getStore()) });
    storage.run('performing', () => easy.perform());
    easy.close();
    expect(seen).toBe('performing');
  });
});
