import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerOptions } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { makeCertificate, needing } from '@curlew-internal/test-origin';
import { CurlWrapper } from '../../src/index.js';
import { storeOf, trustStore } from '../../src/trust/trust-store.js';
import { origin, session, wrapper } from './fixture.js';

let directory: string;
const { XDG_CACHE_HOME } = process.env;
let certificate: { key: string; cert: string };
let foreign: { key: string; cert: string };
const servers: Server[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'curlew-trust-'));
  // Large stores are written to the user's cache.
  process.env.XDG_CACHE_HOME = directory;
  [certificate, foreign] = [await makeCertificate(), await makeCertificate()];
  writeFileSync(join(directory, 'own.pem'), certificate.cert);
});
afterEach(() => servers.splice(0).forEach((server) => server.close()));
afterAll(() => {
  rmSync(directory, { recursive: true });
  if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
});

async function serveTls(options: ServerOptions = {}): Promise<string> {
  const server = createServer({ ...certificate, ...options }, (request, response) => response.end(request.httpVersion));
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `https://localhost:${(server.address() as AddressInfo).port}/`;
}

const ok = async (url: string, options: object) => (await session.get(url, options)).ok;

describe('ca', () => {
  it('accepts a path, text, bytes, and arrays of them', async () => {
    const url = await serveTls();
    const { cert } = certificate;
    const path = join(directory, 'own.pem');
    for (const ca of [
      path,
      cert,
      Buffer.from(cert),
      [cert],
      [foreign.cert, path],
      [foreign.cert, Buffer.from(cert)],
      [...rootCertificates, cert],
    ])
      expect(await ok(url, { ca })).toBe(true);
    for (const ca of [foreign.cert, [foreign.cert], rootCertificates]) await expect(ok(url, { ca })).rejects.toMatchObject({ kind: 'tls' });
  });

  it('replaces the system’s certificates, while extraCa adds to them', async () => {
    const url = await serveTls();
    expect(await ok(url, { extraCa: certificate.cert })).toBe(true);
    expect(await ok(url, { ca: foreign.cert, extraCa: [certificate.cert] })).toBe(true);
    await expect(ok(url, { extraCa: foreign.cert })).rejects.toMatchObject({ kind: 'tls' });
  });

  it.each([
    [{ ca: 5 }, /ca: expected text in PEM, or the path of a file/],
    [{ ca: [] }, /ca: expected at least one certificate/],
    [{ ca: Buffer.from('x') }, /ca: expected bytes in PEM/],
    [{ ca: ['/none.pem'] }, /ca: expected a file that can be read \(ENOENT.*none.pem/],
    [{ extraCa: join(__dirname, 'fixture.ts') }, /extraCa: expected a file in PEM/],
    [{ pinnedPublicKey: 'sha256/x' }, /pinnedPublicKey: expected `sha256\/\/`/],
    [{ pinnedPublicKey: [] }, /pinnedPublicKey: expected `sha256\/\/`/],
    [{ minVersion: 'TLS1.2' }, /minVersion: expected one of TLSv1, TLSv1.1, TLSv1.2, TLSv1.3/],
    [{ minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' }, /maxVersion: expected TLSv1.3 or higher, as minVersion/],
    [{ alpn: 1 }, /alpn: expected true or false/],
  ])('%j is refused', async (options, message) => {
    await expect(session.get(origin.https, options as never)).rejects.toThrow(message);
  });
});

describe('pinnedPublicKey', () => {
  const pinOf = (pem: string) =>
    `sha256//${createHash('sha256')
      .update(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64')}`;

  it('must be the key of the server', async () => {
    const url = await serveTls();
    const ca = certificate.cert;
    expect(await ok(url, { ca, pinnedPublicKey: pinOf(ca) })).toBe(true);
    expect(await ok(url, { ca, pinnedPublicKey: [pinOf(foreign.cert), pinOf(ca)] })).toBe(true);
    await expect(ok(url, { ca, pinnedPublicKey: pinOf(foreign.cert) })).rejects.toMatchObject({ code: 'CURLE_SSL_PINNEDPUBKEYNOTMATCH' });
  });
});

describe('versions', () => {
  it('of TLS can be limited', async () => {
    const url = await serveTls({ maxVersion: 'TLSv1.2' });
    const ca = certificate.cert;
    expect(await ok(url, { ca, maxVersion: 'TLSv1.2' })).toBe(true);
    await expect(ok(url, { ca, minVersion: 'TLSv1.3' })).rejects.toThrow(/see `minVersion` and `maxVersion`/);
    await expect(ok(url, { ca, maxVersion: 'TLSv1.1' })).rejects.toMatchObject({ kind: 'tls' });
  });

  it('of HTTP are not negotiated without ALPN', async () => {
    const version = async (alpn: boolean) => {
      await using fresh = new CurlWrapper();
      return (await fresh.session({ ca: origin.caFile, alpn }).get(`${origin.https}/echo`)).json<{ httpVersion: string }>().httpVersion;
    };
    expect([await version(true), await version(false)]).toEqual(['2.0', '1.1']);
  });
});

describe('a failure of TLS', () => {
  it.each<[string, () => Promise<string>, object, RegExp]>([
    ['an unknown certificate', () => serveTls(), {}, /self-signed certificate.*; add certificates to trust with `ca` or `extraCa`/],
    ['a plain port', async () => origin.http.replace('http:', 'https:'), {}, /; is this an http port\?/],
    ['a file that is missing', () => serveTls(), { ca: '/none.pem' }, /none.pem.*; the file comes from `ca`/],
  ])('by %s names the option that helps', async (_, url, options, message) => {
    await expect(session.get(await url(), options)).rejects.toThrow(message);
  });

  it('because of a certificate for another host says so', async () => {
    const url = (await serveTls()).replace('localhost', 'other.test');
    const curlOptions = { CONNECT_TO: ['::127.0.0.1:'] };
    await expect(session.get(url, { ca: certificate.cert, curlOptions })).rejects.toThrow(/; the certificate does not name this host/);
  });

  it('says that a client certificate is required', async () => {
    const url = await serveTls({ ca: foreign.cert, requestCert: true, rejectUnauthorized: true });
    const error = (await session.get(url, { ca: certificate.cert }).catch((reason: unknown) => reason)) as { hint: string };
    expect(error.hint).toBe('the server wants a client certificate: `cert` and `key`');
  });
});

describe('the default trust store', () => {
  const saved = { ...process.env };
  beforeEach(() => {
    for (const name of ['CURL_CA_BUNDLE', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS']) delete process.env[name];
    process.env.XDG_CACHE_HOME = directory;
  });
  afterEach(() => {
    process.env = { ...saved };
    jest.restoreAllMocks();
  });

  it('is CURL_CA_BUNDLE, else SSL_CERT_FILE, else the system’s', () => {
    process.env.SSL_CERT_FILE = '/one';
    expect(trustStore()).toEqual({ CAINFO: '/one' });
    process.env.CURL_CA_BUNDLE = '/two';
    expect(trustStore()).toEqual({ CAINFO: '/two' });
    delete process.env.CURL_CA_BUNDLE;
    delete process.env.SSL_CERT_FILE;
    expect(existsSync((trustStore() as { CAINFO: string }).CAINFO)).toBe(true);
  });

  it('also contains the certificates of NODE_EXTRA_CA_CERTS', async () => {
    process.env.NODE_EXTRA_CA_CERTS = join(directory, 'own.pem');
    expect((await wrapper.session().get(await serveTls())).ok).toBe(true);
    expect(trustStore()).toBe(trustStore());
  });

  it('warns if NODE_EXTRA_CA_CERTS cannot be read, and continues without it', () => {
    const warning = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const before = trustStore();
    process.env.NODE_EXTRA_CA_CERTS = '/none.pem';
    expect(trustStore()).toEqual(before);
    expect(warning.mock.calls[0]![0]).toMatch(/NODE_EXTRA_CA_CERTS are ignored: ENOENT/);
  });

  needing('jest').it("is Node's own list if the system has none", () => {
    jest.isolateModules(() => {
      const fs = jest.requireActual<typeof import('node:fs')>('node:fs');
      jest.doMock('node:fs', () => ({ ...fs, existsSync: (path: string) => path.startsWith(directory) && fs.existsSync(path) }));
      const fresh = require('../../src/trust/trust-store.js') as { trustStore: typeof trustStore };
      const file = (fresh.trustStore() as { CAINFO: string }).CAINFO;
      expect(file.startsWith(directory)).toBe(true);
      expect(readFileSync(file, 'utf8')).toContain('BEGIN CERTIFICATE');
      jest.dontMock('node:fs');
    });
  });

  needing('jest').it('is not a file of the system on Windows, where any user could create one', () => {
    const { platform } = process;
    Object.defineProperty(process, 'platform', { value: 'win32' });
    try {
      jest.isolateModules(() => {
        const fresh = require('../../src/trust/trust-store.js') as { trustStore: typeof trustStore };
        expect((fresh.trustStore() as { CAINFO: string }).CAINFO.startsWith(directory)).toBe(true);
      });
    } finally {
      Object.defineProperty(process, 'platform', { value: platform });
    }
  });

  it('stays in memory if no file can be written', () => {
    process.env.XDG_CACHE_HOME = join(directory, 'own.pem');
    expect(Object.keys(storeOf(rootCertificates.join('\n')))).toEqual(['CAINFO_BLOB']);
  });
});

describe('the files of large trust stores', () => {
  const DAY = 24 * 60 * 60 * 1000;
  const roots = rootCertificates.join('\n');
  let cache: string;
  const saved = process.env.XDG_CACHE_HOME;
  beforeEach(() => {
    process.env.XDG_CACHE_HOME = mkdtempSync(join(directory, 'cache-'));
    cache = join(process.env.XDG_CACHE_HOME, 'curlew');
    mkdirSync(cache);
  });
  afterEach(() => void (process.env.XDG_CACHE_HOME = saved));

  const age = (file: string, days: number) => {
    const time = new Date(Date.now() - days * DAY);
    utimesSync(file, time, time);
  };
  const aged = (name: string, days: number) => {
    const file = join(cache, name);
    writeFileSync(file, '');
    age(file, days);
    return file;
  };
  const fileOf = (pem: string) => (storeOf(pem) as { CAINFO: string }).CAINFO;

  it('are removed when another is written, if they were not used for 30 days', () => {
    const stale = [aged(`roots-${'a'.repeat(32)}.pem`, 31), aged(`roots-${'b'.repeat(32)}.pem.4711`, 31)];
    const others = [aged(`roots-${'c'.repeat(32)}.pem`, 29), aged('roots-mine.pem', 31), aged('archive', 31)];
    expect(existsSync(fileOf(roots))).toBe(true);
    expect(stale.filter(existsSync)).toEqual([]);
    expect(others.filter(existsSync)).toEqual(others);
  });

  it('are used when a process asks for them', () => {
    const file = fileOf(roots);
    age(file, 31);
    expect(fileOf(roots)).toBe(file);
    expect(Date.now() - statSync(file).mtimeMs).toBeLessThan(DAY);
    fileOf(`${roots}\n`);
    expect(existsSync(file)).toBe(true);
  });

  it('keep their time under a clock that was set back', () => {
    const file = fileOf(roots);
    const { mtimeMs } = statSync(file);
    jest.spyOn(Date, 'now').mockReturnValue(0);
    fileOf(roots);
    jest.restoreAllMocks();
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
  });

  needing('jest').it('stay as long as a process lives that has used them', () => {
    jest.useFakeTimers();
    jest.doMock('node:timers', () => ({ setInterval }));
    try {
      jest.isolateModules(() => {
        const fresh = require('../../src/trust/trust-store.js') as { storeOf: typeof storeOf };
        const { CAINFO: file } = fresh.storeOf(roots) as { CAINFO: string };
        age(file, 31);
        jest.advanceTimersByTime(DAY);
        fresh.storeOf(`${roots}\n`);
        expect(existsSync(file)).toBe(true);
      });
    } finally {
      jest.dontMock('node:timers');
      jest.useRealTimers();
    }
  });
});
