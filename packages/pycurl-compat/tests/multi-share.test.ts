import { inspect } from 'node:util';
import { needing, startOrigin, type Origin } from '@curlew-internal/test-origin';
import {
  AsyncCurlMulti,
  BytesIO,
  Curl,
  CurlMime,
  CurlMulti,
  CurlShare,
  CurlUrl,
  KeyError,
  RuntimeError,
  ValueError,
  pycurl,
  select,
} from '../src/index.js';
import { thrownBy } from './helpers.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

function get(path: string, c = new pycurl.Curl()): Curl {
  c.setopt(pycurl.URL, `${origin.http}${path}`);
  c.setopt(pycurl.WRITEDATA, new BytesIO());
  return c;
}
const argsOf = (action: () => unknown): unknown => {
  const thrown = thrownBy(action);
  return thrown.args ?? thrown;
};

describe('CurlMulti', () => {
  describe('a callback that throws, or returns a value other than a C int', () => {
    let printed: string[];
    beforeEach(() => {
      printed = [];
      jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    });
    afterEach(() => jest.restoreAllMocks());

    const MISTAKES: [name: string, callback: () => number, text: string][] = [
      [
        'throws',
        () => {
          throw new RuntimeError('boom');
        },
        'RuntimeError: boom',
      ],
      ['answers 2**32', () => 2 ** 32, 'OverflowError'],
    ];
    const ENDS: [name: string, option: number, end: (m: CurlMulti, c: Curl) => void][] = [
      ['remove_handle', pycurl.M_SOCKETFUNCTION, (m, c) => m.remove_handle(c)],
      ['close of the multi', pycurl.M_SOCKETFUNCTION, (m) => m.close()],
      ['close of the multi', pycurl.M_TIMERFUNCTION, (m) => m.close()],
      ['close of the handle', pycurl.M_SOCKETFUNCTION, (_m, c) => c.close()],
      ['reset of the handle', pycurl.M_SOCKETFUNCTION, (_m, c) => c.reset()],
    ];
    const casesOf = (option: number) =>
      ENDS.filter((end) => end[1] === option).flatMap(([name, , end]) =>
        MISTAKES.map(([mistake, callback, text]) => ({ name, mistake, option, end, callback, text })),
      );
    const check = ({ option, end, callback, text }: ReturnType<typeof casesOf>[number]) => {
      const m = new CurlMulti();
      const c = get('/stall');
      m.setopt(pycurl.M_SOCKETFUNCTION, () => {});
      m.setopt(pycurl.M_TIMERFUNCTION, () => {});
      m.add_handle(c);
      // The timer is set until the first perform().
      for (let round = 0; option === pycurl.M_SOCKETFUNCTION && round < 20 && m.fdset()[0].length === 0; round += 1) {
        m.perform();
        m.select(0.1);
      }
      m.setopt(option as typeof pycurl.M_TIMERFUNCTION, callback);
      end(m, c);
      expect(printed.join('')).toContain(text);
      c.close();
    };
    it.each(casesOf(pycurl.M_TIMERFUNCTION))('$name prints a mistake of the timer callback, and completes: $mistake', check);
    needing('sockets of perform').it.each(casesOf(pycurl.M_SOCKETFUNCTION))(
      '$name prints a mistake of the socket callback, and completes: $mistake',
      check,
    );

    needing('sockets of perform').it('makes perform fail with the exception as the cause', () => {
      using m = new CurlMulti({ close_handles: true });
      const c = get('/bytes/1');
      m.add_handle(c);
      m.setopt(pycurl.M_SOCKETFUNCTION, MISTAKES[0]![1]);
      const thrown = thrownBy(() => {
        for (let round = 0; round < 20; round += 1) m.perform();
      });
      expect([thrown.args, printed]).toEqual([[11, 'perform failed'], []]);
      expect((thrown.cause as Error).cause).toMatchObject({ message: 'boom' });
    });
  });

  it('runs the loop of the documentation with the select module', () => {
    const m = new pycurl.CurlMulti();
    const handles = [1, 2, 3].map((size) => get(`/bytes/${size}`));
    for (const c of handles) m.add_handle(c);
    let ret: number, running: number;
    do [ret, running] = m.perform();
    while (ret === pycurl.E_CALL_MULTI_PERFORM);
    while (running) {
      select.select(...m.fdset(), 0.5);
      do [ret, running] = m.perform();
      while (ret === pycurl.E_CALL_MULTI_PERFORM);
    }
    const [queued, ok, failed] = m.info_read();
    expect([queued, new Set(ok), failed]).toEqual([0, new Set(handles), []]);
    expect(handles[0]!.multi()).toBe(m);
    for (const c of handles) m.remove_handle(c);
    expect(handles[0]!.multi()).toBeNull();
    m.close();
  });

  it('reports failures as handle, code, message', () => {
    using m = new CurlMulti({ close_handles: true });
    const c = new Curl();
    c.setopt(pycurl.URL, `${origin.refused}/`);
    m.add_handle(c);
    while (m.perform()[1]) m.select(0.1);
    expect(m.info_read(1)).toEqual([0, [], [[c, 7, expect.stringContaining('127.0.0.1')]]]);
    expect(argsOf(() => m.info_read(0))).toEqual(['argument to info_read must be greater than zero']);
    m.close();
    expect([c.closed, m.closed]).toEqual([true, true]);
  });

  it('refuses as pycurl does', () => {
    using m = new CurlMulti();
    using other = new CurlMulti();
    const c = get('/bytes/1');
    expect(argsOf(() => m.remove_handle(c))).toEqual(['curl object not on this multi-stack']);
    m.add_handle(c);
    expect(argsOf(() => m.add_handle(c))).toEqual(['curl object already on this multi-stack']);
    expect(argsOf(() => other.add_handle(c))).toEqual(['cannot add/remove handle - curl object already on another multi-stack']);
    expect(argsOf(() => c.perform())).toEqual([2, 'easy handle already used in multi handle']);
    expect([m.contains(c), other.contains(c)]).toEqual([true, false]);
    expect(() => m.contains(5 as never)).toThrow(new TypeError('__contains__ expects a Curl object'));
    const closed = new Curl();
    closed.close();
    expect(argsOf(() => m.add_handle(closed))).toEqual(['curl object already closed']);
    m.remove_handle(closed);
    expect(() => m.add_handle({} as never)).toThrow(TypeError);
    expect(() => m.select(-1)).toThrow(RangeError);
    expect(m.select(0)).toBe(0);
    other.close();
    expect(argsOf(() => other.perform())).toEqual(['cannot invoke perform() - no multi handle']);
    expect(argsOf(() => other.add_handle(c))).toEqual(['cannot add/remove handle - multi-stack is closed']);
  });

  it('cannot be used by callbacks, nor can its handles', () => {
    using m = new CurlMulti();
    const sibling = get('/bytes/1');
    const c = get('/bytes/1');
    const texts: unknown[] = [];
    c.setopt(pycurl.WRITEFUNCTION, () => {
      texts.push(
        argsOf(() => m.perform()),
        argsOf(() => m.remove_handle(c)),
        argsOf(() => sibling.setopt(pycurl.PORT, 1)),
      );
      m.info_read();
    });
    for (const each of [c, sibling]) m.add_handle(each);
    while (m.perform()[1]) m.select(0.1);
    expect(texts).toEqual([
      ['cannot invoke perform() - multi_perform() is currently running'],
      ['cannot add/remove handle - multi_perform() already running'],
      ['cannot invoke setopt() - perform() is currently running'],
    ]);
  });

  it('checks options by their type', () => {
    using m = new CurlMulti();
    m.setopt(pycurl.M_MAXCONNECTS, 5);
    m.setopt(pycurl.M_TIMERFUNCTION, () => {});
    m.setopt(pycurl.M_TIMERFUNCTION, null);
    expect(() => m.setopt(pycurl.M_MAXCONNECTS, null as never)).toThrow('unsetting is not supported for this option');
    expect(() => m.setopt(pycurl.M_MAXCONNECTS, (() => {}) as never)).toThrow('callables are not supported for this option');
    expect(() => m.setopt(pycurl.M_TIMERFUNCTION, 5 as never)).toThrow('integers are not supported for this option');
    expect(() => m.setopt(pycurl.M_MAXCONNECTS, [] as never)).toThrow('lists/tuples are not supported for this option');
    expect(() => m.setopt(Number(99), 1)).toThrow('invalid arguments to setopt');
  });
});

describe('AsyncCurlMulti', () => {
  it('resolves to the same Curl object', async () => {
    await using m = new AsyncCurlMulti();
    const c = get('/bytes/1');
    const future = m.add_handle(c);
    expect([m.futures(), c.multi()]).toEqual([[future], m]);
    expect(await future).toBe(c);
    expect([m.futures(), c.multi(), c.getinfo(pycurl.RESPONSE_CODE)]).toEqual([[], null, 200]);
    expect(await m.perform(c)).toBe(c);
  });

  it('rejects with pycurl.error', async () => {
    await using m = new AsyncCurlMulti();
    const c = new Curl();
    c.setopt(pycurl.URL, `${origin.refused}/`);
    await expect(m.perform(c)).rejects.toMatchObject({ name: 'error', args: [7, expect.any(String)] });
  });

  it('refuses as pycurl does', async () => {
    const m = new AsyncCurlMulti();
    const c = get('/delay/1000');
    const future = m.add_handle(c);
    expect(() => m.add_handle(c)).toThrow(new RuntimeError('Curl handle is already registered'));
    expect(() => m.remove_handle(get('/'))).toThrow(new RuntimeError('Curl handle is not registered'));
    expect(() => m.futures([get('/')])).toThrow(KeyError);
    expect(() => m.setopt(pycurl.M_SOCKETFUNCTION as number, 1)).toThrow(ValueError);
    m.remove_handle(c);
    await expect(future).rejects.toMatchObject({ code: 'ERR_CURL_CANCELLED' });
    await m.aclose();
    await m.aclose();
    expect(() => m.add_handle(c)).toThrow(new RuntimeError('AsyncCurlMulti is closed'));
    expect([m.closed, c.closed]).toEqual([true, false]);
  });

  it('cancels a transfer', async () => {
    await using m = new AsyncCurlMulti({ close_handles: true });
    const future = m.add_handle(get('/delay/1000'));
    expect([future.cancel(), await future.catch(() => 'rejected'), future.cancelled]).toEqual([true, 'rejected', true]);
  });
});

describe('CurlShare', () => {
  it('shares cookies, and detaches when it is closed', () => {
    const s = new CurlShare();
    s.setopt(pycurl.SH_SHARE, pycurl.LOCK_DATA_COOKIE);
    const [one, two] = [get('/cookies/a/1'), get('/cookies')];
    for (const c of [one, two]) {
      c.setopt(pycurl.SHARE, s);
      c.setopt(pycurl.COOKIEFILE, '');
    }
    one.perform();
    expect(JSON.parse(two.perform_rs())).toEqual({ cookie: 'a=1' });
    expect(two.share()).toBe(s);
    s.close();
    expect([s.closed, two.share(), two.perform_rs()]).toEqual([true, null, expect.any(String)]);
  });

  it('refuses as pycurl does', () => {
    const s = new CurlShare({ detach_on_close: false });
    const c = get('/');
    c.setopt(pycurl.SHARE, s);
    expect(argsOf(() => c.setopt(pycurl.SHARE, s))).toEqual(['Curl object already sharing. Unshare first.']);
    expect(argsOf(() => s.close())).toEqual(['cannot close CurlShare: still in use by 1 active Curl object']);
    expect(argsOf(() => s.share(pycurl.LOCK_DATA_DNS))).toEqual([2, expect.stringMatching(/in use/i)]);
    c.unsetopt(pycurl.SHARE);
    expect(() => s.share()).toThrow('at least one LOCK_DATA_* argument required');
    expect(() => s.share([1] as never)).toThrow(/not expanded/);
    expect(() => s.setopt(pycurl.SH_SHARE, 99)).toThrow('invalid arguments to setopt');
    expect(() => s.setopt(99, 1)).toThrow('integers are not supported for this option');
    expect(() => new CurlShare(5 as never)).toThrow(TypeError);
    expect(() => new CurlShare({ other: 1 } as never)).toThrow(TypeError);
    s.close();
    expect(argsOf(() => s.share(pycurl.LOCK_DATA_DNS))).toEqual(['cannot invoke share() - no share handle']);
    expect(argsOf(() => c.setopt(pycurl.SHARE, s))).toEqual(['CurlShare is closed']);
  });
});

describe('CurlMime', () => {
  it('sends a form', () => {
    const c = get('/echo');
    const m = new CurlMime(c);
    m.add_field('a', 'b');
    m.add({ name: 'f', data: Buffer.from('content'), filename: 'n.txt', content_type: 'a/b' });
    const inner = m.add_multipart('nested');
    inner.add_field('c', 'd');
    c.setopt(pycurl.MIMEPOST, m);
    const { body } = JSON.parse(c.perform_rs()) as { body: string };
    expect(body).toContain('name="a"\r\n\r\nb');
    expect(body).toContain('filename="n.txt"');
    expect(body).toMatch(/multipart\/mixed; boundary=[\s\S]*\r\n\r\nd/);
    c.close();
  });

  it('reads data when it is sent, and frees the data once', () => {
    const c = get('/echo');
    const m = new CurlMime(c);
    const freed: unknown[] = [];
    const state = { left: ['one ', 'two'] };
    m.addpart().data_cb(
      7,
      (given) => given.left.shift() ?? '',
      null,
      (given) => void freed.push(given),
      state,
    );
    c.setopt(pycurl.MIMEPOST, m);
    expect(c.perform_rs()).toContain('one two');
    for (let round = 0; round < 2; round++) m.close();
    expect(freed).toEqual([state]);
    c.close();
  });

  it('refuses as pycurl does', () => {
    const [c, other] = [get('/'), get('/')];
    const m = new CurlMime(c);
    expect(() => m.add({ name: 'a', data: 'b', file: 'c' })).toThrow(new ValueError('add() accepts at most one of data or file'));
    expect(() => other.setopt(pycurl.MIMEPOST, m)).toThrow(ValueError);
    expect(() => m.addpart().name(5 as never)).toThrow('expected bytes or an ASCII string, got int');
    expect(() => new CurlMime({} as never)).toThrow(TypeError);
    m.close();
    expect(argsOf(() => m.addpart())).toEqual(['cannot invoke addpart() - no mime handle']);
    for (const each of [c, other]) each.close();
  });
});

describe('CurlUrl', () => {
  it('has parts as properties', () => {
    const u = new CurlUrl('http://user:pw@example.com:8080/p?q=1#f');
    expect([u.scheme, u.user, u.password, u.host, u.port, u.path, u.query, u.fragment]).toEqual([
      'http',
      'user',
      'pw',
      'example.com',
      '8080',
      '/p',
      'q=1',
      'f',
    ]);
    u.query = null;
    u.port = 81;
    expect([u.query, String(u)]).toEqual([null, 'http://user:pw@example.com:81/p#f']);
    expect(String(u.copy())).toBe(String(u));
    expect(u.getpart(pycurl.UPART_HOST)).toBe('example.com');
  });

  it('is shown with its URL', () => {
    expect(inspect(new CurlUrl('https://example.com/a?b'))).toBe('<pycurl.CurlUrl "https://example.com/a?b">');
    expect(inspect(new CurlUrl())).toBe('<pycurl.CurlUrl (incomplete)>');
  });

  it('refuses as pycurl does', () => {
    expect(argsOf(() => new CurlUrl('http://a b/'))).toEqual([expect.any(Number), expect.any(String)]);
    expect(() => new CurlUrl(5 as never)).toThrow('a URL part must be a string, bytes, or None');
    expect(argsOf(() => String(new CurlUrl()))).toEqual(['cannot serialise an incomplete URL']);
  });

  it('is the URL of a transfer', () => {
    const c = new Curl();
    c.setopt(pycurl.CURLU, new CurlUrl(`${origin.http}/bytes/4`));
    expect(c.perform_rb()).toHaveLength(4);
    c.close();
  });
});

describe('constants', () => {
  it('are on the same objects as in pycurl', () => {
    using m = new CurlMulti();
    using s = new CurlShare();
    const c = new Curl();
    expect([c.URL, (c as { M_PIPELINING?: unknown }).M_PIPELINING]).toEqual([pycurl.URL, undefined]);
    expect([(m as never as typeof pycurl).M_PIPELINING, (m as never as typeof pycurl).URL]).toEqual([pycurl.M_PIPELINING, undefined]);
    expect((s as never as typeof pycurl).SH_SHARE).toBe(pycurl.SH_SHARE);
    c.close();
  });

  it('global_init checks its flags', () => {
    pycurl.global_init(pycurl.GLOBAL_DEFAULT);
    pycurl.global_cleanup();
    expect(() => pycurl.global_init(1 << 20)).toThrow(new ValueError('invalid option to global_init'));
  });
});
