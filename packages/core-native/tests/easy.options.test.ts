import { binding } from '../src/binding.js';
import { CurlError, CurlStateError, Easy, EasyError, constants, easyOptionTable, versionInfo } from '../src/index.js';

describe('Easy.setOpt', () => {
  let easy: Easy;
  beforeEach(() => (easy = new Easy()));
  afterEach(() => easy.close());

  it('accepts an option by name and by number', () => {
    expect(easy.setOpt('URL', 'http://a/').setOpt(constants.CURLOPT_TIMEOUT_MS, 100)).toBe(easy);
  });

  it('accepts every kind of value of its option', () => {
    easy.setOpts({
      URL: Buffer.from('http://a/'),
      TIMEOUT_MS: 5,
      FOLLOWLOCATION: true,
      MAXFILESIZE_LARGE: 5n,
      RESUME_FROM_LARGE: 2 ** 40,
      HTTPHEADER: ['A: b', Buffer.from('C: d')],
      CAINFO_BLOB: new Uint8Array([1, 2, 3]),
      POSTFIELDS: 'a=b',
      WRITEFUNCTION: () => {},
      WRITEDATA: 1,
    });
    easy.setOpts({ URL: null, HTTPHEADER: null, CAINFO_BLOB: null, POSTFIELDS: null, WRITEFUNCTION: null, WRITEDATA: null });
  });

  it.each([
    ['URL', 1, TypeError, 'expected a string', 'ERR_CURL_INVALID_ARG_TYPE'],
    ['URL', {}, TypeError, 'expected a string', 'ERR_CURL_INVALID_ARG_TYPE'],
    ['URL', 'http://a/\0b', RangeError, 'NUL byte', 'ERR_CURL_NUL_BYTE'],
    ['TIMEOUT', 'soon', TypeError, 'expected a whole number', 'ERR_CURL_INVALID_ARG_TYPE'],
    ['TIMEOUT', 1.5, RangeError, 'expected a whole number', 'ERR_CURL_OUT_OF_RANGE'],
    ['TIMEOUT', NaN, RangeError, 'expected a whole number', 'ERR_CURL_OUT_OF_RANGE'],
    ['TIMEOUT', Infinity, RangeError, 'expected a whole number', 'ERR_CURL_OUT_OF_RANGE'],
    ['TIMEOUT', null, TypeError, 'expected a whole number', 'ERR_CURL_INVALID_ARG_TYPE'],
    ['MAXFILESIZE_LARGE', 2n ** 64n, RangeError, 'expected a whole number', 'ERR_CURL_OUT_OF_RANGE'],
    ['HTTPHEADER', 'A: b', TypeError, 'expected an array', 'ERR_CURL_INVALID_ARG_TYPE'],
    ['HTTPHEADER', [1], TypeError, 'expected an array', 'ERR_CURL_INVALID_ARG_TYPE'],
    ['CAINFO_BLOB', 'text', TypeError, 'expected bytes', 'ERR_CURL_INVALID_ARG_TYPE'],
    ['WRITEFUNCTION', 'print', TypeError, 'expected a function', 'ERR_CURL_INVALID_ARG_TYPE'],
    ['WRITEDATA', -2, RangeError, 'expected an open file descriptor', 'ERR_CURL_OUT_OF_RANGE'],
    ['ERRORBUFFER', 'x', RangeError, 'belongs to the handle', 'ERR_CURL_RESERVED_OPTION'],
    ['OPENSOCKETDATA', 1, RangeError, 'belongs to the handle', 'ERR_CURL_RESERVED_OPTION'],
    ['CONV_TO_NETWORK_FUNCTION', () => 1, RangeError, 'does not support it', 'ERR_CURL_UNSUPPORTED'],
    ['MIMEPOST', {}, TypeError, 'expected a Mime', 'ERR_CURL_INVALID_ARG_TYPE'],
    ['CURLU', 'http://a/', TypeError, 'expected a Url', 'ERR_CURL_INVALID_ARG_TYPE'],
    ['NO_SUCH_OPTION', 1, TypeError, 'is not an option of libcurl', 'ERR_CURL_UNKNOWN_OPTION'],
    ['__proto__', 1, TypeError, 'is not an option of libcurl', 'ERR_CURL_UNKNOWN_OPTION'],
    ['toString', 1, TypeError, 'is not an option of libcurl', 'ERR_CURL_UNKNOWN_OPTION'],
  ])('refuses %s = %p with %p, %p', (option, value, Type, text, code) => {
    let thrown: unknown;
    try {
      easy.setOpt(option as never, value as never);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Type);
    expect((thrown as Error).message).toContain(option);
    expect((thrown as Error).message).toContain(text);
    expect((thrown as { code: string }).code).toBe(code);
  });

  it("turns libcurl's refusal into an EasyError", () => {
    expect(() => easy.setOpt('HTTP_VERSION', 4711 as never)).toThrow(EasyError);
    expect(() => easy.setOpt('HTTP_VERSION', 4711 as never)).toThrow(expect.objectContaining({ operation: 'setOpt HTTP_VERSION' }));
  });

  it('names an unknown option number', () => {
    expect(() => easy.setOpt(9_999, 1)).toThrow(expect.objectContaining({ code: 'CURLE_UNKNOWN_OPTION' }));
    expect(() => easy.setOpt(-1, 1)).toThrow(expect.objectContaining({ code: 'CURLE_UNKNOWN_OPTION' }));
  });

  it('never lets POSTFIELDSIZE exceed the data', () => {
    easy.setOpts({ POSTFIELDS: 'abc', POSTFIELDSIZE: 2 });
    expect(() => easy.setOpt('POSTFIELDSIZE', 4)).toThrow(RangeError);
    expect(() => easy.setOpt('POSTFIELDSIZE_LARGE', 1e9)).toThrow(RangeError);
  });

  it('refuses everything but close() after close()', () => {
    easy.close();
    easy.close();
    expect(easy.closed).toBe(true);
    for (const use of [() => easy.setOpt('URL', 'x'), () => easy.perform(), () => easy.reset(), () => easy.getInfo('RESPONSE_CODE')]) {
      expect(use).toThrow(CurlStateError);
      expect(use).toThrow(expect.objectContaining({ code: 'ERR_CURL_CLOSED' }));
    }
  });

  it('frees a value that is replaced: a million settings take no more memory', () => {
    const long = 'x'.repeat(1000);
    const set = (count: number) => {
      for (let index = 0; index < count; index++) easy.setOpts({ URL: long, HTTPHEADER: [long], POSTFIELDS: long });
    };
    set(20_000);
    global.gc?.();
    const before = process.memoryUsage().rss;
    set(100_000);
    global.gc?.();
    // 100,000 leaked values of 1,000 bytes each would be 300 MB.
    expect(process.memoryUsage().rss - before).toBeLessThan(40e6);
  });
});

describe('the generated tables', () => {
  it("agree with the linked libcurl's own option table", () => {
    const linked = new Map(binding.optionTable().map(([name, id]) => [name, id]));
    const generated = new Map(Object.entries(easyOptionTable).map(([name, [id]]) => [name, id]));
    if (versionInfo().linked === 'vendored') expect(generated).toEqual(linked);
    else for (const [name, id] of linked) if (generated.has(name)) expect(generated.get(name)).toBe(id);
  });

  it('cover every error code for which libcurl has a text', () => {
    const easy = new Easy();
    for (let code = 1; code < 102; code++) {
      const error = easy.failure(code);
      expect(error).toBeInstanceOf(CurlError);
      expect(error.errno).toBe(code);
    }
    easy.close();
  });
});

describe('Easy types', () => {
  it('do not compile with a wrong value or name', () => {
    const easy = new Easy();
    const compiled = () => {
      // @ts-expect-error a number is no URL
      easy.setOpt('URL', 1);
      // @ts-expect-error not an option
      easy.setOpt('URI', 'x');
      // @ts-expect-error a string is no number
      easy.setOpts({ TIMEOUT: '5' });
      // @ts-expect-error a list is wanted
      easy.setOpt('HTTPHEADER', 'A: b');
      const status: number = easy.getInfo('RESPONSE_CODE');
      // @ts-expect-error it is a string or null
      const type: number = easy.getInfo('CONTENT_TYPE');
      return [status, type];
    };
    expect(typeof compiled).toBe('function');
    easy.close();
  });
});
