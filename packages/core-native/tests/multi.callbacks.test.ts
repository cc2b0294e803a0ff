import { connect } from 'node:net';
import { needing, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, Multi, MultiError, constants, select, versionInfo } from '../src/index.js';
import { isSince } from './since.js';

const itSocketsOfPerform = isSince(8, 0) ? needing('sockets of perform').it : it.skip;

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

let multi: Multi;
beforeEach(() => (multi = new Multi()));
afterEach(() => multi.close());

const get = (path: string) => new Easy().setOpt('URL', `${origin.http}${path}`);

/** A loop over libcurl's sockets as its user would write it: what to watch, and when to come back. */
class SocketLoop {
  readonly watched = new Map<number, number>();
  timeout = -1;
  readonly assigned: unknown[] = [];

  constructor(private readonly driven: Multi) {
    driven.setOpt('SOCKETFUNCTION', (what, socket, _multi, assigned) => {
      this.assigned.push(assigned);
      if (what === constants.CURL_POLL_REMOVE) this.watched.delete(socket);
      else this.watched.set(socket, what);
    });
    driven.setOpt('TIMERFUNCTION', (ms) => void (this.timeout = ms));
  }

  run(): void {
    let running = this.driven.socketAction(constants.CURL_SOCKET_TIMEOUT);
    for (const deadline = Date.now() + 10_000; running > 0 && Date.now() < deadline;) {
      const wanting = (bit: number) => [...this.watched].filter(([, what]) => what & bit).map(([socket]) => socket);
      const [readable, writable] = select(
        wanting(constants.CURL_POLL_IN),
        wanting(constants.CURL_POLL_OUT),
        [],
        this.timeout < 0 ? 1000 : Math.min(this.timeout, 1000),
      );
      for (const socket of readable) running = this.driven.socketAction(socket, constants.CURL_CSELECT_IN);
      for (const socket of writable) running = this.driven.socketAction(socket, constants.CURL_CSELECT_OUT);
      if (readable.length + writable.length === 0) running = this.driven.socketAction(constants.CURL_SOCKET_TIMEOUT);
    }
  }
}

describe("a loop of the user's own", () => {
  it('drives transfers by SOCKETFUNCTION, TIMERFUNCTION and socketAction', () => {
    const loop = new SocketLoop(multi);
    const easys = Array.from({ length: 20 }, (_, index) => get(`/delay/${index}/100`));
    for (const easy of easys) multi.addHandle(easy);
    expect(loop.timeout).toBeGreaterThanOrEqual(0);
    loop.run();
    const { messages } = multi.infoRead();
    expect(messages.map(({ code }) => code)).toEqual(Array(20).fill(0));
    expect(easys.every((easy) => easy.takeBody().length === 100)).toBe(true);
    for (const easy of easys) easy.close();
  });

  it('gets back the value that it has assigned to a socket', () => {
    const loop = new SocketLoop(multi);
    const easy = get('/delay/50/1');
    multi.addHandle(easy);
    while (loop.watched.size === 0) multi.socketAction(constants.CURL_SOCKET_TIMEOUT);
    const [socket] = [...loop.watched.keys()];
    const state = { mine: true };
    multi.assign(socket!, state);
    loop.run();
    expect(loop.assigned[0]).toBeNull();
    expect(loop.assigned).toContain(state);
    expect(() => multi.assign(99_999, state)).toThrow(expect.objectContaining({ code: 'CURLM_BAD_SOCKET' }));
    expect(() => multi.assign('x' as never, state)).toThrow(TypeError);
    easy.close();
  });

  it('may call socketAll, although it is deprecated', () => {
    const easy = get('/bytes/5');
    multi.addHandle(easy);
    for (const deadline = Date.now() + 5000; multi.socketAll() > 0 && Date.now() < deadline;) multi.wait(50);
    expect(multi.infoRead().messages).toEqual([{ easy, code: 0 }]);
    easy.close();
  });
});

describe('a multi callback that fails', () => {
  const boom = new Error('boom');
  const throwing = () => {
    throw boom;
  };

  it('in TIMERFUNCTION does not add the handle, with the cause', () => {
    multi.setOpt('TIMERFUNCTION', throwing);
    const easy = get('/bytes/5');
    expect(() => multi.addHandle(easy)).toThrow(expect.objectContaining({ code: 'CURLM_ABORTED_BY_CALLBACK', cause: boom }));
    expect(multi.handles).toEqual([]);
    multi.setOpt('TIMERFUNCTION', null);
    multi.addHandle(easy);
    while (multi.perform() > 0) multi.poll(100);
    expect(multi.infoRead().messages).toEqual([{ easy, code: 0 }]);
    easy.close();
  });

  it.each([
    ['throws', throwing, { code: 'CURLM_ABORTED_BY_CALLBACK', cause: boom }],
    ['answers −1', () => -1, { code: 'CURLM_ABORTED_BY_CALLBACK' }],
  ])('in TIMERFUNCTION that %s during a removal does not keep the handle', (_what, failing, error) => {
    const easy = get('/delay/100/5').setOpt('CONNECTTIMEOUT', 20);
    let removing = false;
    multi.setOpt('SOCKETFUNCTION', () => {});
    multi.setOpt('TIMERFUNCTION', () => (removing ? failing() : 0));
    multi.addHandle(easy);
    removing = true;
    expect(() => multi.removeHandle(easy)).toThrow(expect.objectContaining(error));
    expect([multi.has(easy), multi.size]).toEqual([false, 0]);
    expect(easy.perform().takeBody()).toHaveLength(5);
    easy.close();
  });

  itSocketsOfPerform('in SOCKETFUNCTION fails the call, with the cause', () => {
    multi.setOpt('SOCKETFUNCTION', throwing);
    const easy = get('/delay/50/5');
    multi.addHandle(easy);
    const drive = () => {
      for (const deadline = Date.now() + 5000; multi.perform() > 0 && Date.now() < deadline;) multi.poll(50);
    };
    expect(drive).toThrow(expect.objectContaining({ code: 'CURLM_ABORTED_BY_CALLBACK', cause: boom }));
    easy.close();
    expect(multi.handles).toEqual([]);
  });

  it('does not take a wrong return value for success', () => {
    multi.setOpt('TIMERFUNCTION', (() => 'fine') as never);
    expect(() => multi.addHandle(get('/bytes/5'))).toThrow(
      expect.objectContaining({
        cause: expect.objectContaining({ message: expect.stringContaining('TIMERFUNCTION callback must return') as string }) as Error,
      }),
    );
  });

  it('cannot call the multi during its call', () => {
    const codes: unknown[] = [];
    const easy = get('/bytes/5');
    multi.setOpt('TIMERFUNCTION', () => {
      for (const call of [
        () => multi.perform(),
        () => multi.close(),
        () => multi.removeHandle(easy),
        () => multi.fdset(),
        () => easy.perform(),
      ]) {
        try {
          call();
        } catch (error) {
          codes.push((error as { code: string }).code);
        }
      }
    });
    multi.addHandle(easy);
    const inside = 'ERR_CURL_IN_CALLBACK';
    expect(codes).toEqual([inside, inside, 'ERR_CURL_NOT_IN_USE', inside, inside]);
    multi.setOpt('TIMERFUNCTION', null);
    easy.close();
  });

  itSocketsOfPerform('does not reopen a multi that is being closed', () => {
    const easy = get('/delay/1000/5');
    multi.setOpt('SOCKETFUNCTION', () => {});
    multi.addHandle(easy);
    for (let round = 0; round < 10; round++) {
      multi.perform();
      multi.poll(5);
    }
    multi.setOpt('SOCKETFUNCTION', throwing);
    expect(() => multi.close()).toThrow(expect.objectContaining({ cause: boom }));
    expect([multi.closed, multi.handles]).toEqual([true, []]);
    easy.close();
  });
});

describe('waiting', () => {
  needing('socket numbers').it('includes descriptors of the caller', async () => {
    const socket = connect(Number(new URL(origin.http).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const { fd } = (socket as unknown as { _handle: { fd: number } })._handle;
    const extra = [{ fd, events: constants.CURL_WAIT_POLLOUT, revents: 0 }];
    expect(multi.poll(1000, extra)).toBe(1);
    expect(extra[0]!.revents).toBe(constants.CURL_WAIT_POLLOUT);
    expect(multi.wait(0, [{ fd, events: constants.CURL_WAIT_POLLIN }])).toBe(0);
    socket.destroy();
  });

  it('ends with wakeup, and at once if wait has nothing to wait for', () => {
    const started = Date.now();
    multi.wakeup();
    multi.poll(60_000);
    multi.wait(60_000);
    expect(Date.now() - started).toBeLessThan(60_000);
    expect(() => multi.poll(-1)).toThrow(RangeError);
    expect(() => multi.poll(0, [{ fd: -1, events: 1 }])).toThrow(RangeError);
  });
});

const since = (major: number, minor: number) => versionInfo().versionNum >= (major << 16) + (minor << 8);

describe('notifications and counts', () => {
  it("report finished handles, and never one that is not the user's", () => {
    if (!since(8, 17)) return;
    const seen: [number, Easy | null][] = [];
    multi.setOpt('NOTIFYFUNCTION', (notification, easy) => void seen.push([notification, easy]));
    multi.notifyEnable(constants.CURLMNOTIFY_EASY_DONE);
    multi.notifyEnable(constants.CURLMNOTIFY_INFO_READ);
    const easy = get('/bytes/5').setOpt('URL', `${origin.http.replace('127.0.0.1', 'localhost')}/bytes/5`);
    multi.addHandle(easy);
    while (multi.perform() > 0) multi.poll(100);
    multi.notifyDisable(constants.CURLMNOTIFY_INFO_READ);
    expect(seen.filter(([notification]) => notification === constants.CURLMNOTIFY_EASY_DONE).map(([, about]) => about)).toContain(easy);
    expect(seen.map(([, about]) => about).every((about) => about === easy || about === null)).toBe(true);
    expect(() => multi.notifyEnable(99 as never)).toThrow(MultiError);
    expect(() => multi.notifyEnable('all' as never)).toThrow(TypeError);
    easy.close();
  });

  it('fail the call when they throw', () => {
    if (!since(8, 17)) return;
    const boom = new Error('boom');
    multi.setOpt('NOTIFYFUNCTION', () => {
      throw boom;
    });
    multi.notifyEnable(constants.CURLMNOTIFY_INFO_READ);
    const easy = get('/bytes/5');
    multi.addHandle(easy);
    const drive = () => {
      while (multi.perform() > 0) multi.poll(100);
    };
    expect(drive).toThrow(expect.objectContaining({ cause: boom }));
    easy.close();
  });

  it('include the number of transfers', () => {
    if (!since(8, 16)) return;
    const easy = get('/bytes/5');
    multi.addHandle(easy);
    expect([multi.getOfft('XFERS_CURRENT'), multi.getOfft('XFERS_ADDED')]).toEqual([1, 1]);
    while (multi.perform() > 0) multi.poll(100);
    expect([multi.getOfft('XFERS_RUNNING'), multi.getOfft('XFERS_DONE'), multi.getOfft('XFERS_PENDING')]).toEqual([0, 1, 0]);
    expect(() => multi.getOfft('NONE' as never)).toThrow('expected one of XFERS_CURRENT');
    multi.setOpt('NETWORK_CHANGED', constants.CURLMNWC_CLEAR_DNS);
    easy.close();
  });
});

describe('an attached multi', () => {
  it('refuses the callbacks that its loop owns, and all calls that drive it', () => {
    multi.attach({ onDone: () => {} });
    for (const call of [
      () => multi.setOpt('SOCKETFUNCTION', () => {}),
      () => multi.setOpt('TIMERFUNCTION', null),
      () => multi.socketAction(-1),
      () => multi.socketAll(),
      () => multi.assign(1, {}),
      () => multi.wait(0),
    ])
      expect(call).toThrow(expect.objectContaining({ code: 'ERR_CURL_ATTACHED' }));
  });
});
