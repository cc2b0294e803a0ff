import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, Multi, globalTrace, type CurlError } from '../src/index.js';
import { QueueLog, start } from './queue-log.js';

// libcurl calls back outside of transfers, too, and JavaScript's reaction to one event may change the object of the
// next.

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

/** A handle that calls back at every call of libcurl, once the callback is set. */
function talking(path: string): { easy: Easy; react: (callback: (() => void) | undefined) => void } {
  let reaction: (() => void) | undefined;
  const easy = new Easy().setOpts({ URL: `${origin.http}${path}`, VERBOSE: true, DEBUGFUNCTION: () => reaction?.() });
  return { easy, react: (callback) => (reaction = callback) };
}

const codeOf = (action: () => unknown): string => {
  try {
    action();
    return 'ok';
  } catch (error) {
    return (error as CurlError).code;
  }
};

/** Blocks until the answers of the origin, a process of its own, have come. */
const block = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a callback that libcurl calls outside of a transfer', () => {
  it.each<[string, (easy: Easy) => unknown]>([
    ['close', (easy) => easy.close()],
    ['reset', (easy) => easy.reset()],
    ['perform', (easy) => easy.perform()],
  ])('cannot %s its handle', (_what, act) => {
    const { easy, react } = talking('/headers');
    easy.setOpts({ COOKIEFILE: '', HTTPHEADER: ['X-Kept: yes'] }).perform();
    const codes: string[] = [];
    react(() => codes.push(codeOf(() => act(easy))));
    easy.setOpt('COOKIELIST', 'Set-Cookie: a=b; domain=127.0.0.1');
    react(undefined);
    expect(new Set(codes)).toEqual(new Set(['ERR_CURL_IN_CALLBACK']));
    easy.perform();
    expect(easy.getInfo('RESPONSE_CODE')).toBe(200);
    easy.close();
  });

  it('gets its commands to the multi done when libcurl has returned', async () => {
    const { easy, react } = talking('/delay/5000');
    const removed: Easy[] = [];
    const multi = new Multi().attach({ onDone: () => {}, onRemoved: (handle) => void removed.push(handle) });
    multi.addHandle(easy.setOpt('COOKIEFILE', '/nowhere/at/all'));
    react(() => {
      react(undefined);
      multi.removeHandle(easy);
    });
    easy.setOpt('COOKIELIST', 'RELOAD');
    while (removed.length === 0) await turn();
    expect(removed).toEqual([easy]);
    multi.close();
    easy.close();
  });
});

describe('the queries of a multi', () => {
  it.each([
    ['fdset', (multi: Multi) => multi.fdset()],
    ['select', (multi: Multi) => multi.select(0)],
  ])('do not let a callback close the multi while libcurl is on the stack: %s', (_, ask) => {
    const { easy, react } = talking('/delay/5000');
    const multi = new Multi().addHandle(easy);
    globalTrace('all');
    try {
      multi.perform();
      const codes = new Set<string>();
      react(() => void codes.add(codeOf(() => multi.close())));
      for (let tries = 0; codes.size === 0 && tries < 50; tries++) {
        ask(multi);
        block(10);
        react(undefined);
        multi.perform();
        react(() => void codes.add(codeOf(() => multi.close())));
      }
      expect([...codes]).toEqual(['ERR_CURL_IN_CALLBACK']);
    } finally {
      globalTrace('-all');
      react(undefined);
      multi.close();
      easy.close();
    }
  });
});

describe('CONNECT_ONLY', () => {
  it('cannot be set during a transfer, whose connection would be closed under another one', async () => {
    const { easy } = talking('/delay/5000');
    const multi = new Multi().attach({ onDone: () => {} }).addHandle(easy);
    await turn();
    expect(codeOf(() => easy.setOpt('CONNECT_ONLY', 1))).toBe('ERR_CURL_IN_USE');
    multi.close();
    easy.setOpt('CONNECT_ONLY', 1).setOpt('URL', `${origin.http}/bytes/1`).perform();
    expect(easy.getInfo('ACTIVESOCKET')).toBeGreaterThan(0);
    easy.close();
  });
});

describe('the body of a POST', () => {
  it.each(['POSTFIELDS', 'COPYPOSTFIELDS', 'POSTFIELDSIZE', 'POSTFIELDSIZE_LARGE'] as const)(
    'cannot be changed during a transfer by %s: libcurl has its old length',
    (option) => {
      const body = 'a'.repeat(20_000);
      const easy = new Easy().setOpts({ URL: `${origin.http}/echo`, POSTFIELDS: body });
      const multi = new Multi().addHandle(easy);
      multi.perform();
      expect(codeOf(() => easy.setOpt(option, option.includes('SIZE') ? 10 : 'b'.repeat(10)))).toBe('ERR_CURL_IN_USE');
      while (multi.perform() > 0) multi.poll(1000);
      expect(multi.infoRead().messages).toMatchObject([{ code: 0 }]);
      expect((JSON.parse(easy.takeBody().toString()) as { body: string }).body).toBe(body);
      multi.close();
      easy.setOpt('POSTFIELDS', 'b').perform();
      easy.close();
    },
  );

  it('can be set on a handle that was added and whose multi did not run yet', () => {
    const [easy, other] = [new Easy().setOpts({ URL: `${origin.http}/echo`, POSTFIELDS: 'first' }), new Easy()];
    const multi = new Multi().addHandle(easy).addHandle(other.setOpt('URL', `${origin.http}/bytes/1`));
    easy.setOpt('POSTFIELDS', 'b');
    while (multi.perform() > 0) multi.poll(1000);
    expect((JSON.parse(easy.takeBody().toString()) as { body: string }).body).toBe('b');
    multi.close();
    for (const each of [easy, other]) each.close();
  });

  it('cannot be changed by a callback of the transfer', () => {
    const { easy, react } = talking('/echo');
    let code: string | undefined;
    easy.setOpt('POSTFIELDS', 'a'.repeat(1000));
    react(() => (code ??= codeOf(() => easy.setOpt('POSTFIELDS', 'b'))));
    easy.perform();
    expect(code).toBe('ERR_CURL_IN_CALLBACK');
    easy.close();
  });
});

describe('a body queue that is read inside a callback', () => {
  it('returns the available bytes while its multi is being closed', async () => {
    const { easy, react } = talking('/bytes/3000000');
    const log = new QueueLog(easy);
    const multi = start(easy);
    while (log.queue.size < 64 * 1024) await turn();
    let read = 0;
    react(() => (read += log.queue.read()?.length ?? 0));
    multi.close();
    expect(read).toBeGreaterThan(0);
    expect(log.queue.ended).toBe(true);
    easy.close();
  });

  it('survives the loss of the memory into which it is read', async () => {
    const { easy, react } = talking('/bytes/3000000');
    const log = new QueueLog(easy);
    const multi = start(easy);
    globalTrace('all');
    try {
      while (log.queue.size < 64 * 1024) await turn();
      const target = new Uint8Array(1024 * 1024);
      react(() => target.length > 0 && structuredClone(target.buffer, { transfer: [target.buffer] }));
      expect(log.queue.readInto(target)).toBeGreaterThanOrEqual(64 * 1024);
      expect(target).toHaveLength(0);
    } finally {
      globalTrace('-all');
      multi.close();
      easy.close();
    }
  });
});

describe('a handle that is removed and added again when another one ends', () => {
  it('gets the outcome of its new transfer, not of the old one that ended in the same turn', async () => {
    const easys = [1, 2, 3, 4].map((size) => new Easy().setOpt('URL', `${origin.http}/bytes/${size}`));
    const sizes: number[] = [];
    const multi = new Multi().attach({
      onDone: (easy) => {
        sizes.push(easy.takeBody().length);
        if (sizes.length > 1) return;
        for (const other of easys) if (other !== easy) multi.removeHandle(other).addHandle(other.setOpt('URL', `${origin.http}/bytes/50`));
      },
    });
    for (const easy of easys) multi.addHandle(easy);
    for (let tries = 0; sizes.length < easys.length && tries < 400; tries++) {
      block(20);
      await turn();
    }
    expect(sizes.slice(1)).toEqual([50, 50, 50]);
    expect(multi.size).toBe(0);
    multi.close();
    for (const easy of easys) easy.close();
  });
});
