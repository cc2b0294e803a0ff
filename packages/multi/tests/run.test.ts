import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlMulti, Easy, type EasyError } from '../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

let multi: CurlMulti;
beforeEach(() => (multi = new CurlMulti()));
afterEach(() => multi.close());

const get = (path: string) => new Easy().setOpt('URL', `${origin.http}${path}`);

describe('run', () => {
  it('reports each transfer after removing its handle, with the error if it failed', () => {
    const easys = [get('/bytes/1'), get('/delay/50/2'), new Easy().setOpt('URL', `${origin.refused}/x`)];
    for (const easy of easys) multi.addHandle(easy);
    const ended = new Map<Easy, EasyError | undefined>();
    multi.run((easy, error) => {
      expect(multi.contains(easy)).toBe(false);
      ended.set(easy, error);
    });
    expect([ended.get(easys[0]!), ended.get(easys[1]!)]).toEqual([undefined, undefined]);
    expect(ended.get(easys[2]!)).toMatchObject({ code: 'CURLE_COULDNT_CONNECT', url: `${origin.refused}/x`, operation: 'run' });
    expect(ended.size).toBe(3);
  });

  it('runs transfers that onDone adds, of the same handle or another', () => {
    const queue = Array.from({ length: 20 }, (_, index) => `/bytes/${index + 1}`);
    const sizes: number[] = [];
    for (let lane = 0; lane < 3; lane++) multi.addHandle(get(queue.shift()!));
    multi.run((easy) => {
      sizes.push(easy.takeBody().length);
      const next = queue.shift();
      if (next) multi.addHandle(easy.setOpt('URL', `${origin.http}${next}`));
    });
    expect(sizes.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('runs transfers in parallel', () => {
    for (let index = 0; index < 10; index++) multi.addHandle(get('/meet/10'));
    let ended = 0;
    multi.run(() => void (ended += 1));
    expect(ended).toBe(10);
  });

  it('ends when onDone removes the remaining handles, or closes the multi', () => {
    const [first, slow] = [get('/bytes/1'), get('/delay/20000')];
    for (const easy of [first, slow]) multi.addHandle(easy);
    const start = performance.now();
    multi.run(() => multi.removeHandle(slow));
    const other = new CurlMulti({ closeHandles: true });
    for (const easy of [first, slow]) other.addHandle(easy);
    other.run(() => other.close());
    // The slow transfers would take 20 seconds.
    expect(performance.now() - start).toBeLessThan(10_000);
    expect([other.closed, slow.closed]).toEqual([true, true]);
  });

  it('loses no outcome when onDone throws: the next run delivers the rest', () => {
    const easys = [1, 2, 3, 4].map((size) => get(`/bytes/${size}`));
    for (const easy of easys) multi.addHandle(easy);
    while (multi.perform()[1] > 0) multi.poll(1);
    const seen: Easy[] = [];
    const boom = new Error('boom');
    const delivering = () =>
      multi.run((easy) => {
        seen.push(easy);
        if (seen.length === 2) throw boom;
      });
    expect(delivering).toThrow(boom);
    expect(seen).toHaveLength(2);
    delivering();
    expect(new Set(seen)).toEqual(new Set(easys));
    expect(seen).toHaveLength(4);
  });

  it('does not wait for handles whose end has already been read', () => {
    const easy = get('/bytes/1');
    multi.addHandle(easy);
    while (multi.perform()[1] > 0) multi.poll(1);
    multi.infoRead();
    multi.run(() => expect(true).toBe(false));
    expect(multi.contains(easy)).toBe(true);
  });

  it('ends at once without handles, and accepts only a function', () => {
    multi.run();
    for (const value of [null, 1, {}]) expect(() => multi.run(value as never)).toThrow(/run: onDone: expected a function/);
  });
});
