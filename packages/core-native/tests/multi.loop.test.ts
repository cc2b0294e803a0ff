import { bytesOf, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlStateError, Easy, Multi, MultiError } from '../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

/** An attached multi whose completions can be awaited one by one. */
class Driven {
  readonly done: [Easy, number][] = [];
  readonly removed: Easy[] = [];
  #waiting: (() => void)[] = [];
  readonly multi = new Multi().attach({
    onDone: (easy, code) => {
      this.done.push([easy, code]);
      this.#waiting.shift()?.();
    },
    onRemoved: (easy) => void this.removed.push(easy),
  });
  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
  async run(...easys: Easy[]): Promise<void> {
    const all = easys.map(() => this.next());
    for (const easy of easys) this.multi.addHandle(easy);
    await Promise.all(all);
  }
}

const easyFor = (path: string) => new Easy().setOpt('URL', `${origin.http}${path}`);

describe('Multi on the event loop', () => {
  let driven: Driven;
  beforeEach(() => (driven = new Driven()));
  afterEach(() => driven.multi.close());

  it('runs many transfers at the same time and delivers each once', async () => {
    const easys = Array.from({ length: 200 }, (_, index) => easyFor(`/meet/200/${index}`));
    await driven.run(...easys);
    expect(new Set(driven.done.map(([easy]) => easy)).size).toBe(200);
    expect(driven.done.every(([, code]) => code === 0)).toBe(true);
    easys.forEach((easy, index) => expect(easy.takeBody().equals(bytesOf(index))).toBe(true));
  });

  it('keeps a failure from affecting other transfers', async () => {
    const failing = new Easy().setOpt('URL', `${origin.refused}/`);
    const other = easyFor('/delay/50/10');
    await driven.run(failing, other);
    expect(new Map(driven.done).get(failing)).toBe(7);
    expect(new Map(driven.done).get(other)).toBe(0);
    expect(failing.failure(7).code).toBe('CURLE_COULDNT_CONNECT');
  });

  it.each([false, true])('reports the new transfer of a handle whose old one ended in the same turn (on a thread: %s)', async (thread) => {
    const [first, second] = [new Easy(), new Easy()].map((easy) => easy.setOpt('URL', `file://${__filename}`));
    const ends: [Easy, number][] = [];
    await new Promise<void>((resolve) => {
      const multi = new Multi().attach(
        {
          onDone(easy) {
            ends.push([easy, easy.takeBody().length]);
            if (ends.length === 2) return resolve(multi.close());
            const other = easy === first ? second! : first!;
            multi.removeHandle(other);
            multi.addHandle(other.setOpt('URL', `${origin.http}/delay/50/7`));
          },
        },
        { thread },
      );
      multi.addHandle(first!).addHandle(second!);
      // Both have ended when the event loop turns.
      for (const until = performance.now() + 100; performance.now() < until;);
    });
    expect(ends[1]).toEqual([ends[0]![0] === first ? second : first, 7]);
  });

  it('allows a handle to be added again in its own completion', async () => {
    const easy = easyFor('/bytes/3');
    let rounds = 0;
    await new Promise<void>((resolve) => {
      const multi = new Multi().attach({
        onDone: (finished) => {
          if (++rounds < 20) multi.addHandle(finished);
          else resolve(multi.close());
        },
      });
      multi.addHandle(easy);
    });
    expect(rounds).toBe(20);
    expect(easy.getInfo('NUM_CONNECTS')).toBe(0);
  });

  it('starts a transfer that is requested inside a callback', async () => {
    const second = easyFor('/bytes/7');
    const bothDone = Promise.all([driven.next(), driven.next()]);
    driven.multi.addHandle(easyFor('/bytes/5').setOpt('WRITEFUNCTION', () => void driven.multi.addHandle(second)));
    await bothDone;
    expect(second.takeBody()).toHaveLength(7);
  });

  it('never runs a microtask on the stack of libcurl', async () => {
    const order: string[] = [];
    const easy = easyFor('/bytes/5').setOpts({
      HEADERFUNCTION: () => {
        queueMicrotask(() => order.push('microtask'));
      },
      WRITEFUNCTION: () => void order.push('write'),
    });
    await driven.run(easy);
    expect(order.filter((entry) => entry === 'microtask').length).toBeGreaterThan(0);
    // Header and body of so small an answer arrive in one read: every microtask comes after the body.
    expect(order[0]).toBe('write');
  });

  it('removes handles inside a callback when libcurl has returned', async () => {
    const victim = easyFor('/stall');
    driven.multi.addHandle(victim);
    await driven.run(easyFor('/bytes/5').setOpt('WRITEFUNCTION', () => void driven.multi.removeHandle(victim)));
    expect(driven.removed).toEqual([victim]);
    expect(driven.multi.handles).toEqual([]);
    victim.close();
  });

  it('starts a transfer that is added in a callback during a removal, with nothing else running', async () => {
    const other = easyFor('/bytes/3');
    const victim = easyFor('/stall').setOpts({ VERBOSE: true, DEBUGFUNCTION: () => {} });
    driven.multi.addHandle(victim);
    while ((await origin.counts()).active < 1);
    const done = driven.next();
    let asked = false;
    victim.setOpt('DEBUGFUNCTION', () => {
      if (!asked) driven.multi.addHandle(other);
      asked = true;
    });
    driven.multi.removeHandle(victim);
    expect(asked).toBe(true);
    await done;
    expect(other.takeBody()).toHaveLength(3);
  });

  it('closes inside a callback when libcurl has returned', async () => {
    await new Promise<void>((resolve) => {
      const multi = new Multi().attach({ onDone: () => {}, onRemoved: () => resolve() });
      multi.addHandle(easyFor('/bytes/5').setOpt('WRITEFUNCTION', () => multi.close()));
    });
  });

  it('delivers the exception of a callback only with its own transfer', async () => {
    const boom = new Error('boom');
    const failing = easyFor('/bytes/5').setOpt('WRITEFUNCTION', () => {
      throw boom;
    });
    const fine = easyFor('/bytes/6');
    await driven.run(failing, fine);
    expect(new Map(driven.done).get(failing)).toBe(23);
    expect(failing.failure(23).cause).toBe(boom);
    expect(new Map(driven.done).get(fine)).toBe(0);
  });

  it('removes a running transfer, which can be added again', async () => {
    const easy = easyFor('/delay/30/4');
    driven.multi.addHandle(easy).removeHandle(easy);
    expect(driven.removed).toEqual([easy]);
    await driven.run(easy);
    expect(easy.takeBody()).toHaveLength(4);
  });

  it('allows a handle to be closed during its transfer', () => {
    const easy = easyFor('/stall');
    driven.multi.addHandle(easy);
    easy.close();
    expect(driven.removed).toEqual([easy]);
    expect(driven.multi.handles).toEqual([]);
  });

  it.each<[string, string, (multi: Multi, easy: Easy) => unknown]>([
    ['the same handle twice', 'ERR_CURL_IN_USE', (multi, easy) => multi.addHandle(easy).addHandle(easy)],
    ['a handle in another multi', 'ERR_CURL_IN_USE', (multi, easy) => multi.addHandle(easy) && new Multi().addHandle(easy)],
    ['removing one that was never added', 'ERR_CURL_NOT_IN_USE', (multi, easy) => multi.removeHandle(easy)],
    ['a closed handle', 'ERR_CURL_CLOSED', (multi, easy) => (easy.close(), multi.addHandle(easy))],
    ['perform() of a handle in it', 'ERR_CURL_IN_USE', (multi, easy) => (multi.addHandle(easy), easy.perform())],
    ['reset() of a handle in it', 'ERR_CURL_IN_USE', (multi, easy) => (multi.addHandle(easy), easy.reset())],
    ['perform() of an attached multi', 'ERR_CURL_ATTACHED', (multi) => multi.perform()],
    ['infoRead() of an attached multi', 'ERR_CURL_ATTACHED', (multi) => multi.infoRead()],
    ['attaching twice', 'ERR_CURL_ATTACHED', (multi) => multi.attach({ onDone: () => {} })],
    ['use after close', 'ERR_CURL_CLOSED', (multi, easy) => (multi.close(), multi.addHandle(easy))],
  ])('refuses %s with %s', (_what, code, action) => {
    const easy = easyFor('/stall');
    let thrown: unknown;
    try {
      action(driven.multi, easy);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(CurlStateError);
    expect((thrown as CurlStateError).code).toBe(code);
  });

  it('refuses values other than an Easy, and unknown options', () => {
    for (const value of [null, undefined, {}, 'easy', Object.create(Easy.prototype)])
      expect(() => driven.multi.addHandle(value as Easy)).toThrow(TypeError);
    expect(() => driven.multi.setOpt('NOPE' as never, 1 as never)).toThrow(TypeError);
    expect(() => driven.multi.setOpt('MAXCONNECTS', 'many' as never)).toThrow(TypeError);
    expect(() => driven.multi.setOpt('MAXCONNECTS', 10)).not.toThrow(MultiError);
  });

  it('runs 3,000 transfers over 50 handles', async () => {
    let left = 3000;
    await new Promise<void>((resolve) => {
      const multi = new Multi().attach({
        onDone: (easy, code) => {
          expect(code).toBe(0);
          expect(easy.takeBody()).toHaveLength(100);
          left -= 1;
          if (left >= 50) multi.addHandle(easy);
          else if (left === 0) resolve(multi.close());
        },
      });
      for (let index = 0; index < 50; index++) multi.addHandle(easyFor('/bytes/100'));
    });
  });
});

describe('Multi driven by its user', () => {
  it('performs, polls and reads messages', () => {
    const multi = new Multi();
    const easys = [easyFor('/bytes/10'), easyFor('/delay/50/20'), new Easy().setOpt('URL', `${origin.refused}/`)];
    for (const easy of easys) multi.addHandle(easy);
    while (multi.perform() > 0) multi.poll(1000);
    const { queued, messages } = multi.infoRead();
    expect(queued).toBe(0);
    expect(new Map(messages.map(({ easy, code }) => [easy, code]))).toEqual(
      new Map([
        [easys[0], 0],
        [easys[1], 0],
        [easys[2], 7],
      ]),
    );
    expect(multi.handles).toEqual(easys);
    multi.close();
    expect(easys.every((easy) => !easy.closed)).toBe(true);
  });

  it('refuses to be used inside a callback', () => {
    const multi = new Multi();
    const codes: string[] = [];
    const other = easyFor('/bytes/1');
    multi.addHandle(
      easyFor('/bytes/10').setOpt('WRITEFUNCTION', () => {
        for (const action of [() => multi.perform(), () => multi.addHandle(other), () => multi.close()])
          try {
            action();
          } catch (error) {
            codes.push((error as CurlStateError).code);
          }
      }),
    );
    while (multi.perform() > 0) multi.poll(1000);
    expect(codes).toEqual(['ERR_CURL_IN_CALLBACK', 'ERR_CURL_IN_CALLBACK', 'ERR_CURL_IN_CALLBACK']);
    multi.close();
  });

  it('checks numbers', () => {
    const multi = new Multi();
    expect(() => multi.poll(-1)).toThrow(RangeError);
    expect(() => multi.poll('1' as never)).toThrow(TypeError);
    expect(() => multi.infoRead(0)).toThrow(RangeError);
    multi.close();
  });
});
