import { versionInfo } from '@curlew/core-native';
import { needing, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlMulti, Easy, MultiError, constants, select } from '../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

let multi: CurlMulti;
beforeEach(() => (multi = new CurlMulti()));
afterEach(() => multi.close());

const get = (path: string) => new Easy().setOpt('URL', `${origin.http}${path}`);

/** The loop of pycurl's multi-socket_action example: what to watch, when to come back. */
function socketLoop(driven: CurlMulti) {
  const watched = new Map<number, number>();
  const given: unknown[][] = [];
  let timer = -1;
  driven.setOpt('SOCKETFUNCTION', (...values) => {
    given.push(values);
    const [what, socket] = values;
    if (what === constants.CURL_POLL_REMOVE) watched.delete(socket);
    else watched.set(socket, what);
  });
  driven.setOpt('TIMERFUNCTION', (...values) => {
    given.push(values);
    timer = values[0];
  });
  const of = (bit: number) => [...watched].filter(([, what]) => what & bit).map(([socket]) => socket);
  const run = () => {
    let [status, active] = driven.socketAction(constants.CURL_SOCKET_TIMEOUT, 0);
    for (const deadline = Date.now() + 10_000; active > 0 && Date.now() < deadline;) {
      const seconds = timer < 0 ? 1 : Math.min(timer / 1000, 1);
      const [readable, writable] = select(of(constants.CURL_POLL_IN), of(constants.CURL_POLL_OUT), [], seconds);
      for (const socket of readable) [status, active] = driven.socketAction(socket, constants.CURL_CSELECT_IN);
      for (const socket of writable) [status, active] = driven.socketAction(socket, constants.CURL_CSELECT_OUT);
      if (readable.length + writable.length === 0) [status, active] = driven.socketAction(constants.CURL_SOCKET_TIMEOUT, 0);
    }
    return [status, active];
  };
  return { watched, given, run };
}

describe('SOCKETFUNCTION and TIMERFUNCTION', () => {
  it('drive transfers with socketAction, and get this multi as an argument', () => {
    const loop = socketLoop(multi);
    for (let index = 0; index < 10; index++) multi.addHandle(get(`/delay/${index}/10`));
    expect(loop.run()).toEqual([0, 0]);
    expect(multi.infoRead()[1]).toHaveLength(10);
    const timers = loop.given.filter((values) => values.length === 2);
    const sockets = loop.given.filter((values) => values.length === 4);
    expect(timers.every(([, given]) => given === multi)).toBe(true);
    expect(sockets.length).toBeGreaterThan(0);
    expect(sockets.every(([, , given, assigned]) => given === multi && assigned === null)).toBe(true);
  });

  it('can be removed with null', () => {
    const loop = socketLoop(multi);
    multi.setOpt('SOCKETFUNCTION', null);
    multi.setOpt('TIMERFUNCTION', null);
    multi.addHandle(get('/bytes/1'));
    multi.run();
    expect(loop.given).toEqual([]);
  });

  it('returning −1 make libcurl fail with a MultiError', () => {
    multi.setOpt('TIMERFUNCTION', () => -1);
    const easy = get('/bytes/1');
    expect(() => multi.addHandle(easy)).toThrow(MultiError);
    expect(multi.contains(easy)).toBe(false);
  });

  needing('sockets of perform').it('throwing are the cause of the error', () => {
    const boom = new Error('boom');
    multi.setOpt('SOCKETFUNCTION', () => {
      throw boom;
    });
    multi.addHandle(get('/delay/50/1'));
    expect(() => multi.run()).toThrow(expect.objectContaining({ code: 'CURLM_ABORTED_BY_CALLBACK', cause: boom }));
  });
});

describe('socketAction', () => {
  it('accepts a socket that libcurl does not use, as pycurl does', () => {
    expect(multi.socketAction(4242, constants.CURL_CSELECT_IN)).toEqual([0, 0]);
  });

  it.each([
    ['1', 0],
    [1.5, 0],
    [1, -1],
    [2 ** 31, 0],
  ])('refuses %p, %p', (socket, events) => {
    expect(() => multi.socketAction(socket as never, events)).toThrow(/socketAction: expected a socket and a set of CURL_CSELECT_\*/);
  });
});

describe('socketAll', () => {
  it('still works', () => {
    multi.addHandle(get('/bytes/4'));

    for (const deadline = Date.now() + 5000; multi.socketAll()[1] > 0 && Date.now() < deadline;) multi.poll(0.05);
    expect(multi.infoRead()[1]).toHaveLength(1);
  });
});

describe('assign', () => {
  it('returns the value with its socket until it is unassigned', () => {
    const loop = socketLoop(multi);
    multi.addHandle(get('/delay/50/1'));
    while (loop.watched.size === 0) multi.socketAction(constants.CURL_SOCKET_TIMEOUT, 0);
    const [socket] = [...loop.watched.keys()];
    const state = { mine: true };
    multi.assign(socket!, state);
    loop.run();
    expect(loop.given.map((values) => values[3])).toContain(state);
    expect(() => multi.assign(4242, state)).toThrow(expect.objectContaining({ code: 'CURLM_BAD_SOCKET' }));
    expect(() => multi.unassign(4242)).toThrow(MultiError);
  });

  it('may be called inside the socket callback', () => {
    const seen: unknown[] = [];
    multi.setOpt('SOCKETFUNCTION', (what, socket, given, assigned) => {
      seen.push(assigned);
      if (assigned === null) given.assign(socket, 'known');
      else if (what === constants.CURL_POLL_REMOVE) given.unassign(socket);
    });
    multi.addHandle(get('/delay/30/1'));
    for (const deadline = Date.now() + 5000; multi.socketAction(constants.CURL_SOCKET_TIMEOUT, 0)[1] > 0 && Date.now() < deadline;)
      select(...multi.fdset(), 0.02)
        .flat()
        .forEach((socket) => multi.socketAction(socket, 0));
    multi.close();
    expect(seen[0]).toBeNull();
    expect(seen).toContain('known');
  });
});

// Notifications came with libcurl 8.17; the system's may be older (CURLEW_LIBCURL=system).
const describeSince = (version: number) => (versionInfo().versionNum >= version ? describe : describe.skip);

describeSince(0x081100)('notifyEnable and notifyDisable', () => {
  const { CURLMNOTIFY_EASY_DONE, CURLMNOTIFY_INFO_READ } = constants;

  it('make NOTIFYFUNCTION report what was requested, with the handle and this multi', () => {
    const seen: unknown[][] = [];
    multi.setOpt('NOTIFYFUNCTION', (...values) => void seen.push(values));
    multi.notifyEnable(CURLMNOTIFY_EASY_DONE, CURLMNOTIFY_INFO_READ);
    const easy = get('/bytes/1');
    multi.addHandle(easy);
    multi.run();
    expect(seen).toContainEqual([CURLMNOTIFY_EASY_DONE, easy, multi]);
    expect(seen.map(([what]) => what)).toContain(CURLMNOTIFY_INFO_READ);
    seen.length = 0;
    multi.notifyDisable(CURLMNOTIFY_EASY_DONE, CURLMNOTIFY_INFO_READ);
    multi.addHandle(easy);
    multi.run();
    expect(seen).toEqual([]);
  });

  it('require at least one notification, and known ones', () => {
    expect(() => multi.notifyEnable()).toThrow(/notifyEnable: expected at least one notification/);
    expect(() => multi.notifyDisable()).toThrow(TypeError);
    expect(() => multi.notifyEnable(99 as never)).toThrow(MultiError);
    expect(() => multi.notifyEnable(-1 as never)).toThrow(RangeError);
    expect(() => multi.notifyEnable('done' as never)).toThrow(TypeError);
  });
});

describe('setOpt', () => {
  it('sets options that libcurl obeys, such as connections per host', async () => {
    await origin.resetCounts();
    multi.setOpt('MAX_HOST_CONNECTIONS', 2);
    for (let index = 0; index < 8; index++) multi.addHandle(get('/delay/20'));
    multi.run();
    expect((await origin.counts()).maxActive).toBe(2);
  });

  it('names the wrong argument', () => {
    expect(() => multi.setOpt('NOTHING' as never, 1 as never)).toThrow(/setOpt NOTHING: not an option of a multi handle/);
    expect(() => multi.setOpt('MAXCONNECTS', 'many' as never)).toThrow(/setOpt MAXCONNECTS: expected a whole number/);
    expect(() => multi.setOpt('SOCKETFUNCTION', 5 as never)).toThrow(/setOpt SOCKETFUNCTION: expected a function or null/);
  });
});
