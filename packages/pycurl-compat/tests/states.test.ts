import { readFileSync } from 'node:fs';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { BytesIO, type Curl, CurlMulti, OverflowError, RuntimeError, pycurl } from '../src/index.js';
import { curlFor, echoOf, thrownBy } from './helpers.js';

let origin: Origin;
let c: Curl;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => (c = curlFor(`${origin.http}/bytes/5`)));
afterEach(() => c.close());

const run = (m: CurlMulti) => {
  while (m.perform()[1]) m.select(0.1);
};

describe('reset() in a multi', () => {
  const again = (path: string): BytesIO => {
    const body = new BytesIO();
    c.setopt(c.URL, `${origin.http}${path}`);
    c.setopt(c.WRITEDATA, body);
    return body;
  };

  it('before the transfer has started makes it start with the new options', () => {
    using m = new CurlMulti();
    m.add_handle(c);
    c.reset();
    const body = again('/bytes/7');
    run(m);
    expect([body.getvalue().length, c.multi(), m.contains(c), m.info_read()]).toEqual([7, m, true, [0, [c], []]]);
    m.remove_handle(c);
  });

  it('while the transfer runs restarts it', () => {
    using m = new CurlMulti();
    c.setopt(c.URL, `${origin.http}/stall`);
    m.add_handle(c);
    m.perform();
    c.reset();
    const body = again('/bytes/7');
    run(m);
    expect([body.getvalue().length, m.info_read()]).toEqual([7, [0, [c], []]]);
  });

  it('after the transfer has ended does not restart it, and keeps its message', () => {
    using m = new CurlMulti();
    m.add_handle(c);
    run(m);
    c.reset();
    expect([m.perform(), c.multi(), m.contains(c), m.info_read(), m.info_read()]).toEqual([[0, 0], m, true, [0, [c], []], [0, [], []]]);
    m.remove_handle(c);
    expect([c.multi(), m.contains(c)]).toEqual([null, false]);
    again('/bytes/7');
    m.add_handle(c);
    run(m);
    expect(m.info_read()).toEqual([0, [c], []]);
  });

  it('ends with the multi, and with the handle', () => {
    using m = new CurlMulti();
    m.add_handle(c);
    run(m);
    c.reset();
    c.close();
    expect([m.contains(c), m.info_read()]).toEqual([false, [0, [], []]]);
  });
});

describe('the exception of a callback', () => {
  it.each([['SOCKOPTFUNCTION'], ['PREREQFUNCTION']] as const)('in %s is raised in place of the error', (option) => {
    const boom = new RuntimeError('boom');
    const raise = () => {
      throw boom;
    };
    c.setopt(pycurl[option], raise);
    expect(thrownBy(() => c.perform())).toBe(boom);
    using m = new CurlMulti();
    m.add_handle(c);
    expect(thrownBy(() => run(m))).toBe(boom);
    run(m);
    expect(m.info_read()[2]).toMatchObject([[c, 42, expect.any(String)]]);
  });

  it('that does not fit in an int is an OverflowError', () => {
    c.setopt(c.PREREQFUNCTION, () => 2 ** 31);
    expect(thrownBy(() => c.perform())).toEqual(new OverflowError('prereq callback returned 2147483648 which does not fit in an int'));
    c.setopt(c.PREREQFUNCTION, null);
    c.setopt(c.NOPROGRESS, 0);
    c.setopt(c.XFERINFOFUNCTION, () => 2 ** 31);
    const thrown = thrownBy(() => c.perform());
    expect([thrown.args[0], (thrown.cause as Error).cause]).toEqual([
      42,
      new OverflowError('xferinfo callback returned 2147483648 which does not fit in an int'),
    ]);
  });

  it('fails nothing if the callback’s return value is ignored', () => {
    const printed = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      c.setopt(c.VERBOSE, 1);
      c.setopt(c.DEBUGFUNCTION, () => {
        throw new Error('boom');
      });
      c.perform();
      expect(printed).toHaveBeenCalledWith(expect.stringContaining('boom'));
    } finally {
      printed.mockRestore();
    }
  });
});

describe('set_ca_certs', () => {
  beforeEach(() => c.setopt(c.URL, `${origin.https}/bytes/5`));

  it('makes connections over TLS trust its certificates', () => {
    c.set_ca_certs(readFileSync(origin.caFile, 'utf8'));
    c.perform();
    c.set_ca_certs(readFileSync(origin.caFile));
    c.perform();
  });

  it('without a certificate fails only connections over TLS', () => {
    c.set_ca_certs('no certificate');
    expect(thrownBy(() => c.perform()).args[0]).toBe(pycurl.E_FAILED_INIT);
    c.setopt(c.URL, `${origin.http}/bytes/5`);
    c.perform();
    c.set_ca_certs(readFileSync(origin.caFile));
    c.setopt(c.URL, `${origin.https}/bytes/5`);
    c.perform();
  });

  it('refuses values other than text, and a closed handle', () => {
    for (const wrong of [5, 'ä']) expect(() => c.set_ca_certs(wrong as never)).toThrow(TypeError);
    c.close();
    expect(thrownBy(() => c.set_ca_certs('x')).args[0]).toBe(43);
  });
});

describe('a refusal names the method that was called', () => {
  it.each([
    ['recv_into', (curl: Curl) => curl.recv_into(Buffer.alloc(1))],
    ['ws_recv_into', (curl: Curl) => curl.ws_recv_into(Buffer.alloc(1))],
    ['ws_close', (curl: Curl) => curl.ws_close(1000)],
    ['unpause', (curl: Curl) => curl.unpause()],
  ])('%s', (name, call) => {
    c.close();
    expect(thrownBy(() => call(c)).args).toEqual([`cannot invoke ${name}() - no curl handle`]);
  });
});

describe('COPYPOSTFIELDS', () => {
  it('sends as many bytes as POSTFIELDSIZE says', () => {
    c.setopt(c.URL, `${origin.http}/echo`);
    c.setopt(c.POSTFIELDSIZE, 3);
    c.setopt(c.COPYPOSTFIELDS, 'abcdef');
    expect(echoOf(c).body).toBe('abc');
    c.setopt(c.POSTFIELDSIZE, -1);
    c.setopt(c.COPYPOSTFIELDS, Buffer.from('abcdef'));
    expect(echoOf(c).body).toBe('abcdef');
    c.setopt(c.POSTFIELDSIZE, 9);
    expect(thrownBy(() => c.setopt(c.COPYPOSTFIELDS, 'abc')).args[0]).toBe(43);
  });
});

describe('mistakes', () => {
  it.each([
    ['a third argument of setopt', () => c.setopt(c.URL, 'x', 3 as never), 'setopt() takes at most 2 positional arguments (3 given)'],
    ['a keyword of setopt', () => c.setopt(c.URL, 'x', { memoryview: true } as never), "'memoryview' is an invalid keyword argument"],
    ['no value for setopt', () => (c.setopt as (option: number) => void).call(c, c.URL), 'setopt() takes at least 2'],
    ['a text for pause', () => c.pause('x' as never), 'cannot be interpreted as an integer'],
    ['a number that is not whole for pause', () => c.pause(1.5), "'float' object cannot be interpreted as an integer"],
    ['a text for recv_into', () => c.recv_into(Buffer.alloc(1), 'x' as never), 'cannot be interpreted as an integer'],
    ['a text for info_read', () => new CurlMulti().info_read('x' as never), 'cannot be interpreted as an integer'],
    ['a number for a subtype', () => new pycurl.CurlMime(c).add_multipart('n', 5 as never), 'subtype must be a byte string'],
    ['a keyword of add', () => new pycurl.CurlMime(c).add({ nam: 'x' } as never), "'nam' is an invalid keyword argument for add()"],
    ['a number for an encoder', () => new pycurl.CurlMime(c).addpart().encoder(5 as never), 'expected bytes or an ASCII string, got int'],
  ])('%s is a TypeError', (_what, call, words) => {
    const thrown = thrownBy(call);
    expect(thrown).toBeInstanceOf(TypeError);
    expect(thrown.message).toContain(words);
  });

  it('null counts as absent, and bytes are a path', () => {
    const mime = new pycurl.CurlMime(c);
    mime.add({ name: 'n', data: null, file: null, headers: null });
    mime.add_file('f', Buffer.from(__filename));
    mime.addpart().filedata(Buffer.from(__filename));
  });

  it('an unknown part of a URL has libcurl’s code', () => {
    expect(thrownBy(() => new pycurl.CurlUrl().getpart(9999)).args).toEqual([9, pycurl.url_strerror(9)]);
  });
});

describe('a callback', () => {
  /** Its handle, and whether it is still there after garbage collection. */
  async function isHeldAfter(end: (handle: Curl) => void): Promise<boolean> {
    const held = (() => {
      const callback = () => {};
      c.setopt(c.WRITEFUNCTION, callback);
      return new WeakRef(callback);
    })();
    end(c);
    for (let turn = 0; turn < 5; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      (globalThis as { gc?: () => void }).gc!();
    }
    return held.deref() !== undefined;
  }

  it.each<[name: string, end: (handle: Curl) => void, isHeld: boolean]>([
    ['while its handle is open', () => {}, true],
    ['after close()', (handle) => handle.close(), false],
    ['after reset()', (handle) => handle.reset(), false],
    ['after unsetopt()', (handle) => handle.unsetopt(handle.WRITEFUNCTION), false],
    ['after another one took its place', (handle) => handle.setopt(handle.WRITEFUNCTION, () => {}), false],
    ['after a file took its place', (handle) => handle.setopt(handle.WRITEDATA, new BytesIO()), false],
  ])('is referenced as long as it can be called: %s', async (_name, end, isHeld) => {
    expect(await isHeldAfter(end)).toBe(isHeld);
  });
});
