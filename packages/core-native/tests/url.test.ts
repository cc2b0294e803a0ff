import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import {
  Easy,
  Url,
  UrlError,
  constants,
  escape,
  globalCleanup,
  globalInit,
  globalTrace,
  unescape,
  versionInfo,
  type UrlPart,
} from '../src/index.js';
import { itSince } from './since.js';

const whole = 'https://user:secret@example.com:8443/a/b?x=1&y=2#end';

describe('a Url', () => {
  it.each<[UrlPart, string | null]>([
    ['url', whole],
    ['scheme', 'https'],
    ['user', 'user'],
    ['password', 'secret'],
    ['options', null],
    ['host', 'example.com'],
    ['port', '8443'],
    ['path', '/a/b'],
    ['query', 'x=1&y=2'],
    ['fragment', 'end'],
    ['zoneId', null],
  ])('has %s %p', (part, value) => {
    expect(new Url(whole).get(part)).toBe(value);
  });

  it('is built from its parts, which null removes', () => {
    const url = new Url().set('scheme', 'http').set('host', 'a.example').set('port', 81).set('path', '/x').set('query', 'q=1');
    expect(String(url)).toBe('http://a.example:81/x?q=1');
    url.set('port', null).set('query', null);
    expect(JSON.stringify({ url })).toBe('{"url":"http://a.example/x"}');
    url.set('query', 'a=1').set('query', 'b=2', constants.CURLU_APPENDQUERY);
    expect(url.get('query')).toBe('a=1&b=2');
  });

  itSince(8, 0)('resolves references according to RFC 3986', () => {
    const base = new Url('http://a/b/c/d;p?q');
    const resolved = ['g', './g', '../g', '../../g', '/g', '//g', '?y', '#s', 'g;x=1/../y', ''].map((reference) =>
      String(base.resolve(reference)),
    );
    expect(resolved).toEqual([
      'http://a/b/c/g',
      'http://a/b/c/g',
      'http://a/b/g',
      'http://a/g',
      'http://a/g',
      'http://g/',
      'http://a/b/c/d;p?y',
      'http://a/b/c/d;p?q#s',
      'http://a/b/c/y',
      'http://a/b/c/d;p?q',
    ]);
    expect(String(base)).toBe('http://a/b/c/d;p?q');
  });

  it('accepts flags', () => {
    expect(new Url('example.com', constants.CURLU_GUESS_SCHEME).get('scheme')).toBe('http');
    expect(new Url('http://a/').get('port', constants.CURLU_DEFAULT_PORT)).toBe('80');
    expect(new Url('http://a/x%20y').get('path', constants.CURLU_URLDECODE)).toBe('/x y');
    expect(new Url('http://a/').set('path', '/x y', constants.CURLU_URLENCODE).get('path')).toBe('/x%20y');
    expect(new Url('http://[fe80::1%25eth0]/').get('zoneId')).toBe('eth0');
    expect(() => new Url('http://u@a/', constants.CURLU_DISALLOW_USER)).toThrow(
      expect.objectContaining({ code: 'CURLUE_USER_NOT_ALLOWED' }),
    );
  });

  itSince(8, 0)('supports international names if libcurl does', () => {
    const url = new Url('http://grüße.example/');
    if (versionInfo().libidn) expect(url.get('host', constants.CURLU_PUNYCODE)).toBe('xn--gre-6ka8i.example');
    else
      expect(() => url.get('host', constants.CURLU_PUNYCODE)).toThrow(
        expect.objectContaining({ code: 'CURLUE_LACKS_IDN', kind: 'unsupported' }),
      );
  });

  it('can be copied, and the copy is independent', () => {
    const url = new Url(whole);
    const copy = new Url(url).set('host', 'other');
    expect([url.get('host'), copy.get('host')]).toEqual(['example.com', 'other']);
  });

  itSince(8, 0)('refuses an invalid URL, changes nothing, and says why', () => {
    const url = new Url(whole);
    expect(() => url.set('port', '99999')).toThrow(UrlError);
    expect(() => url.set('url', '')).not.toThrow();
    expect(() => url.set('scheme', 'x'.repeat(300))).toThrow(UrlError);
    expect(String(url)).toBe(whole.replace('#end', ''));
    expect(() => new Url('http://a b/')).toThrow(expect.objectContaining({ code: 'CURLUE_MALFORMED_INPUT', operation: 'url set url' }));
    expect(() => new Url().toString()).toThrow(expect.objectContaining({ code: 'CURLUE_NO_HOST' }));
    expect(() => url.get('scheme', 'x' as never)).toThrow(TypeError);
    expect(() => url.get('nothing' as never)).toThrow('part: expected one of url, scheme');
    expect(() => url.set('__proto__' as never, 'x')).toThrow(TypeError);
    expect(() => url.set('path', {} as never)).toThrow('expected text or null');
    expect(() => url.set('path', undefined as never)).toThrow('expected text or null');
    expect(() => url.set('path', 'a\0b')).toThrow('NUL byte');
  });
});

describe('CURLU', () => {
  let origin: Origin;
  beforeAll(async () => (origin = await startOrigin()));
  afterAll(() => origin.close());

  it('is the URL of a transfer, even if only the handle holds the Url', () => {
    const easy = new Easy().setOpt('CURLU', new Url(`${origin.http}/status/200`));
    globalThis.gc?.();
    expect(easy.perform().takeBody().toString()).toBe('status 200');
    easy.setOpt('CURLU', null).setOpt('URL', `${origin.http}/bytes/2`);
    expect(easy.perform().takeBody()).toHaveLength(2);
    easy.close();
  });
});

describe('the functions without a handle', () => {
  it('escape and unescape text', () => {
    expect(escape('a b/ü~')).toBe('a%20b%2F%C3%BC~');
    expect(escape(Buffer.from([0, 255]))).toBe('%00%FF');
    expect(unescape('a%20b%2F%C3%BC').toString()).toBe('a b/ü');
    expect([...unescape('%00%FF')]).toEqual([0, 255]);
    expect([escape(''), unescape('').length]).toEqual(['', 0]);
    expect(() => escape(1 as never)).toThrow(TypeError);
    expect(() => unescape(undefined as never)).toThrow(TypeError);
  });

  it('initialise and clean up any number of times, and libcurl stays usable', () => {
    globalInit();
    globalInit(constants.CURL_GLOBAL_ALL);
    for (let round = 0; round < 5; round++) globalCleanup();
    expect(() => globalInit('all' as never)).toThrow(TypeError);
    expect(() => new Easy().close()).not.toThrow();
  });

  itSince(8, 3)('turn on tracing', () => {
    globalTrace('-all');
    expect(() => globalTrace(null as never)).toThrow(TypeError);
  });
});
