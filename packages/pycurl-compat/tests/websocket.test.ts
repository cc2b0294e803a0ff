import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import {
  BlockingIOError,
  type Curl,
  CurlMulti,
  LookupError,
  OverflowError,
  UnicodeDecodeError,
  UnicodeEncodeError,
  ValueError,
  pycurl,
} from '../src/index.js';
import { thrownBy } from './helpers.js';

let origin: Origin;
let c: Curl;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => {
  c = new pycurl.Curl();
  c.setopt(pycurl.URL, origin.http.replace('http', 'ws'));
});
afterEach(() => c.close());

/** Tries until there is something. */
function soon<T>(action: () => T): T {
  for (const deadline = Date.now() + 5000; ;) {
    try {
      return action();
    } catch (thrown) {
      if (!(thrown instanceof BlockingIOError) || Date.now() > deadline) throw thrown;
    }
  }
}

describe('in CONNECT_ONLY mode', () => {
  beforeEach(() => {
    c.setopt(pycurl.CONNECT_ONLY, 2);
    c.perform();
  });

  it('text and bytes are sent as their kinds of frames', () => {
    c.ws_send('text ü');
    expect(soon(() => c.ws_recv(100))).toMatchObject([Buffer.from('text ü'), { flags: pycurl.WS_TEXT, bytesleft: 0 }]);
    c.ws_send(Buffer.from([1, 2]));
    expect(soon(() => c.ws_recv(100))).toMatchObject([Buffer.from([1, 2]), { flags: pycurl.WS_BINARY, len: 2 }]);
    c.ws_send(Buffer.from('as text'), pycurl.WS_TEXT);
    expect(soon(() => c.ws_recv(100))[1]!.flags).toBe(pycurl.WS_TEXT);
  });

  it('text may have another encoding', () => {
    expect([c.ws_send('\xe9', undefined, 0, 'latin1'), c.ws_send('\xe9')]).toEqual([1, 2]);
    expect(() => c.ws_send('\xe9', null, 0, 'ascii')).toThrow(UnicodeEncodeError);
    expect(() => c.ws_send('x', null, 0, 'klingon')).toThrow(new LookupError('unknown encoding: klingon'));
  });

  it('frames are received in pieces, into the caller’s memory', () => {
    c.ws_send('0123456789');
    const room = Buffer.alloc(4);
    const [received, frame] = soon(() => c.ws_recv_into(room));
    expect([received, room.toString(), frame!.offset, frame!.bytesleft]).toEqual([4, '0123', 0, 6]);
    const [rest, next] = soon(() => c.ws_recv(100));
    expect([rest.toString(), next!.offset, next!.bytesleft]).toEqual(['456789', 4, 0]);
    expect(() => c.ws_recv_into(room, 5)).toThrow(new ValueError('buffer too small for requested bytes'));
    expect(() => c.ws_recv_into('x' as never)).toThrow(TypeError);
  });

  it('recv without data throws a BlockingIOError', () => {
    expect(() => c.ws_recv(10)).toThrow(BlockingIOError);
    expect(() => c.ws_recv(-1)).toThrow(ValueError);
    expect(c.ws_meta()).toBeNull();
  });

  const { WS_TEXT, WS_BINARY, WS_CLOSE, WS_PING, WS_PONG, WS_CONT } = pycurl;
  it.each([
    ['text and binary', 'x', WS_TEXT | WS_BINARY, ValueError, 'cannot set both WS_TEXT and WS_BINARY'],
    ['two control flags', Buffer.from('x'), WS_PING | WS_PONG, ValueError, 'only one of WS_PING'],
    ['a fragmented control frame', Buffer.from('x'), WS_PING | WS_CONT, ValueError, 'control frames cannot be fragmented'],
    ['text in a binary frame', 'x', WS_BINARY, TypeError, 'str data is incompatible with WS_BINARY'],
    ['text in a closing frame', 'x', WS_CLOSE, TypeError, 'str data is incompatible with WS_CLOSE'],
    ['nothing', null, undefined, TypeError, 'not NoneType'],
    ['a number', 5, undefined, TypeError, "a bytes-like object is required, not 'int'"],
    ['negative flags', 'x', -1, ValueError, 'flags must be non-negative'],
    ['too large flags', 'x', 2 ** 40, OverflowError, 'flags out of range'],
    ['flags that are text', 'x', 'x' as never, TypeError, 'cannot be interpreted as an integer'],
  ])('%s is refused', (_what, data, flags, kind, words) => {
    const thrown = thrownBy(() => c.ws_send(data as never, flags));
    expect(thrown).toBeInstanceOf(kind);
    expect(thrown.message).toContain(words);
  });

  it('close has a code and a reason, within limits', () => {
    for (const code of [999, 1004, 1006, 1015, 2999, 5000])
      expect(() => c.ws_close(code)).toThrow(new ValueError('ws_close: code must be a valid wire close status code'));
    for (const code of ['1000', 1000.5]) expect(() => c.ws_close(code as never)).toThrow(/cannot be interpreted as an integer/);
    expect(() => c.ws_close(null, 'why')).toThrow('reason requires code');
    expect(() => c.ws_close(1000, 'x'.repeat(124))).toThrow('payload too large (126 bytes');
    expect(() => c.ws_close(1000, Buffer.from([0xff]))).toThrow(UnicodeDecodeError);
    expect(() => c.ws_close(1000, '\xe9', 'latin-1')).toThrow(UnicodeDecodeError);
    expect(() => c.ws_close(1000, '\xe9', 'ascii')).toThrow(UnicodeEncodeError);
    expect(() => c.ws_close(1000, 5 as never)).toThrow(TypeError);
    expect(c.ws_close(1000, 'x'.repeat(123))).toBe(125);
    const [payload, frame] = soon(() => c.ws_recv(200));
    expect([payload.readUInt16BE(0), frame!.flags & WS_CLOSE]).toEqual([1000, WS_CLOSE]);
  });
});

describe('with WRITEFUNCTION', () => {
  it('frames arrive with their kind, and may be answered there', () => {
    const seen: unknown[] = [];
    c.setopt(pycurl.WRITEFUNCTION, (data: Buffer) => {
      const frame = c.ws_meta()!;
      seen.push([data.toString(), frame.flags]);
      expect(thrownBy(() => c.ws_recv(1)).args).toEqual(['cannot invoke ws_recv() - perform() is currently running']);
      if (frame.flags & pycurl.WS_TEXT && seen.length < 3) c.ws_send(`answer ${seen.length}`);
      else c.ws_close(1000, 'enough');
    });
    // This server says something first.
    c.setopt(pycurl.URL, `${origin.http.replace('http', 'ws')}/greet`);
    const multi = new CurlMulti();
    multi.add_handle(c);
    for (const deadline = Date.now() + 3000; multi.perform()[1] > 0 && Date.now() < deadline;) multi.select(0.02);
    multi.remove_handle(c);
    multi.close();
    expect(seen.length).toBeGreaterThanOrEqual(1);
    expect((seen[0] as [string, number])[1]).toBe(pycurl.WS_TEXT);
  });

  it('other callbacks cannot send', () => {
    let refused: unknown;
    c.setopt(pycurl.URL, `${origin.http}/bytes/1`);
    c.setopt(pycurl.HEADERFUNCTION, () => void (refused = thrownBy(() => c.ws_send('x')).args));
    c.setopt(pycurl.WRITEFUNCTION, () => void expect(c.ws_meta()).toBeNull());
    c.perform();
    expect(refused).toEqual(['cannot invoke ws_send() - perform() is currently running outside WRITEFUNCTION callback']);
  });
});
