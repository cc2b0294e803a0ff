import { execFileSync } from 'node:child_process';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { versionInfo } from '@curlew/core-native';
import { needing, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlMulti, E_CALL_MULTI_PERFORM, E_MULTI_OK, Easy, constants, select } from '../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

const get = (path: string) => new Easy().setOpt('URL', `${origin.http}${path}`);
const elapsed = (action: () => void) => {
  const start = performance.now();
  action();
  return performance.now() - start;
};

// As in pycurl's documentation of 2005; since libcurl 7.20 the status is always E_MULTI_OK.
describe("the two loops of pycurl's documentation", () => {
  it('runs on fdset and a standalone select', () => {
    using m = new CurlMulti();
    const c = get('/drip/5/10');
    m.addHandle(c);
    let ret: number, numHandles: number;
    let waits = 0;
    while (true) {
      [ret, numHandles] = m.perform();
      if (ret !== E_CALL_MULTI_PERFORM) break;
    }
    while (numHandles) {
      select(...m.fdset(), 1);
      waits += 1;
      while (true) {
        [ret, numHandles] = m.perform();
        if (ret !== E_CALL_MULTI_PERFORM) break;
      }
    }
    expect(ret).toBe(E_MULTI_OK);
    expect(c.takeBody().toString()).toBe('.....');
    // It really waits: five bytes, ten milliseconds apart, are no busy loop.
    expect(waits).toBeLessThan(100);
  });

  it('runs on select', () => {
    using m = new CurlMulti();
    const c = get('/delay/100/7');
    m.addHandle(c);
    let ret: number, numHandles: number;
    let waits = 0;
    while (true) {
      [ret, numHandles] = m.perform();
      if (ret !== E_CALL_MULTI_PERFORM) break;
    }
    while (numHandles) {
      waits += 1;
      ret = m.select(1.0);
      if (ret === -1) continue;
      while (true) {
        [ret, numHandles] = m.perform();
        if (ret !== E_CALL_MULTI_PERFORM) break;
      }
    }
    expect(c.takeBody()).toHaveLength(7);
    expect(waits).toBeLessThan(100);
  });
});

describe('select of a multi', () => {
  it('returns 0 at once when there is nothing to wait for', () => {
    using multi = new CurlMulti();
    expect(elapsed(() => expect(multi.select(60)).toBe(0))).toBeLessThan(60_000);
  });

  it('returns 0 after the timeout, otherwise the number of ready descriptors', () => {
    using multi = new CurlMulti();
    multi.addHandle(get('/delay/300'));
    multi.addHandle(get('/delay/300'));
    // Until the requests are out, libcurl also waits for writing, which is ready at once.
    for (const deadline = Date.now() + 5000; Date.now() < deadline;) {
      multi.perform();
      const [read, write] = multi.fdset();
      if (read.length >= 2 && write.length === 0) break;
      multi.poll(0.01);
    }
    expect(elapsed(() => expect(multi.select(0.05)).toBe(0))).toBeGreaterThanOrEqual(49);
    expect([1, 2]).toContain(multi.select(5));
  });

  it.each([-0.001, 365 * 24 * 3600, NaN, Infinity])('refuses %p seconds', (seconds) => {
    using multi = new CurlMulti();
    expect(() => multi.select(seconds)).toThrow(RangeError);
    expect(() => multi.poll(seconds)).toThrow(/poll: expected a timeout in seconds, from 0 to less than a year, got/);
  });

  it.each([undefined, null, '1', 1n])('refuses %p, which is not a number', (seconds) => {
    using multi = new CurlMulti();
    expect(() => multi.select(seconds as never)).toThrow(/select: expected a timeout in seconds/);
  });

  needing('signals').it('returns −1 when a signal arrives', () => {
    // In a process of its own: Jest's `process` takes no signal.
    const program = join(__dirname, 'programs', 'select-interrupted.mjs');
    const { answer, ms } = JSON.parse(execFileSync(process.execPath, [program, `${origin.http}/delay/10000`], { encoding: 'utf8' })) as {
      answer: number;
      ms: number;
    };
    expect(answer).toBe(-1);
    expect(ms).toBeLessThan(20_000);
  });

  it('drives 2,000 transfers at once, on descriptors above 1023', () => {
    using multi = new CurlMulti({ closeHandles: true });
    const easys = Array.from({ length: 2000 }, (_, index) => get(`/delay/400/1?${index}`));
    for (const easy of easys) multi.addHandle(easy);
    let [highest, most] = [0, 0];
    for (let [, active] = multi.perform(); active > 0; [, active] = multi.perform()) {
      const [read] = multi.fdset();
      most = Math.max(most, read.length);
      highest = read.reduce((a, b) => Math.max(a, b), highest);
      multi.select(1);
    }
    // A system libcurl before 8.8 has only fd_set, which ends at 1023.
    if (versionInfo().versionNum >= 0x080800) {
      expect(highest).toBeGreaterThan(2000);
      expect(most).toBeGreaterThan(1023);
    }
    expect(multi.infoRead()[1]).toHaveLength(2000);
  });
});

describe('poll', () => {
  it('waits for the whole timeout when nothing happens', () => {
    using multi = new CurlMulti();
    expect(elapsed(() => expect(multi.poll(0.05)).toBe(0))).toBeGreaterThanOrEqual(49);
  });

  it('is ended by a wakeup that came before', () => {
    using multi = new CurlMulti();
    multi.wakeup();
    expect(elapsed(() => multi.poll(60))).toBeLessThan(60_000);
  });

  needing('socket numbers').it("waits for the caller's own descriptors too", async () => {
    using multi = new CurlMulti();
    const server = createServer((socket) => socket.on('error', () => {}).end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const fd = (socket as unknown as { _handle: { fd: number } })._handle.fd;
    const waits = [{ fd, events: constants.CURL_WAIT_POLLOUT, revents: 0 }];
    expect(multi.poll(5, waits)).toBe(1);
    expect(waits[0]!.revents).toBe(constants.CURL_WAIT_POLLOUT);
    socket.destroy();
    server.close();
  });
});

describe('timeout', () => {
  it('returns the milliseconds until libcurl’s timer, −1 for none', () => {
    using multi = new CurlMulti();
    expect(multi.timeout()).toBe(-1);
    multi.addHandle(get('/bytes/1'));
    expect(multi.timeout()).toBe(0);
  });
});

describe('the standalone select', () => {
  it('checks its arguments', () => {
    expect(select([], [], [], 0)).toEqual([[], [], []]);
    expect(() => select([-1], [], [], 0)).toThrow(RangeError);
    expect(() => select([999_999], [], [], 0)).toThrow(RangeError);
    expect(() => select('0' as never, [], [], 0)).toThrow(TypeError);
    expect(() => select([], [], [], -1)).toThrow(RangeError);
    expect(() => select([], [], [], 'soon' as never)).toThrow(TypeError);
  });
});
