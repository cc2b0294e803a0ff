import { OverflowError, UnicodeEncodeError, ValueError, pycurl } from '../src/index.js';
import { c, echo } from './fixture.js';
import { thrownBy } from './helpers.js';

describe('setopt', () => {
  it.each(['*', Buffer.from('*')])('accepts text for WILDCARDMATCH as pycurl does: %p', (value) => {
    c.setopt(pycurl.WILDCARDMATCH, value as never);
    expect(() => c.setopt(pycurl.WILDCARDMATCH, 'a\0b' as never)).toThrow(ValueError);
  });

  it.each([
    ['aä', String.raw`'ascii' codec can't encode character '\xe4' in position 1: ordinal not in range(128)`],
    ['\u{1f600}', String.raw`'ascii' codec can't encode character '\U0001f600' in position 0: ordinal not in range(128)`],
    ['xäöy€', `'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)`],
  ])('names the characters of %s that are not ASCII', (text, message) => {
    expect(() => c.setopt(pycurl.URL, text)).toThrow(new UnicodeEncodeError(message));
  });

  it.each([
    ['€', 'latin-1', String.raw`'latin-1' codec can't encode character '\u20ac' in position 0: ordinal not in range(256)`],
    ['\ud800', 'utf-8', String.raw`'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed`],
  ])('names the characters of %j that are not in %s', (text, encoding, message) => {
    expect(() => c.ws_send(text, null, 0, encoding)).toThrow(new UnicodeEncodeError(message));
  });

  it('reports an unknown option before a surplus argument', () => {
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

  it('of an unknown option is a TypeError', () => {
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

  it('accepts bytes wherever it accepts text, and ASCII text only', () => {
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

  it('with an empty list changes nothing', () => {
    c.setopt(pycurl.HTTPHEADER, ['X-A: 1']);
    c.setopt(pycurl.HTTPHEADER, []);
    expect(echo().headers['x-a']).toBe('1');
    c.setopt(pycurl.HTTPHEADER, null);
    expect(echo().headers['x-a']).toBeUndefined();
  });

  it('with None, and unsetopt, unset an option', () => {
    c.setopt(pycurl.CUSTOMREQUEST, 'PROPFIND');
    c.unsetopt(pycurl.CUSTOMREQUEST);
    expect(echo().method).toBe('GET');
    expect(() => c.unsetopt(pycurl.PORT)).toThrow(new TypeError('unsetopt() is not supported for this option'));
  });

  it('refused by libcurl is error 43', () => {
    expect(thrownBy(() => c.setopt(pycurl.IPRESOLVE, 99)).args[0]).toBe(43);
  });

  it('with a list sends its bytes unchanged', () => {
    c.setopt(pycurl.HTTPHEADER, [Buffer.from('X-A: \xe9', 'latin1')]);
    expect(echo()).toMatchObject({ headers: { 'x-a': '\xe9' } });
  });

  it('with HTTPPOST sends a form', () => {
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
