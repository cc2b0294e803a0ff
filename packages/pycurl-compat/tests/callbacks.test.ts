import { inspect } from 'node:util';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { type Curl, CurlMulti, pycurl } from '../src/index.js';
import { curlFor, echoOf, thrownBy } from './helpers.js';

let origin: Origin;
let c: Curl;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => (c = curlFor(`${origin.http}/echo`)));
afterEach(() => c.close());

const codeOf = (handle: Curl = c) => thrownBy(() => handle.perform()).args[0];
/** The error of the callback. */
const causeOf = () => (thrownBy(() => c.perform()).cause as Error).cause;
const any = (value: unknown) => value as never;

describe('READFUNCTION', () => {
  const upload = (read: (size: number) => unknown) => {
    c.setopt(pycurl.POST, 1);
    c.setopt(pycurl.POSTFIELDSIZE, 6);
    c.setopt(pycurl.READFUNCTION, any(read));
  };

  it.each([
    ['bytes', Buffer.from('abcdef')],
    ['a view', new Uint8Array(Buffer.from('xabcdef')).subarray(1)],
    ['ASCII text', 'abcdef'],
  ])('may return %s', (_what, value) => {
    let left: unknown[] = [value];
    upload(() => left.shift() ?? '');
    expect(echoOf(c).body).toBe('abcdef');
    left = [value];
    c.setopt(pycurl.POSTFIELDSIZE, 6);
    expect(echoOf(c).body).toBe('abcdef');
  });

  it.each([
    ['READFUNC_ABORT', () => pycurl.READFUNC_ABORT],
    ['another number', () => 7],
    ['None', () => null],
    ['an object', () => ({})],
    ['more than was asked for', (size: number) => Buffer.alloc(size + 1)],
    ['text beyond ASCII', () => 'ä'],
  ])('that returns %s aborts the transfer', (_what, read) => {
    upload(read);
    expect(codeOf()).toBe(pycurl.E_ABORTED_BY_CALLBACK);
  });

  it.each([2 ** 70, -(2n ** 64n)])('that returns %s is an OverflowError', (answer) => {
    upload(() => answer);
    expect(causeOf()).toMatchObject({ name: 'OverflowError', message: 'Python int too large to convert to C long' });
  });

  it('that throws aborts the transfer, with the cause', () => {
    const boom = new Error('boom');
    upload(() => {
      throw boom;
    });
    const thrown = thrownBy(() => c.perform());
    expect([thrown.args[0], ((thrown.cause as Error).cause as Error) ?? thrown.cause]).toEqual([42, boom]);
  });

  it('may pause, and is called again after unpause', () => {
    const answers: unknown[] = [pycurl.READFUNC_PAUSE, 'abcdef'];
    upload(() => answers.shift() ?? '');
    const multi = new CurlMulti();
    multi.add_handle(c);
    for (const deadline = Date.now() + 5000; multi.perform()[1] > 0 && Date.now() < deadline;) {
      if (answers.length === 1) c.unpause();
      multi.select(0.02);
    }
    expect(answers).toEqual([]);
    multi.remove_handle(c);
    multi.close();
    expect(c.getinfo(pycurl.SIZE_UPLOAD_T)).toBe(6);
  });

  it('must be callable, and READDATA readable', () => {
    expect(() => c.setopt(pycurl.READFUNCTION, any(5))).toThrow(TypeError);
    expect(() => c.setopt(pycurl.READDATA, any({}))).toThrow('object given without a read method');
    expect(() => c.setopt(pycurl.WRITEDATA, any({}))).toThrow('object given without a write method');
  });
});

describe('SEEKFUNCTION', () => {
  it('rewinds an upload that must be sent again', () => {
    const content = 'x'.repeat(1000);
    let [left, seeks] = [content, [] as unknown[]];
    c.setopt(pycurl.URL, `${origin.http}/location?to=%2Fecho&status=307`);
    c.setopt(pycurl.FOLLOWLOCATION, 1);
    c.setopt(pycurl.UPLOAD, 1);
    c.setopt(pycurl.INFILESIZE, content.length);
    c.setopt(pycurl.READFUNCTION, (size: number) => {
      const piece = left.slice(0, size);
      left = left.slice(size);
      return piece;
    });
    c.setopt(pycurl.SEEKFUNCTION, (offset: number, whence: number) => {
      seeks.push([offset, whence]);
      left = content.slice(offset);
      return pycurl.SEEKFUNC_OK;
    });
    expect(echoOf(c)).toMatchObject({ method: 'PUT', length: 1000 });
    expect(seeks).toEqual([[0, 0]]);
    seeks = [];
  });
});

describe('WRITEFUNCTION', () => {
  it.each([
    ['a number that is too small', () => 0],
    ['one that is too large', (data: Buffer) => data.length + 1],
    ['text', () => 'x'],
    ['an object', () => ({})],
  ])('that returns %s fails the transfer', (_what, write) => {
    c.setopt(pycurl.WRITEFUNCTION, any(write));
    expect(codeOf()).toBe(pycurl.E_WRITE_ERROR);
  });

  it('may pause, and gets the same data again', () => {
    const seen: string[] = [];
    c.setopt(pycurl.URL, `${origin.http}/bytes/10`);
    c.setopt(pycurl.WRITEFUNCTION, (data: Buffer) => {
      seen.push(data.toString('hex'));
      return seen.length === 1 ? pycurl.WRITEFUNC_PAUSE : data.length;
    });
    const multi = new CurlMulti();
    multi.add_handle(c);
    for (const deadline = Date.now() + 5000; multi.perform()[1] > 0 && Date.now() < deadline;) {
      if (seen.length === 1) c.pause(pycurl.PAUSE_CONT);
      multi.select(0.02);
    }
    multi.close();
    expect(seen).toEqual([seen[0], seen[0]]);
  });

  it('returns to the default when it is unset, like HEADERFUNCTION', () => {
    let calls = 0;
    c.setopt(pycurl.HEADERFUNCTION, () => void (calls += 1));
    c.setopt(pycurl.HEADERFUNCTION, null);
    c.setopt(pycurl.WRITEFUNCTION, () => void (calls += 1));
    c.unsetopt(pycurl.WRITEFUNCTION);
    c.setopt(pycurl.NOBODY, 1);
    c.perform();
    expect(calls).toBe(0);
  });
});

describe('callbacks around a connection', () => {
  const fresh = () => c.setopt(pycurl.FRESH_CONNECT, 1);

  it('SOCKOPTFUNCTION gets descriptor and purpose, and decides', () => {
    const given: unknown[] = [];
    fresh();
    c.setopt(pycurl.SOCKOPTFUNCTION, (fd: number, purpose: number) => {
      given.push(fd > 2, purpose);
      return pycurl.SOCKOPT_OK;
    });
    c.perform();
    expect(given).toEqual([true, pycurl.SOCKTYPE_IPCXN]);
    c.setopt(pycurl.SOCKOPTFUNCTION, () => pycurl.SOCKOPT_ERROR);
    expect([7, 42]).toContain(codeOf());
    c.setopt(
      pycurl.SOCKOPTFUNCTION,
      any(() => null),
    );
    expect([7, 42]).toContain(codeOf());
    c.setopt(pycurl.SOCKOPTFUNCTION, null);
    c.perform();
  });

  it('OPENSOCKETFUNCTION refuses with SOCKET_BAD, and with a value other than a socket', () => {
    fresh();
    for (const answer of [pycurl.SOCKET_BAD, 'x', null, {}]) {
      c.setopt(
        pycurl.OPENSOCKETFUNCTION,
        any(() => answer),
      );
      expect(codeOf()).toBe(pycurl.E_COULDNT_CONNECT);
    }
    c.unsetopt(pycurl.OPENSOCKETFUNCTION);
    c.perform();
  });

  it('CLOSESOCKETFUNCTION is called when a connection ends, also by close()', () => {
    const closed: number[] = [];
    c.setopt(pycurl.FORBID_REUSE, 1);
    c.setopt(pycurl.CLOSESOCKETFUNCTION, (fd: number) => {
      closed.push(fd);
      return 1;
    });
    c.perform();
    expect(closed).toHaveLength(1);
    c.setopt(pycurl.FORBID_REUSE, 0);
    c.perform();
    c.close();
    expect(closed).toHaveLength(2);
  });

  it('PREREQFUNCTION gets both addresses, and decides', () => {
    let given: unknown[] = [];
    c.setopt(pycurl.PREREQFUNCTION, (...ends: unknown[]) => {
      given = ends;
      return pycurl.PREREQFUNC_OK;
    });
    c.perform();
    expect(given).toEqual(['127.0.0.1', '127.0.0.1', Number(new URL(origin.http).port), expect.any(Number)]);
    for (const answer of [pycurl.PREREQFUNC_ABORT, null, 'x']) {
      c.setopt(
        pycurl.PREREQFUNCTION,
        any(() => answer),
      );
      expect(codeOf()).toBe(pycurl.E_ABORTED_BY_CALLBACK);
    }
    c.setopt(pycurl.PREREQFUNCTION, null);
    c.perform();
  });

  it('RESOLVER_START_FUNCTION is called without arguments, and decides', () => {
    let given: unknown[] | undefined;
    c.setopt(pycurl.URL, `${origin.http.replace('127.0.0.1', 'localhost')}/bytes/1`);
    c.setopt(
      pycurl.RESOLVER_START_FUNCTION,
      any((...values: unknown[]) => void (given = values)),
    );
    c.perform();
    expect(given).toEqual([]);
    fresh();
    c.setopt(pycurl.DNS_CACHE_TIMEOUT, 0);
    c.setopt(
      pycurl.RESOLVER_START_FUNCTION,
      any(() => 1),
    );
    expect([6, 42]).toContain(codeOf());
  });
});

describe('TRAILERFUNCTION', () => {
  const chunked = (trailers: () => unknown) => {
    const left = ['body'];
    c.setopt(pycurl.UPLOAD, 1);
    c.setopt(pycurl.HTTPHEADER, ['Transfer-Encoding: chunked', 'Trailer: X-Sum']);
    c.setopt(pycurl.READFUNCTION, () => left.shift() ?? '');
    c.setopt(pycurl.TRAILERFUNCTION, any(trailers));
  };

  it('returns the headers after a chunked upload', () => {
    chunked(() => ['X-Sum: 42']);
    expect(echoOf(c)).toMatchObject({ body: 'body', trailers: { 'x-sum': '42' } });
  });

  it('may return none', () => {
    chunked(() => null);
    expect(echoOf(c)).toMatchObject({ body: 'body', trailers: {} });
  });

  it('that returns something else aborts', () => {
    chunked(() => 'X-Sum: 42');
    expect(codeOf()).toBe(pycurl.E_ABORTED_BY_CALLBACK);
  });

  it('must be callable', () => {
    expect(() => c.setopt(pycurl.TRAILERFUNCTION, any([]))).toThrow(TypeError);
    c.setopt(pycurl.TRAILERFUNCTION, null);
  });
});

describe('XFERINFOFUNCTION', () => {
  it('aborts when it returns a value that is true in Python', () => {
    c.setopt(pycurl.URL, `${origin.http}/delay/50`);
    c.setopt(pycurl.NOPROGRESS, 0);
    for (const [answer, aborts] of [
      [null, false],
      [0, false],
      [false, false],
      [1, true],
      [true, true],
      ['x', true],
    ] as const) {
      c.setopt(
        pycurl.XFERINFOFUNCTION,
        any(() => answer),
      );
      if (aborts) expect(codeOf()).toBe(42);
      else c.perform();
    }
  });
});

describe('use_memoryview', () => {
  it('passes a view that ends with the call', () => {
    const kept: { toString(): string; length: number }[] = [];
    c.setopt(
      pycurl.WRITEFUNCTION,
      any((view: { toString(): string; length: number }) => void kept.push(view)),
      { use_memoryview: true },
    );
    c.setopt(pycurl.URL, `${origin.http}/bytes/4`);
    c.perform();
    expect(kept).toHaveLength(1);
    expect(() => c.setopt(pycurl.READFUNCTION, () => '', { use_memoryview: true })).toThrow(
      /only supported for WRITEFUNCTION and HEADERFUNCTION/,
    );
  });
});

describe('a return value that is not an integer', () => {
  const bad = {
    [inspect.custom]() {
      throw new Error('not to be shown');
    },
  };
  it.each([
    ['text beyond ASCII', 'café \u{20ac}\u{1f600}', String.raw`'caf\xe9 \u20ac\U0001f600'`],
    ['an object that cannot be shown', bad, 'a value'],
  ])('is reported in ASCII: %s', (_what, answer, shown) => {
    c.setopt(
      pycurl.SOCKOPTFUNCTION,
      any(() => answer),
    );
    expect(causeOf()).toMatchObject({ message: `sockopt callback returned ${shown} which is not an integer` });
  });
});
