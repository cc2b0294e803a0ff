import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { needing, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlMulti, CurlStateError, Easy } from '../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

let multi: CurlMulti;
beforeEach(() => (multi = new CurlMulti()));
afterEach(() => multi.close());

const get = (path: string) => new Easy().setOpt('URL', `${origin.http}${path}`);
const finish = (driven: CurlMulti) => {
  while (driven.perform()[1] > 0) driven.poll(1);
};

describe('infoRead', () => {
  it('lists the transfers that succeeded and those that failed, with number and message', () => {
    const fine = [1, 2, 3].map((size) => get(`/bytes/${size}`));
    const failing = new Easy().setOpt('URL', `${origin.refused}/`);
    for (const easy of [...fine, failing]) multi.addHandle(easy);
    finish(multi);
    const [queued, ok, failed] = multi.infoRead();
    expect(queued).toBe(0);
    expect(new Set(ok)).toEqual(new Set(fine));
    expect(failed).toEqual([[failing, 7, expect.stringContaining('127.0.0.1')]]);
    expect(fine.map((easy) => easy.takeBody().length)).toEqual([1, 2, 3]);
  });

  it('reports each end once, at most as many as requested, and the number of those that are left', () => {
    const easys = [1, 2, 3].map((size) => get(`/bytes/${size}`));
    for (const easy of easys) multi.addHandle(easy);
    finish(multi);
    const [first, second, third] = [multi.infoRead(2), multi.infoRead(2), multi.infoRead()];
    expect([first[0], first[1].length, second[0], second[1].length]).toEqual([1, 2, 0, 1]);
    expect(new Set([...first[1], ...second[1]])).toEqual(new Set(easys));
    expect(third).toEqual([0, [], []]);
  });

  it.each([0, -1, 1.5, 2 ** 31])('refuses %p as the maximum', (max) => {
    expect(() => multi.infoRead(max)).toThrow(/infoRead: expected a whole number from 1/);
  });

  it('may be called inside a callback', () => {
    const seen: unknown[] = [];
    const easy = get('/bytes/5').setOpt('WRITEFUNCTION', () => void seen.push(multi.infoRead()));
    multi.addHandle(easy);
    finish(multi);
    expect(seen[0]).toEqual([0, [], []]);
  });
});

describe('the handles of a CurlMulti', () => {
  it('stay in it from addHandle to removeHandle, also after their end', () => {
    const easy = get('/bytes/1');
    expect(multi.contains(easy)).toBe(false);
    multi.addHandle(easy);
    finish(multi);
    expect(multi.contains(easy)).toBe(true);
    multi.removeHandle(easy);
    expect(multi.contains(easy)).toBe(false);
    // A removed handle may be added again, and runs again.
    multi.addHandle(easy);
    finish(multi);
    expect(multi.infoRead()[1]).toEqual([easy]);
  });

  it('are kept alive by the multi', async () => {
    setFlagsFromString('--expose-gc');
    const registry: number[] = [];
    const collected = new FinalizationRegistry<number>((held) => registry.push(held));
    (() => {
      for (let size = 1; size <= 5; size++) {
        const easy = get(`/bytes/${size}`);
        collected.register(easy, size);
        multi.addHandle(easy);
      }
    })();
    for (let round = 0; round < 3; round++) {
      globalThis.gc!();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    finish(multi);
    expect(registry).toEqual([]);
    expect(
      multi
        .infoRead()[1]
        .map((easy) => easy.takeBody().length)
        .sort(),
    ).toEqual([1, 2, 3, 4, 5]);
  });

  it('cannot be added twice, to two multis, while closed, or be something else', () => {
    using other = new CurlMulti();
    const easy = get('/bytes/1');
    multi.addHandle(easy);
    expect(() => multi.addHandle(easy)).toThrow(CurlStateError);
    expect(() => other.addHandle(easy)).toThrow(CurlStateError);
    expect(() => other.removeHandle(easy)).toThrow(CurlStateError);
    const closed = get('/');
    closed.close();
    expect(() => multi.addHandle(closed)).toThrow(expect.objectContaining({ code: 'ERR_CURL_CLOSED' }));
    for (const value of [undefined, null, 1, {}, multi]) {
      expect(() => multi.addHandle(value as never)).toThrow(/addHandle: expected an Easy/);
      expect(() => multi.contains(value as never)).toThrow(/has: expected an Easy/);
    }
    finish(multi);
    expect(multi.infoRead()[1]).toEqual([easy]);
  });

  it('leave it when they are closed', () => {
    const easy = get('/delay/1000');
    multi.addHandle(easy);
    multi.perform();
    easy.close();
    expect(multi.perform()).toEqual([0, 0]);
  });
});

describe('close', () => {
  it('removes the handles, which stay open, and may be called again', () => {
    const easy = get('/bytes/3');
    multi.addHandle(easy);
    multi.perform();
    multi.close();
    multi.close();
    expect([multi.closed, easy.closed, multi.contains(easy)]).toEqual([true, false, false]);
    expect(easy.perform().takeBody()).toHaveLength(3);
  });

  it('closes the handles too with closeHandles', () => {
    const closing = new CurlMulti({ closeHandles: true });
    const [inside, removed] = [get('/delay/500'), get('/bytes/1')];
    for (const easy of [inside, removed]) closing.addHandle(easy);
    closing.perform();
    closing.removeHandle(removed);
    closing.close();
    expect([inside.closed, removed.closed]).toEqual([true, false]);
  });

  it('reports handles that cannot be closed, after closing everything else', () => {
    class Stubborn extends Easy {
      override close(): void {
        throw new Error('never');
      }
    }
    const closing = new CurlMulti({ closeHandles: true });
    const easys = [new Stubborn(), get('/'), new Stubborn()];
    for (const easy of easys) closing.addHandle(easy.setOpt('URL', `${origin.http}/bytes/1`));
    expect(() => closing.close()).toThrow('close: 2 of 3 easy handles could not be closed');
    expect([closing.closed, easys[1]!.closed]).toEqual([true, true]);
  });

  it('makes every method throw', () => {
    multi.close();
    for (const call of [
      () => multi.perform(),
      () => multi.fdset(),
      () => multi.select(0),
      () => multi.poll(0),
      () => multi.timeout(),
      () => multi.infoRead(),
      () => multi.wakeup(),
      () => multi.run(),
      () => multi.socketAction(1, 0),
      () => multi.assign(1, 1),
      () => multi.setOpt('MAXCONNECTS', 1),
      () => multi.addHandle(get('/')),
    ])
      expect(call).toThrow(expect.objectContaining({ code: 'ERR_CURL_CLOSED' }));
  });

  needing('proc').it('leaves no open descriptor', () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    for (let round = 0; round < 20; round++) {
      using short = new CurlMulti({ closeHandles: true });
      short.addHandle(get('/bytes/1'));
      finish(short);
    }
    expect(open()).toBeLessThanOrEqual(before);
  });

  it('refuses unknown options', () => {
    expect(() => new CurlMulti(true as never)).toThrow(/expected an object like/);
    expect(() => new CurlMulti(null as never)).toThrow(TypeError);
  });
});

describe('inside a callback', () => {
  it('the multi refuses calls into libcurl, and continues', () => {
    const refused: unknown[] = [];
    const easy = get('/bytes/9').setOpt('WRITEFUNCTION', () => {
      for (const call of [
        () => multi.perform(),
        () => multi.socketAction(-1, 0),
        () => multi.fdset(),
        () => multi.select(0),
        () => multi.poll(0),
        () => multi.timeout(),
        () => multi.setOpt('MAXCONNECTS', 3),
        () => multi.addHandle(get('/')),
        () => multi.removeHandle(easy),
        () => multi.close(),
      ])
        try {
          call();
          refused.push('nothing');
        } catch (error) {
          refused.push((error as CurlStateError).code);
        }
    });
    multi.addHandle(easy);
    finish(multi);
    expect(refused).toEqual(Array(10).fill('ERR_CURL_IN_CALLBACK'));
    expect(multi.infoRead()[1]).toEqual([easy]);
  });
});
