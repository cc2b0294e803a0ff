import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asciiUrl, trustStoreFile } from '../src/index.js';

describe('asciiUrl', () => {
  it.each([
    ['http://example.com/ü', 'http://example.com/ü'],
    ['http://bücher.example/a?b#c', 'http://xn--bcher-kva.example/a?b#c'],
    ['https://user:pä@faß.de:8443/', 'https://user:pä@xn--fa-hia.de:8443/'],
    ['ftp://日本語.jp', 'ftp://xn--wgv71a119e.jp'],
    ['http://[::1]/ü', 'http://[::1]/ü'],
    ['no url ü', 'no url ü'],
  ])('turns the host name of %s into ASCII', (url, expected) => expect(asciiUrl(url)).toBe(expected));

  it('names a host that cannot be converted', () => {
    expect(() => asciiUrl('http://a\u0000ü b/')).toThrow(TypeError);
  });
});

describe('trustStoreFile', () => {
  const saved = { ...process.env };
  afterEach(() => {
    process.env = { ...saved };
  });

  it('takes CURL_CA_BUNDLE before SSL_CERT_FILE before the system', () => {
    delete process.env.CURL_CA_BUNDLE;
    process.env.SSL_CERT_FILE = '/one';
    expect(trustStoreFile()).toBe('/one');
    process.env.CURL_CA_BUNDLE = '/two';
    expect(trustStoreFile()).toBe('/two');
    delete process.env.CURL_CA_BUNDLE;
    delete process.env.SSL_CERT_FILE;
    expect(existsSync(trustStoreFile())).toBe(true);
  });

  it("writes Node's own roots where the system has none", () => {
    const directory = mkdtempSync(join(tmpdir(), 'curlew-roots-'));
    for (const name of ['CURL_CA_BUNDLE', 'SSL_CERT_FILE']) delete process.env[name];
    process.env.XDG_CACHE_HOME = directory;
    jest.isolateModules(() => {
      const fs = jest.requireActual<typeof import('node:fs')>('node:fs');
      jest.doMock('node:fs', () => ({ ...fs, existsSync: (path: string) => path.startsWith(directory) && fs.existsSync(path) }));
      const { trustStoreFile: fresh } = require('../src/trust-store.js') as typeof import('../src/trust-store.js');
      const file = fresh();
      expect(file.startsWith(directory)).toBe(true);
      expect(readFileSync(file, 'utf8')).toContain('BEGIN CERTIFICATE');
      jest.dontMock('node:fs');
    });
    rmSync(directory, { recursive: true });
  });
});
