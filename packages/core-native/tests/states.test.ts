import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlError, Easy, Multi, Share, constants, numberInfos, versionInfo, type EasyOptions } from '../src/index.js';

// Every public method in every state of its object: the result, or an error that says why not; never a crash.

/** The call succeeds. */
const OK = 'ok';
/** libcurl refuses the call with a code of its own. */
const REFUSED = 'refused';
const CLOSED = 'ERR_CURL_CLOSED';
const IN_CALLBACK = 'ERR_CURL_IN_CALLBACK';
const IN_USE = 'ERR_CURL_IN_USE';
const NOT_IN_USE = 'ERR_CURL_NOT_IN_USE';
const ATTACHED = 'ERR_CURL_ATTACHED';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

const INFOS = numberInfos('RESPONSE_CODE');
const bytes = Buffer.alloc(1);

/** Each operation of an Easy, and its outcome when closed, idle, in a multi, and inside a callback of its transfer. */
const EASY: Record<string, [(easy: Easy) => unknown, closed: string, idle: string, inMulti: string, inCallback: string]> = {
  setOpt: [(easy) => easy.setOpt('TIMEOUT_MS', 5000), CLOSED, OK, OK, OK],
  setOpts: [(easy) => easy.setOpts({ TIMEOUT_MS: 5000 }), CLOSED, OK, OK, OK],
  unsetOpt: [(easy) => easy.unsetOpt('USERAGENT'), CLOSED, OK, OK, OK],
  getInfo: [(easy) => easy.getInfo('RESPONSE_CODE'), CLOSED, OK, OK, OK],
  getInfoBytes: [(easy) => easy.getInfoBytes('EFFECTIVE_URL'), CLOSED, OK, OK, OK],
  getNumbers: [(easy) => easy.getNumbers(INFOS), CLOSED, OK, OK, OK],
  setBodyLimit: [(easy) => easy.setBodyLimit(1e6), CLOSED, OK, OK, OK],
  setDecoding: [(easy) => easy.setDecoding(false), CLOSED, OK, OK, OK],
  setSendOnce: [(easy) => easy.setSendOnce(false), CLOSED, OK, OK, OK],
  onRedirect: [(easy) => easy.onRedirect(undefined), CLOSED, OK, OK, OK],
  duplicate: [(easy) => easy.duplicate().close(), CLOSED, OK, OK, OK],
  perform: [(easy) => easy.perform(), CLOSED, REFUSED, IN_USE, IN_CALLBACK],
  takeBody: [(easy) => easy.takeBody(), OK, OK, OK, OK],
  takeHeaderBlock: [(easy) => easy.takeHeaderBlock(), OK, OK, OK, OK],
  takeOutcome: [(easy) => easy.takeOutcome(INFOS), CLOSED, OK, OK, OK],
  pause: [(easy) => easy.pause(constants.CURLPAUSE_CONT), CLOSED, NOT_IN_USE, OK, OK],
  unpause: [(easy) => easy.unpause(), CLOSED, NOT_IN_USE, OK, OK],
  reset: [(easy) => easy.reset(), CLOSED, OK, IN_USE, IN_CALLBACK],
  header: [(easy) => easy.header('x'), CLOSED, OK, OK, OK],
  headers: [(easy) => easy.headers(), CLOSED, OK, OK, OK],
  send: [(easy) => easy.send('x'), CLOSED, REFUSED, REFUSED, IN_CALLBACK],
  recv: [(easy) => easy.recv(bytes), CLOSED, REFUSED, REFUSED, IN_CALLBACK],
  wsSend: [(easy) => easy.wsSend('x'), CLOSED, REFUSED, REFUSED, REFUSED],
  wsRecv: [(easy) => easy.wsRecv(bytes), CLOSED, REFUSED, REFUSED, IN_CALLBACK],
  wsStartFrame: [(easy) => easy.wsStartFrame(constants.CURLWS_TEXT, 1), CLOSED, REFUSED, REFUSED, REFUSED],
  wsMeta: [(easy) => easy.wsMeta(), CLOSED, OK, OK, OK],
  upkeep: [(easy) => easy.upkeep(), CLOSED, OK, OK, IN_CALLBACK],
  exportTlsSessions: [(easy) => easy.exportTlsSessions(), CLOSED, OK, OK, IN_CALLBACK],
  importTlsSession: [(easy) => easy.importTlsSession({ session: bytes }), CLOSED, REFUSED, REFUSED, IN_CALLBACK],
  failure: [(easy) => easy.failure(7), OK, OK, OK, OK],
  errorDetail: [(easy) => easy.errorDetail, OK, OK, OK, OK],
  closed: [(easy) => easy.closed, OK, OK, OK, OK],
  close: [(easy) => easy.close(), OK, OK, OK, IN_CALLBACK],
};

type MultiOutcomes = [closed: string, byHand: string, attached: string, inCallback: string, inCallbackAttached: string];
const ANYTIME: MultiOutcomes = [OK, OK, OK, OK, OK];
const DRIVING: MultiOutcomes = [CLOSED, OK, ATTACHED, IN_CALLBACK, ATTACHED];
const ASKING: MultiOutcomes = [CLOSED, OK, OK, IN_CALLBACK, IN_CALLBACK];
/** On the event loop these are done when libcurl has returned. */
const QUEUED: MultiOutcomes = [CLOSED, OK, OK, IN_CALLBACK, OK];
/** Each operation of a Multi that has a running transfer. */
const MULTI: Record<string, [(multi: Multi, easy: Easy, other: Easy) => unknown, MultiOutcomes]> = {
  addHandle: [(multi, _, other) => multi.addHandle(other), QUEUED],
  removeHandle: [(multi, easy) => multi.removeHandle(easy), QUEUED],
  has: [(multi, easy) => multi.has(easy), ANYTIME],
  handles: [(multi) => multi.handles, ANYTIME],
  size: [(multi) => multi.size, ANYTIME],
  perform: [(multi) => multi.perform(), DRIVING],
  socketAction: [(multi) => multi.socketAction(constants.CURL_SOCKET_TIMEOUT, 0), DRIVING],
  socketAll: [(multi) => multi.socketAll(), DRIVING],
  assign: [(multi) => multi.assign(0, 1), [CLOSED, REFUSED, ATTACHED, REFUSED, ATTACHED]],
  unassign: [(multi) => multi.unassign(0), [CLOSED, REFUSED, ATTACHED, REFUSED, ATTACHED]],
  poll: [(multi) => multi.poll(0), DRIVING],
  wait: [(multi) => multi.wait(0), DRIVING],
  select: [(multi) => multi.select(0), ASKING],
  wakeup: [(multi) => multi.wakeup(), [CLOSED, OK, OK, OK, OK]],
  timeout: [(multi) => multi.timeout(), ASKING],
  fdset: [(multi) => multi.fdset(), ASKING],
  waitfds: [(multi) => multi.waitfds(), ASKING],
  infoRead: [(multi) => multi.infoRead(), [CLOSED, OK, ATTACHED, OK, ATTACHED]],
  setOpt: [(multi) => multi.setOpt('MAXCONNECTS', 5), ASKING],
  notifyEnable: [(multi) => multi.notifyEnable(constants.CURLMNOTIFY_INFO_READ), ASKING],
  notifyDisable: [(multi) => multi.notifyDisable(constants.CURLMNOTIFY_INFO_READ), ASKING],
  getOfft: [(multi) => multi.getOfft('XFERS_RUNNING'), ASKING],
  attach: [(multi) => multi.attach({ onDone: () => {} }), DRIVING],
  connections: [(multi) => multi.connections(), ANYTIME],
  hasThread: [(multi) => multi.hasThread, ANYTIME],
  closed: [(multi) => multi.closed, ANYTIME],
  close: [(multi) => multi.close(), [OK, OK, OK, IN_CALLBACK, OK]],
};
/** The version of libcurl that has each of these operations. */
const SINCE: Readonly<Record<string, number>> = { notifyEnable: 0x081100, notifyDisable: 0x081100, getOfft: 0x081000 };

const DNS = constants.CURL_LOCK_DATA_DNS;
/** Each operation of a Share, and its outcome when closed, unused, used by a handle, and inside a callback of that. */
const SHARE: Record<string, [(share: Share) => unknown, closed: string, unused: string, used: string, inCallback: string]> = {
  setOpt: [(share) => share.setOpt(constants.CURLSHOPT_SHARE, DNS), CLOSED, OK, REFUSED, REFUSED],
  usesOf: [(share) => share.usesOf(DNS), CLOSED, OK, OK, OK],
  token: [(share) => share.token, CLOSED, OK, OK, OK],
  users: [(share) => share.users, OK, OK, OK, OK],
  detach: [(share) => share.detach(), OK, OK, OK, OK],
  closed: [(share) => share.closed, OK, OK, OK, OK],
  close: [(share) => share.close(), OK, OK, REFUSED, REFUSED],
};

/** The options with which each callback is called during a GET of /bytes/5. */
const CALLBACKS: Record<string, Partial<EasyOptions>> = {
  WRITEFUNCTION: {},
  HEADERFUNCTION: {},
  XFERINFOFUNCTION: { NOPROGRESS: false },
  DEBUGFUNCTION: { VERBOSE: true },
  OPENSOCKETFUNCTION: { FRESH_CONNECT: true },
  SOCKOPTFUNCTION: { FRESH_CONNECT: true },
  PREREQFUNCTION: {},
  CLOSESOCKETFUNCTION: { FORBID_REUSE: true },
};

function outcomeOf(action: () => unknown): string {
  try {
    action();
    return OK;
  } catch (error) {
    const code = error instanceof CurlError ? error.code : String(error);
    return /^CURL(?:E|M|SHE)_/.test(code) ? REFUSED : code;
  }
}

type Drive = (easy: Easy, multi: Multi) => void | Promise<void>;
const DRIVES: Record<string, Drive> = {
  'perform()': (easy) => void outcomeOf(() => easy.perform()),
  'a multi by hand': (easy, multi) => {
    multi.addHandle(easy);
    while (outcomeOf(() => multi.perform()) === OK && multi.size > 0 && multi.infoRead().messages.length === 0) multi.poll(100);
  },
  'the event loop': (easy, multi) =>
    new Promise((resolve) => {
      multi.attach({ onDone: () => resolve(), onRemoved: () => resolve() });
      multi.addHandle(easy);
    }),
};

/** The outcome of an action on the first call of a callback. */
async function inside(callback: string, drive: Drive, action: (easy: Easy, multi: Multi) => unknown, options: Partial<EasyOptions> = {}) {
  let outcome: string | undefined;
  const multi = new Multi();
  const easy = new Easy().setOpts({ URL: `${origin.http}/bytes/5`, ...CALLBACKS[callback], ...options });
  const first = () => void (outcome ??= outcomeOf(() => action(easy, multi)));
  easy.setOpt(callback as 'PREREQFUNCTION', first);
  await drive(easy, multi);
  await new Promise((resolve) => setImmediate(resolve));
  if (!multi.closed) multi.close();
  easy.close();
  return outcome;
}

/** The public members of a class and those that it extends. */
function membersOf(prototype: object): string[] {
  const names = new Set<string>();
  for (let each = prototype; each !== Object.prototype; each = Object.getPrototypeOf(each) as object)
    for (const name of Object.getOwnPropertyNames(each)) names.add(name);
  // These are internal, or protected.
  for (const name of ['constructor', 'adoptMime', 'refreshMime', 'effectiveUrl', 'refused', 'value']) names.delete(name);
  return [...names].sort();
}

describe('the tables', () => {
  it.each<[string, object, object]>([
    ['Easy', Easy.prototype, EASY],
    ['Multi', Multi.prototype, MULTI],
    ['Share', Share.prototype, SHARE],
  ])('of %s name every public member', (_, prototype, table) => {
    expect(membersOf(prototype)).toEqual(Object.keys(table).sort());
  });
});

const stalled = () => new Easy().setOpt('URL', `${origin.http}/stall`);

describe.each(Object.entries(EASY))('%s of an Easy', (_, [operation, closed, idle, inMulti, inCallback]) => {
  it('is as the table says when closed, idle, and in a multi', () => {
    const [shut, unused, busy] = [new Easy(), new Easy(), stalled()];
    shut.close();
    using multi = new Multi().addHandle(busy);
    multi.perform();
    expect([shut, unused, busy].map((easy) => outcomeOf(() => operation(easy)))).toEqual([closed, idle, inMulti]);
    for (const easy of [unused, busy]) easy.close();
  });

  it.each(Object.entries(DRIVES))('is as the table says inside each callback, driven by %s', async (__, drive) => {
    for (const callback of Object.keys(CALLBACKS)) {
      const isEnding = callback === 'CLOSESOCKETFUNCTION' && /pause/.test(operation.toString());
      expect([callback, await inside(callback, drive, operation)]).toEqual([callback, isEnding ? REFUSED : inCallback]);
    }
  });
});

const isKnown = ([name]: [string, unknown]) => (SINCE[name] ?? 0) <= versionInfo().versionNum;

describe.each(Object.entries(MULTI).filter(isKnown))(
  '%s of a Multi',
  (_, [operation, [closed, byHand, attached, inCallback, inAttached]]) => {
    const other = () => new Easy().setOpt('URL', `${origin.http}/bytes/1`);

    it('is as the table says when closed, driven by hand, and attached', () => {
      const [shut, driven, onLoop] = [new Multi(), new Multi(), new Multi().attach({ onDone: () => {} })];
      const easys = [driven, onLoop].map((multi) => {
        const easy = stalled();
        multi.addHandle(easy);
        return easy;
      });
      driven.perform();
      shut.close();
      const others = [other(), other(), other()];
      const outcomes = [shut, driven, onLoop].map((multi, at) =>
        outcomeOf(() => operation(multi, easys[Math.max(0, at - 1)]!, others[at]!)),
      );
      expect(outcomes).toEqual([closed, byHand, attached]);
      for (const multi of [driven, onLoop]) multi.close();
      for (const easy of [...easys, ...others]) easy.close();
    });

    it.each([
      ['a multi by hand', inCallback],
      ['the event loop', inAttached],
    ])('is as the table says inside a callback, driven by %s', async (how, expected) => {
      const more = other();
      expect(await inside('WRITEFUNCTION', DRIVES[how]!, (easy, multi) => operation(multi, easy, more))).toBe(expected);
      more.close();
    });
  },
);

describe.each(Object.entries(SHARE))('%s of a Share', (_, [operation, closed, unused, used, inCallback]) => {
  const sharing = () => new Share().setOpt(constants.CURLSHOPT_SHARE, DNS);

  it('is as the table says when closed, unused, used, and inside a callback', async () => {
    const [shut, idle, taken, busy] = [sharing(), sharing(), sharing(), sharing()];
    shut.close();
    const easy = new Easy().setOpt('SHARE', taken);
    expect([shut, idle, taken].map((share) => outcomeOf(() => operation(share)))).toEqual([closed, unused, used]);
    expect(await inside('WRITEFUNCTION', DRIVES['perform()']!, () => operation(busy), { SHARE: busy })).toBe(inCallback);
    easy.close();
    for (const share of [idle, taken, busy]) share.close();
  });
});
