import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import {
  BlockingIOError,
  BytesIO,
  Curl,
  CurlShare,
  MemoryError,
  OverflowError,
  StringIO,
  UnicodeDecodeError,
  UnicodeEncodeError,
  ValueError,
  pycurl,
} from '../src/index.js';
import { echoOf, thrownBy, type Echo } from './helpers.js';

let origin: Origin;
let c: Curl;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => (c = new pycurl.Curl()));
afterEach(() => c.close());

function echo(): Echo {
  c.setopt(pycurl.URL, `${origin.http}/echo`);
  return echoOf(c);
}

describe('a program as pycurl users write it', () => {
  it('collects a body in a BytesIO', () => {
    const buffer = new BytesIO();
    c.setopt(c.URL, `${origin.http}/bytes/5`);
    c.setopt(c.WRITEDATA, buffer);
    c.perform();
    expect([c.getinfo(pycurl.RESPONSE_CODE), c.getinfo(pycurl.HTTP_CODE), buffer.getvalue().length]).toEqual([200, 200, 5]);
    c.close();
    expect(c.closed).toBe(true);
  });

  it('posts a form and reads headers by a callback', () => {
    const headers: string[] = [];
    c.setopt(pycurl.POSTFIELDS, 'a=1&b=2');
    c.setopt(pycurl.HEADERFUNCTION, (line: Buffer) => void headers.push(line.toString()));
    const { method, body } = echo();
    expect([method, body, headers[0], headers.at(-1)]).toEqual(['POST', 'a=1&b=2', 'HTTP/1.1 200 OK\r\n', '\r\n']);
  });

  it('writes headers to a file-like object', () => {
    const [headers, body] = [new BytesIO(), new BytesIO()];
    c.setopt(pycurl.URL, `${origin.http}/bytes/3`);
    c.setopt(pycurl.WRITEHEADER, headers);
    c.setopt(pycurl.WRITEDATA, body);
    c.perform();
    expect(headers.getvalue().toString()).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\n$/);
    expect(body.getvalue()).toHaveLength(3);
    expect(() => c.setopt(pycurl.WRITEHEADER, {} as never)).toThrow('object given without a write method');
  });

  it('uploads from a file-like object', () => {
    const data = new BytesIO('upload');
    c.setopt(pycurl.UPLOAD, 1);
    c.setopt(pycurl.READDATA, data);
    c.setopt(pycurl.INFILESIZE, 6);
    expect(echo()).toMatchObject({ method: 'PUT', body: 'upload' });
  });

  it('sends its version as User-Agent by default', () => {
    expect(echo().headers['user-agent']).toBe(pycurl.version);
  });

  it('closes by `using`', () => {
    let seen: Curl;
    {
      using inner = new pycurl.Curl();
      seen = inner;
    }
    expect(seen.closed).toBe(true);
  });
});

describe('setopt', () => {
  it.each(['*', Buffer.from('*')])('takes text for WILDCARDMATCH as pycurl does: %p', (value) => {
    c.setopt(pycurl.WILDCARDMATCH, value as never);
    expect(() => c.setopt(pycurl.WILDCARDMATCH, 'a\0b' as never)).toThrow(ValueError);
  });

  it.each([
    ['aä', String.raw`'ascii' codec can't encode character '\xe4' in position 1: ordinal not in range(128)`],
    ['\u{1f600}', String.raw`'ascii' codec can't encode character '\U0001f600' in position 0: ordinal not in range(128)`],
    ['xäöy€', `'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)`],
  ])('tells what of %s is not ASCII', (text, message) => {
    expect(() => c.setopt(pycurl.URL, text)).toThrow(new UnicodeEncodeError(message));
  });

  it.each([
    ['€', 'latin-1', String.raw`'latin-1' codec can't encode character '\u20ac' in position 0: ordinal not in range(256)`],
    ['\ud800', 'utf-8', String.raw`'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed`],
  ])('tells what of %j is not in %s', (text, encoding, message) => {
    expect(() => c.ws_send(text, null, 0, encoding)).toThrow(new UnicodeEncodeError(message));
  });

  it('tells a number that is no option before an argument too many', () => {
    const setopt = c.setopt.bind(c) as (...given: unknown[]) => void;
    expect(() => setopt(2 ** 31, 1, 'more')).toThrow(OverflowError);
    expect(() => setopt(pycurl.PORT, 1, 'more')).toThrow('setopt() takes at most 2 positional arguments (3 given)');
  });

  it.each([
    ['URL', 1, 'integers are not supported for this option'],
    ['URL', ['a'], 'lists are not supported for this option'],
    ['URL', () => {}, 'functions are not supported for this option'],
    ['PORT', 'x', 'strings are not supported for this option'],
    ['PORT', 1.5, 'invalid arguments to setopt'],
    ['PORT', {}, 'invalid arguments to setopt'],
    ['HTTPHEADER', 'x', 'strings are not supported for this option'],
    ['HTTPHEADER', ['a: b', 5], 'list items must be byte strings or Unicode strings with ASCII code points only'],
    ['WRITEFUNCTION', 5, 'integers are not supported for this option'],
    ['WRITEDATA', {}, 'object given without a write method'],
    ['READDATA', {}, 'object given without a read method'],
    ['SHARE', {}, 'invalid arguments to setopt'],
    ['PORT', null, 'unsetopt() is not supported for this option'],
  ])('%s of %p is a TypeError', (name, value, message) => {
    expect(() => c.setopt(pycurl[name as 'URL'], value as never)).toThrow(new TypeError(message));
  });

  it('of what is no option is a TypeError', () => {
    for (const option of [0, -1, 99_999, pycurl.RESPONSE_CODE])
      expect(() => c.setopt(option as never, 'x' as never)).toThrow(new TypeError('invalid arguments to setopt'));
    for (const [option, type] of [
      ['URL', 'str'],
      [1.5, 'float'],
      [null, 'NoneType'],
      [[], 'list'],
      [Buffer.from('x'), 'bytes'],
    ])
      expect(() => c.setopt(option as never, 'x' as never)).toThrow(
        new TypeError(`'${type as string}' object cannot be interpreted as an integer`),
      );
  });

  it('takes bytes where it takes text, and ASCII text only', () => {
    c.setopt(pycurl.CUSTOMREQUEST, Buffer.from('PROPFIND'));
    expect(echo().method).toBe('PROPFIND');
    expect(() => c.setopt(pycurl.URL, 'http://ä/')).toThrow(UnicodeEncodeError);
    for (const [option, value] of [
      [pycurl.HTTPHEADER, ['a: b', 'ä: b']],
      [pycurl.CAINFO_BLOB, 'ä'],
    ] as const)
      expect(() => c.setopt(option, value)).toThrow(UnicodeEncodeError);
    expect(() => c.setopt(pycurl.URL, 'a\0b')).toThrow(new ValueError('embedded null byte'));
    expect(() => c.setopt(pycurl.HTTPHEADER, ['a\0b'])).toThrow(new ValueError('embedded null byte'));
    expect(() => c.setopt(pycurl.COPYPOSTFIELDS, 'a\0b')).toThrow(new ValueError('embedded null byte'));
    c.setopt_string(pycurl.CUSTOMREQUEST, 'MKCOL');
    expect(echo().method).toBe('MKCOL');
  });

  it('of an empty list changes nothing', () => {
    c.setopt(pycurl.HTTPHEADER, ['X-A: 1']);
    c.setopt(pycurl.HTTPHEADER, []);
    expect(echo().headers['x-a']).toBe('1');
    c.setopt(pycurl.HTTPHEADER, null);
    expect(echo().headers['x-a']).toBeUndefined();
  });

  it('of None, and unsetopt, take an option back', () => {
    c.setopt(pycurl.CUSTOMREQUEST, 'PROPFIND');
    c.unsetopt(pycurl.CUSTOMREQUEST);
    expect(echo().method).toBe('GET');
    expect(() => c.unsetopt(pycurl.PORT)).toThrow(new TypeError('unsetopt() is not supported for this option'));
  });

  it('refused by libcurl is error 43', () => {
    expect(thrownBy(() => c.setopt(pycurl.IPRESOLVE, 99)).args[0]).toBe(43);
  });

  it('of a list sends its bytes as they are', () => {
    c.setopt(pycurl.HTTPHEADER, [Buffer.from('X-A: \xe9', 'latin1')]);
    expect(echo()).toMatchObject({ headers: { 'x-a': '\xe9' } });
  });

  it('of HTTPPOST sends a form', () => {
    c.setopt(pycurl.HTTPPOST, [
      ['a', 'b'],
      ['f', [pycurl.FORM_BUFFER, 'n.txt', pycurl.FORM_BUFFERPTR, 'content', pycurl.FORM_CONTENTTYPE, 'a/b']],
    ]);
    const { body } = echo();
    expect(body).toContain('name="a"\r\n\r\nb');
    expect(body).toMatch(/name="f"; filename="n.txt"\r\nContent-Type: a\/b\r\n\r\ncontent/);
    expect(() => c.setopt(pycurl.HTTPPOST, [['a', ['odd']]] as never)).toThrow(TypeError);
  });

  it('has types that refuse a wrong value', () => {
    // @ts-expect-error -- a port is a number
    expect(() => c.setopt(pycurl.PORT, 'x')).toThrow(TypeError);
    // @ts-expect-error -- a URL is text
    expect(() => c.setopt(pycurl.URL, 5)).toThrow(TypeError);
  });
});

describe('perform', () => {
  it('fails with code and message', () => {
    c.setopt(pycurl.URL, `${origin.refused}/`);
    const failure = thrownBy(() => c.perform());
    expect(failure).toBeInstanceOf(pycurl.error);
    expect(failure.args).toEqual([7, expect.stringContaining('127.0.0.1')]);
    expect(c.errstr()).toBe(failure.args[1]);
    expect(c.errstr_raw().toString()).toBe(c.errstr());
  });

  it('_rb gives bytes, _rs text', () => {
    c.setopt(pycurl.URL, `${origin.http}/bytes/300`);
    expect(c.perform_rb()).toHaveLength(300);
    expect(() => c.perform_rs()).toThrow(UnicodeDecodeError);
  });

  it('has what a callback threw as its cause', () => {
    const boom = new Error('boom');
    c.setopt(pycurl.URL, `${origin.http}/bytes/5`);
    c.setopt(pycurl.WRITEFUNCTION, () => {
      throw boom;
    });
    const failure = thrownBy(() => c.perform());
    expect([failure.args[0], (failure.cause as Error).cause]).toEqual([23, boom]);
  });

  it('forbids its handle to callbacks, except what pycurl allows', () => {
    const texts: unknown[] = [];
    c.setopt(pycurl.URL, `${origin.http}/bytes/5`);
    c.setopt(pycurl.WRITEFUNCTION, () => {
      for (const call of [
        () => c.setopt(pycurl.PORT, 1),
        () => c.getinfo(pycurl.RESPONSE_CODE),
        () => c.perform(),
        () => c.reset(),
        () => c.close(),
        () => c.errstr(),
      ])
        texts.push(thrownBy(call).args[0]);
      c.duphandle().close();
      expect([c.closed, c.multi(), c.share()]).toEqual([false, null, null]);
    });
    c.perform();
    expect(texts).toEqual(
      ['setopt', 'getinfo', 'perform', 'reset', 'close', 'errstr'].map(
        (name) => `cannot invoke ${name}() - perform() is currently running`,
      ),
    );
  });
});

describe('a closed handle', () => {
  it('says so', () => {
    c.close();
    c.close();
    for (const [name, call] of [
      ['setopt', () => c.setopt(pycurl.URL, 'x')],
      ['perform', () => c.perform()],
      ['getinfo', () => c.getinfo(pycurl.RESPONSE_CODE)],
      ['reset', () => c.reset()],
      ['errstr', () => c.errstr()],
      ['pause', () => c.pause()],
      ['duphandle', () => c.duphandle()],
    ] as const)
      expect(thrownBy(call).args).toEqual([`cannot invoke ${name}() - no curl handle`]);
    expect([c.multi(), c.share()]).toEqual([null, null]);
  });
});

describe('duphandle and reset', () => {
  class MyCurl extends Curl {
    tag = 'made by the constructor';
  }

  it('make a copy of the same class with options and attributes, without its constructor', () => {
    const original = new MyCurl();
    original.tag = 'mine';
    original.setopt(pycurl.URL, `${origin.http}/bytes/3`);
    const copy = original.duphandle();
    expect([copy instanceof MyCurl, copy.tag, copy.perform_rb().length]).toEqual([true, 'mine', 3]);
    for (const each of [original, copy]) each.close();
  });

  it('have a copy whose callbacks know that it is the copy that runs', () => {
    const original = new Curl();
    const texts: unknown[] = [];
    original.setopt(pycurl.URL, `${origin.http}/bytes/3`);
    original.setopt(pycurl.WRITEFUNCTION, () => {
      texts.push(original.errstr(), thrownBy(() => copy.errstr()).message);
    });
    const copy: Curl = original.duphandle();
    copy.perform();
    expect(texts).toEqual(['', 'cannot invoke errstr() - perform() is currently running']);
    for (const each of [original, copy]) each.close();
  });

  it('take options back, and keep the share', () => {
    using share = new CurlShare();
    c.setopt(pycurl.SHARE, share);
    c.setopt(pycurl.CUSTOMREQUEST, 'PROPFIND');
    c.reset();
    expect(c.share()).toBe(share);
    expect(echo()).toMatchObject({ method: 'GET', headers: { 'user-agent': pycurl.version } });
  });
});

describe('getinfo', () => {
  it('has the type of its info', () => {
    c.setopt(pycurl.URL, `${origin.http}/bytes/1`);
    c.perform_rb();
    const [status, url, cookies] = [c.getinfo(pycurl.RESPONSE_CODE), c.getinfo(pycurl.EFFECTIVE_URL), c.getinfo(pycurl.INFO_COOKIELIST)];
    const check: [number, string | null, string[]] = [status, url, cookies];
    expect(check).toEqual([200, `${origin.http}/bytes/1`, []]);
  });

  it('gives text that is no UTF-8 as bytes, and as an error else', () => {
    c.setopt(pycurl.URL, `${origin.http}/latin`);
    c.setopt(pycurl.COOKIEFILE, '');
    expect(() => c.perform_rs()).toThrow(UnicodeDecodeError);
    expect(c.getinfo_raw(pycurl.CONTENT_TYPE)).toEqual(Buffer.from('text/\xe9', 'latin1'));
    const [cookie] = c.getinfo_raw(pycurl.INFO_COOKIELIST);
    expect(cookie!.toString('latin1')).toMatch(/\tname\t\xe9$/);
    for (const info of [pycurl.CONTENT_TYPE, pycurl.INFO_COOKIELIST]) expect(() => c.getinfo(info)).toThrow(UnicodeDecodeError);
    expect([c.getinfo_raw(pycurl.RESPONSE_CODE), c.getinfo_raw(pycurl.REDIRECT_URL)]).toEqual([200, null]);
  });

  it('answers by type', () => {
    c.setopt(pycurl.URL, `${origin.https}/headers`);
    c.setopt(pycurl.CAINFO, origin.caFile);
    c.setopt(pycurl.OPT_CERTINFO, 1);
    c.setopt(pycurl.COOKIEFILE, '');
    c.perform_rb();
    expect(c.getinfo(pycurl.TOTAL_TIME)).toBeGreaterThan(0);
    expect(c.getinfo(pycurl.EFFECTIVE_URL)).toBe(`${origin.https}/headers`);
    expect(c.getinfo_raw(pycurl.EFFECTIVE_URL)).toEqual(Buffer.from(`${origin.https}/headers`));
    expect(c.getinfo(pycurl.REDIRECT_URL)).toBeNull();
    expect(c.getinfo(pycurl.INFO_COOKIELIST).length).toBe(2);
    const [certificate] = c.getinfo(pycurl.INFO_CERTINFO);
    expect(Object.fromEntries(certificate!)).toHaveProperty('Subject');
    expect(() => c.getinfo(12_345)).toThrow(new ValueError('invalid argument to getinfo'));
  });
});

describe('callbacks', () => {
  it('get what pycurl gives them, and answer as there', () => {
    const seen: Record<string, unknown[]> = {};
    c.setopt(pycurl.URL, `${origin.http}/bytes/5`);
    c.setopt(pycurl.WRITEFUNCTION, (data: Buffer) => data.length);
    c.setopt(pycurl.NOPROGRESS, 0);
    c.setopt(pycurl.XFERINFOFUNCTION, (...values: number[]) => void (seen.progress = values));
    c.setopt(pycurl.VERBOSE, 1);
    c.setopt(pycurl.DEBUGFUNCTION, (type: number, data: Buffer) => {
      if (type === pycurl.INFOTYPE_HEADER_OUT) seen.debug = [data.toString().split(' ')[0]];
      return 'ignored';
    });
    c.setopt(pycurl.PREREQFUNCTION, (...values: unknown[]) => ((seen.prereq = values), pycurl.PREREQFUNC_OK));
    c.setopt(pycurl.SOCKOPTFUNCTION, (fd: number, purpose: number) => ((seen.sockopt = [typeof fd, purpose]), pycurl.SOCKOPT_OK));
    c.perform();
    expect(seen).toMatchObject({
      progress: [5, 5, 0, 0],
      debug: ['GET'],
      prereq: ['127.0.0.1', '127.0.0.1', Number(new URL(origin.http).port), expect.any(Number)],
      sockopt: ['number', pycurl.SOCKTYPE_IPCXN],
    });
  });

  it('abort by what they answer', () => {
    c.setopt(pycurl.URL, `${origin.http}/bytes/5`);
    c.setopt(pycurl.NOPROGRESS, 0);
    c.setopt(pycurl.XFERINFOFUNCTION, () => true);
    expect(thrownBy(() => c.perform_rb()).args[0]).toBe(42);
    c.setopt(pycurl.XFERINFOFUNCTION, null);
    c.setopt(pycurl.NOPROGRESS, 1);
    c.setopt(pycurl.WRITEFUNCTION, () => 0);
    expect(thrownBy(() => c.perform()).args[0]).toBe(23);
  });

  it('get an address as a named tuple', () => {
    let given: unknown;
    c.setopt(pycurl.URL, `${origin.http}/bytes/5`);
    c.setopt(pycurl.OPENSOCKETFUNCTION, (_purpose: number, address: { addr: unknown; family: number }) => {
      given = [address.addr, Array.isArray(address)];
      return pycurl.SOCKET_BAD;
    });
    expect(thrownBy(() => c.perform()).args[0]).toBe(7);
    expect(given).toEqual([['127.0.0.1', Number(new URL(origin.http).port)], true]);
  });
});

describe('a connection of its own', () => {
  it('sends and receives', () => {
    c.setopt(pycurl.URL, origin.http);
    c.setopt(pycurl.CONNECT_ONLY, 1);
    c.perform();
    expect(() => c.recv(10)).toThrow(BlockingIOError);
    c.send(Buffer.from('GET /bytes/3 HTTP/1.0\r\n\r\n'));
    let text = '';
    for (const deadline = Date.now() + 5000; !text.startsWith('HTTP/') && Date.now() < deadline;) {
      try {
        text += c.recv(100).toString('latin1');
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(BlockingIOError);
      }
    }
    expect(text).toMatch(/^HTTP\/1.1 200/);
    expect(() => c.recv(-1)).toThrow(ValueError);
    for (const method of ['recv', 'ws_recv'] as const) expect(() => c[method](2 ** 40)).toThrow(MemoryError);
    expect(c.recv(0)).toHaveLength(0);
  });

  it('speaks WebSocket', () => {
    c.setopt(pycurl.URL, origin.http.replace('http', 'ws'));
    c.setopt(pycurl.CONNECT_ONLY, 2);
    c.perform();
    c.ws_send('hello');
    for (const deadline = Date.now() + 5000; Date.now() < deadline;) {
      try {
        const [data, frame] = c.ws_recv(100);
        expect([data.toString(), frame!.flags, frame!.bytesleft]).toEqual(['hello', pycurl.WS_TEXT, 0]);
        break;
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(BlockingIOError);
      }
    }
    expect(c.ws_close(1000, 'bye')).toBeGreaterThan(0);
    expect(() => c.ws_close(5)).toThrow(ValueError);
    expect(() => c.ws_send(5 as never)).toThrow(TypeError);
  });
});

describe('the helpers', () => {
  it('BytesIO is Python’s', () => {
    const io = new BytesIO();
    io.write(Buffer.from('hello'));
    io.write(Buffer.from(' world'));
    expect([io.getvalue().toString(), io.tell(), io.seek(0), io.read(5).toString(), io.read().toString(), io.read().toString()]).toEqual([
      'hello world',
      11,
      0,
      'hello',
      ' world',
      '',
    ]);
    io.seek(0);
    io.write(Buffer.from('J'));
    io.truncate(5);
    expect(io.getvalue().toString()).toBe('Jello');
    io.seek(7);
    io.write(Buffer.from('!'));
    expect(io.getvalue().toString()).toBe('Jello\0\0!');
  });

  it('StringIO takes text and bytes', () => {
    const io = new StringIO();
    c.setopt(pycurl.URL, `${origin.http}/status/404`);
    c.setopt(pycurl.WRITEDATA, io);
    c.perform();
    expect(io.getvalue()).toBe('status 404');
  });
});
