import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { bytesOf, needing, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlStateError, Easy, EasyError, constants, versionInfo } from '../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

function thrownBy(action: () => unknown): EasyError {
  try {
    action();
  } catch (error) {
    return error as EasyError;
  }
  throw new Error('it did not throw');
}

describe('Easy.perform', () => {
  let easy: Easy;
  beforeEach(() => (easy = new Easy()));
  afterEach(() => easy.close());

  it.each([0, 1, 1000, 16_384, 16_385, 5_000_000])('collects a body of %d bytes exactly', (size) => {
    easy.setOpt('URL', `${origin.http}/bytes/${size}`).perform();
    expect(easy.takeBody().equals(bytesOf(size))).toBe(true);
    expect(easy.takeBody()).toHaveLength(0);
    expect(easy.getInfo('RESPONSE_CODE')).toBe(200);
    expect(easy.getInfo('SIZE_DOWNLOAD_T')).toBe(size);
  });

  it('collects the header block, repeated and empty headers included', () => {
    easy.setOpt('URL', `${origin.http}/headers`).perform();
    const block = easy.takeHeaderBlock().toString('latin1');
    expect(block).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(block.match(/set-cookie: \w=\d/gi)).toEqual(['set-cookie: a=1', 'set-cookie: b=2']);
    expect(block).toMatch(/x-empty: ?\r\n/i);
    expect(block).toContain('café');
    expect(block).toMatch(/\r\n\r\n$/);
  });

  it('keeps one header block per response of a redirect', () => {
    easy.setOpts({ URL: `${origin.http}/redirect/2`, FOLLOWLOCATION: true }).perform();
    expect(
      easy
        .takeHeaderBlock()
        .toString()
        .match(/^HTTP\/1\.1 \d+/gm),
    ).toEqual(['HTTP/1.1 302', 'HTTP/1.1 302', 'HTTP/1.1 200']);
  });

  it('passes chunks and header lines to callbacks', () => {
    const chunks: Buffer[] = [];
    const lines: string[] = [];
    easy.setOpts({
      URL: `${origin.http}/bytes/100000`,
      WRITEFUNCTION: (chunk) => void chunks.push(chunk),
      HEADERFUNCTION: (line) => (lines.push(line.toString()), line.length),
    });
    easy.perform();
    expect(Buffer.concat(chunks).equals(bytesOf(100_000))).toBe(true);
    expect(lines[0]).toBe('HTTP/1.1 200 OK\r\n');
    expect(lines.at(-1)).toBe('\r\n');
    expect(easy.takeBody()).toHaveLength(0);
  });

  it('collects again after a callback is removed', () => {
    easy.setOpts({ URL: `${origin.http}/bytes/10`, WRITEFUNCTION: () => {} }).perform();
    easy.setOpt('WRITEFUNCTION', null).perform();
    expect(easy.takeBody()).toHaveLength(10);
  });

  it('aborts with the exception of a callback as the cause', () => {
    const boom = new Error('boom');
    easy.setOpts({
      URL: `${origin.http}/bytes/10`,
      WRITEFUNCTION: () => {
        throw boom;
      },
    });
    const error = thrownBy(() => easy.perform());
    expect(error).toBeInstanceOf(EasyError);
    expect(error.code).toBe('CURLE_WRITE_ERROR');
    expect(error.kind).toBe('body');
    expect(error.cause).toBe(boom);
    easy.setOpt('WRITEFUNCTION', null).perform();
    expect(easy.takeBody()).toHaveLength(10);
  });

  it.each([null, undefined, 0, 'text'])('keeps a thrown value even if it is %p', (value) => {
    easy.setOpts({
      URL: `${origin.http}/bytes/10`,
      HEADERFUNCTION: () => {
        throw value;
      },
    });
    const error = thrownBy(() => easy.perform());
    expect('cause' in error).toBe(true);
    expect(error.cause).toBe(value);
  });

  it.each(['yes', -1, 1.5, {}, true])('treats %p from a callback as an error, never as "go on"', (answer) => {
    easy.setOpts({ URL: `${origin.http}/bytes/10`, WRITEFUNCTION: () => answer as never });
    const error = thrownBy(() => easy.perform());
    expect(error.code).toBe('CURLE_WRITE_ERROR');
    expect((error.cause as Error).message).toContain('WRITEFUNCTION');
  });

  it('aborts when a callback takes fewer bytes than it got', () => {
    easy.setOpts({ URL: `${origin.http}/bytes/10`, WRITEFUNCTION: () => 3 });
    expect(thrownBy(() => easy.perform()).code).toBe('CURLE_WRITE_ERROR');
  });

  it('refuses perform, reset and close inside its own callback', () => {
    const codes: string[] = [];
    easy.setOpts({
      URL: `${origin.http}/bytes/10`,
      WRITEFUNCTION: () => {
        for (const action of [() => easy.perform(), () => easy.reset(), () => easy.close()]) codes.push(thrownBy(action).code);
      },
    });
    easy.perform();
    expect(codes).toEqual(['ERR_CURL_IN_CALLBACK', 'ERR_CURL_IN_CALLBACK', 'ERR_CURL_IN_CALLBACK']);
    expect(easy.closed).toBe(false);
  });

  it('lets a callback use another handle, and replace the options of its own', () => {
    const inner = new Easy().setOpt('URL', `${origin.http}/bytes/5`);
    let nested = 0;
    easy.setOpts({
      URL: `${origin.http}/bytes/10`,
      HTTPHEADER: ['X-A: 1'],
      WRITEFUNCTION: () => {
        nested = inner.perform().takeBody().length;
        easy.setOpts({ HTTPHEADER: ['X-B: 2'], COOKIE: null });
      },
    });
    easy.perform();
    inner.close();
    expect(nested).toBe(5);
  });

  it('writes a body to a file descriptor', () => {
    const directory = mkdtempSync(join(tmpdir(), 'curlew-test-'));
    const file = join(directory, 'body');
    const descriptor = openSync(file, 'w');
    easy.setOpts({ URL: `${origin.http}/bytes/300000`, WRITEDATA: descriptor }).perform();
    closeSync(descriptor);
    expect(readFileSync(file).equals(bytesOf(300_000))).toBe(true);
    rmSync(directory, { recursive: true });
  });

  it('reports why a write to a descriptor failed', () => {
    const descriptor = openSync('/dev/full', 'w');
    easy.setOpts({ URL: `${origin.http}/bytes/10`, WRITEDATA: descriptor });
    expect(thrownBy(() => easy.perform()).message).toMatch(/no space left on device/i);
    closeSync(descriptor);
  });

  it('sends binary post fields with NUL bytes', () => {
    easy.setOpts({ URL: `${origin.http}/echo`, POSTFIELDS: Buffer.from([0, 1, 2, 0, 255]) }).perform();
    expect(JSON.parse(easy.takeBody().toString())).toMatchObject({ method: 'POST', length: 5, body: '\0\x01\x02\0\xff' });
  });

  it('decodes gzip and br', () => {
    for (const encoding of ['gzip', 'br']) {
      easy.setOpts({ URL: `${origin.http}/encoded/${encoding}`, ACCEPT_ENCODING: '' }).perform();
      expect(easy.takeBody().toString()).toBe('compressed text '.repeat(100));
    }
  });

  it('speaks HTTP/2 over TLS and verifies the certificate', () => {
    easy.setOpts({ URL: `${origin.https}/echo`, CAINFO: origin.caFile }).perform();
    expect(easy.getInfo('HTTP_VERSION')).toBe(constants.CURL_HTTP_VERSION_2_0);
    expect(easy.getInfo('SSL_VERIFYRESULT')).toBe(0);
    const untrusting = new Easy().setOpts({ URL: `${origin.https}/echo`, CAINFO: '/dev/null' });
    expect(thrownBy(() => untrusting.perform()).kind).toBe('tls');
    untrusting.close();
  });

  const expectFailure = (url: string, code: string, kind: string) => {
    easy.setOpts({ URL: url, TIMEOUT_MS: 300 });
    const error = thrownBy(() => easy.perform());
    expect(error).toMatchObject({ code, kind, operation: 'perform' });
    // libcurl 7.88 wrote nothing about a missing URL.
    if (versionInfo().linked === 'vendored') expect(error.detail).not.toBe('');
  };

  it.each([
    ['a refused port', () => `${origin.refused}/`, 'CURLE_COULDNT_CONNECT', 'connect'],
    ['a truncated body', () => `${origin.http}/truncate`, 'CURLE_PARTIAL_FILE', 'receive'],
    ['a stalled server', () => `${origin.http}/stall`, 'CURLE_OPERATION_TIMEDOUT', 'timeout'],
    ['a body that stalls', () => `${origin.http}/stall-body`, 'CURLE_OPERATION_TIMEDOUT', 'timeout'],
    ['a name that does not resolve', () => 'http://no-such-host.invalid/', 'CURLE_COULDNT_RESOLVE_HOST', 'resolve'],
    ['an unknown scheme', () => 'foo://host/', 'CURLE_UNSUPPORTED_PROTOCOL', 'unsupported'],
    ['no URL', () => '', 'CURLE_URL_MALFORMAT', 'config'],
  ])('fails at %s with %s', (_what, url, code, kind) => expectFailure(url(), code, kind));

  needing('resets').it('fails at a reset with CURLE_RECV_ERROR', () =>
    expectFailure(`${origin.http}/reset`, 'CURLE_RECV_ERROR', 'receive'),
  );

  it('names the URL without user and password', () => {
    const error = thrownBy(() => easy.setOpt('URL', 'http://user:secret@127.0.0.1:1/x').perform());
    expect(error.url).toBe('http://127.0.0.1:1/x');
    expect(error.message).not.toContain('secret');
  });

  it.each(['http://user:secret@[/', 'http://user:secret@host:99999', 'foo://user:secret@host', 'user:secret@host:x'])(
    'names no password of a proxy that is not one: %s',
    (proxy) => {
      const error = thrownBy(() => easy.setOpts({ URL: 'http://127.0.0.1:1/', PROXY: proxy }).perform());
      expect(error).toMatchObject({ detail: expect.stringContaining('Unsupported proxy') as string });
      expect(inspect(error)).not.toContain('secret');
    },
  );

  it.each(['USERPWD', 'PROXYUSERPWD'] as const)('names no password of a wrong %s', (option) => {
    expect(() => easy.setOpt(option, ['me:secret'] as never)).toThrow(/got an array of 1$/);
  });

  it('does not follow a redirect to another scheme than http and https', () => {
    for (const target of ['file:///etc/passwd', 'ftp://127.0.0.1/', 'gopher://127.0.0.1/']) {
      easy.setOpts({ URL: `${origin.http}/location?to=${encodeURIComponent(target)}`, FOLLOWLOCATION: true });
      expect(thrownBy(() => easy.perform()).code).toBe('CURLE_UNSUPPORTED_PROTOCOL');
    }
  });

  it('clears its options with reset() and keeps its connections', () => {
    easy.setOpts({ URL: `${origin.http}/echo`, USERAGENT: 'before', CUSTOMREQUEST: 'PURGE' }).perform();
    easy.reset().setOpt('URL', `${origin.http}/echo`).perform();
    const seen = JSON.parse(easy.takeBody().toString()) as { method: string; headers: Record<string, string> };
    expect(seen.method).toBe('GET');
    expect(seen.headers['user-agent']).toBeUndefined();
    expect(easy.getInfo('NUM_CONNECTS')).toBe(0);
  });

  it('refuses a borrowed method', () => {
    expect(() => Easy.prototype.perform.call({} as Easy)).toThrow(TypeError);
    expect(() => (Object.create(easy) as Easy).setOpt('URL', 'x')).toThrow(TypeError);
  });

  it('returns the infos of the transfer', () => {
    easy.setOpt('URL', `${origin.http}/cookies/a/b`).setOpt('COOKIEFILE', '').perform();
    expect(easy.getInfo('CONTENT_TYPE')).toBe('application/json');
    expect(easy.getInfo('EFFECTIVE_URL')).toBe(`${origin.http}/cookies/a/b`);
    expect(easy.getInfo('TOTAL_TIME_T')).toBeGreaterThan(0);
    expect(easy.getInfo('PRIMARY_IP')).toBe('127.0.0.1');
    expect(easy.getInfo('COOKIELIST').join()).toContain('a\tb');
    expect(easy.getInfo('REDIRECT_URL')).toBeNull();
    expect(() => easy.getInfo('NOPE' as never)).toThrow('not an info of libcurl');
  });

  it('throws CurlStateError, which instanceof recognises', () => {
    easy.close();
    const error = thrownBy(() => easy.perform());
    expect(error).toBeInstanceOf(CurlStateError);
    expect(error).not.toBeInstanceOf(EasyError);
  });
});

describe('small bodies', () => {
  const get = (size: number) => new Easy().setOpt('URL', `${origin.http}/bytes/${size}`).perform();

  it('share memory without overlapping', () => {
    const bodies = Array.from({ length: 200 }, (_, index) => get(1000 + index).takeBody());
    for (const [index, body] of bodies.entries()) expect(body.equals(bytesOf(1000 + index))).toBe(true);
    bodies[0]!.fill(0);
    expect(bodies[1]!.equals(bytesOf(1001))).toBe(true);
    expect(new Set(bodies.map(({ buffer }) => buffer)).size).toBeLessThan(10);
  });

  it('do not lose their memory when one is transferred to a worker', () => {
    const body = get(10).takeBody();
    try {
      structuredClone(body.buffer, { transfer: [body.buffer as ArrayBuffer] });
    } catch (error) {
      // Newer versions of Node refuse, older ones copy.
      expect((error as Error).name).toBe('DataCloneError');
    }
    expect(body.equals(bytesOf(10))).toBe(true);
    // Node 22 can detach it all the same; the next body then starts a new block.
    (body.buffer as unknown as { transfer?: () => void }).transfer?.();
    expect(get(20).takeBody().equals(bytesOf(20))).toBe(true);
  });

  it.each([0, 1, 4095, 4096, 65_535, 65_536, 65_537])('of %i bytes arrive complete', (size) => {
    expect(get(size).takeBody().equals(bytesOf(size))).toBe(true);
  });
});

describe('getInfoBytes', () => {
  it('returns text as bytes, and everything else like getInfo', () => {
    const easy = new Easy().setOpts({ URL: `${origin.http}/latin`, COOKIEFILE: '' });
    easy.perform();
    expect(easy.getInfoBytes('CONTENT_TYPE')).toEqual(Buffer.from('text/\xe9', 'latin1'));
    expect(easy.getInfoBytes('COOKIELIST').map((line) => line.at(-1))).toEqual([0xe9]);
    expect([easy.getInfoBytes('RESPONSE_CODE'), easy.getInfoBytes('REDIRECT_URL')]).toEqual([200, null]);
    easy.close();
    expect(() => easy.getInfoBytes('CONTENT_TYPE')).toThrow(CurlStateError);
    expect(() => easy.getInfoBytes('NOTHING' as never)).toThrow(TypeError);
  });
});
