import { asciiUrl } from '../src/index.js';

describe('asciiUrl', () => {
  it.each([
    ['http://example.com/ü', 'http://example.com/ü'],
    ['http://bücher.example/a?b#c', 'http://xn--bcher-kva.example/a?b#c'],
    ['https://user:pä@faß.de:8443/', 'https://user:pä@xn--fa-hia.de:8443/'],
    ['ftp://日本語.jp', 'ftp://xn--wgv71a119e.jp'],
    ['http://[::1]/ü', 'http://[::1]/ü'],
    ['no url ü', 'no url ü'],
  ])('converts the host name of %s to ASCII', (url, expected) => expect(asciiUrl(url)).toBe(expected));

  it('names a host that it cannot convert', () => {
    expect(() => asciiUrl('http://a\u0000ü b/')).toThrow(TypeError);
  });
});
