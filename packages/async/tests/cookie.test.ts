import { CaseInsensitiveMap, Cookie, parseCookieString, sessionCookieForUrl } from '../src/index.js';

describe('parseCookieString', () => {
  const line = '.example.com\tTRUE\t/path\tTRUE\t4000000000\tname\tvalue';

  it('reads a line of a Netscape cookie file, and format writes it again', () => {
    const cookie = parseCookieString(line);
    expect(cookie).toMatchObject({
      httpOnly: false,
      domain: '.example.com',
      includeSubdomains: true,
      path: '/path',
      isSecure: true,
      expiration: 4_000_000_000,
      name: 'name',
      value: 'value',
    });
    expect(cookie.format()).toBe(line);
  });

  it('recognises #HttpOnly_', () => {
    const cookie = parseCookieString(`#HttpOnly_${line}\n`);
    expect([cookie.httpOnly, cookie.domain, cookie.format()]).toEqual([true, '.example.com', `#HttpOnly_${line}`]);
  });

  it('reads a line of six fields as an empty value', () => {
    expect(parseCookieString('a\tFALSE\t/\tFALSE\t0\tname').value).toBe('');
  });

  it.each(['', 'a', 'a\tb\tc', `${line}\tmore`])('refuses %j', (text) => {
    expect(() => parseCookieString(text)).toThrow(/cookie: expected 7 fields separated by tabs, got/);
  });
});

describe('a Cookie', () => {
  it('has expired after its time; a session cookie never expires', () => {
    const at = (expiration: number) => new Cookie({ domain: 'a', name: 'n', value: 'v', expiration }).hasExpired;
    expect([at(0), at(1), at(Date.now() / 1000 + 60)]).toEqual([false, true, false]);
  });

  it.each([
    [{ domain: '.example.com', includeSubdomains: true }, 'http://www.example.com/', true],
    [{ domain: '.example.com', includeSubdomains: true }, 'http://example.com/', true],
    [{ domain: '.example.com', includeSubdomains: true }, 'http://badexample.com/', false],
    [{ domain: 'example.com', includeSubdomains: false }, 'http://www.example.com/', false],
    [{ domain: 'example.com', path: '/a' }, 'http://example.com/a/b', true],
    [{ domain: 'example.com', path: '/a' }, 'http://example.com/ab', false],
    [{ domain: 'example.com', isSecure: true }, 'http://example.com/', false],
    [{ domain: 'example.com', isSecure: true }, 'https://EXAMPLE.com/', true],
    [{ domain: 'example.com', expiration: 1 }, 'http://example.com/', false],
  ])('%j matches %s: %p', (fields, url, expected) => {
    expect(new Cookie({ name: 'n', value: 'v', ...fields }).matches(new URL(url))).toBe(expected);
  });
});

describe('sessionCookieForUrl', () => {
  it('is for the host and its subdomains, and the root path', () => {
    expect(sessionCookieForUrl('http://foo.com:8080/a/b', 'n', 'v').format()).toBe('.foo.com\tTRUE\t/\tFALSE\t0\tn\tv');
  });

  it('accepts options', () => {
    const options = { httpOnly: true, includeSubdomains: false, isSecure: true, includeUrlPath: true };
    expect(sessionCookieForUrl('http://foo.com/a/b', 'n', 'v', options).format()).toBe('#HttpOnly_foo.com\tFALSE\t/a/b\tTRUE\t0\tn\tv');
  });

  it('does not match subdomains of an address', () => {
    expect(sessionCookieForUrl('http://127.0.0.1:1/', 'n', 'v')).toMatchObject({ domain: '127.0.0.1', includeSubdomains: false });
    expect(sessionCookieForUrl('http://[::1]:1/', 'n', 'v')).toMatchObject({ domain: '[::1]', includeSubdomains: false });
  });

  it('has the given domain, name and value', () => {
    const given = new Cookie({ domain: '.bar.com', name: 'x', value: 'y' });
    expect(sessionCookieForUrl('http://foo.com/', 'n', given).format()).toBe('.bar.com\tTRUE\t/\tFALSE\t0\tx\ty');
  });

  it('requires a URL', () => {
    expect(() => sessionCookieForUrl('foo.com', 'n', 'v')).toThrow(TypeError);
  });
});

describe('CaseInsensitiveMap', () => {
  it('finds keys regardless of case, and lists them in lower case', () => {
    const map = new CaseInsensitiveMap<number>({ Foo: 1 }).set('BAR', 2);
    expect([map.get('fOO'), map.has('bar'), [...map.keys()], map.delete('FOO'), map.size]).toEqual([1, true, ['foo', 'bar'], true, 1]);
    expect(new CaseInsensitiveMap([['A', 1]]).get('a')).toBe(1);
  });
});
