import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, Mime, Share, Url, constants, versionInfo } from '../src/index.js';
import { failureOf } from './failure-of.js';
import { describeSince, itSince } from './since.js';

let origin: Origin;
let directory: string;
beforeAll(async () => {
  origin = await startOrigin();
  directory = mkdtempSync(join(tmpdir(), 'curlew-handles-'));
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await origin.close();
});

let easy: Easy;
beforeEach(() => (easy = new Easy()));
afterEach(() => easy.close());

interface Echo {
  method: string;
  headers: Record<string, string>;
  body: string;
  length: number;
}
const echoed = (from = easy) => JSON.parse(from.takeBody().toString()) as Echo;

describe('a duplicate', () => {
  it('has the options, lists and data of its original, and keeps them when that is closed or changed', () => {
    easy.setOpts({ URL: `${origin.http}/echo`, HTTPHEADER: ['X-One: 1'], POSTFIELDS: Buffer.from('a\0b'), USERAGENT: 'first' });
    const copy = easy.duplicate();
    easy.setOpts({ HTTPHEADER: ['X-One: 2'], POSTFIELDS: 'other', USERAGENT: null }).perform();
    easy.close();
    const { headers, body } = echoed(copy.perform());
    expect([headers['x-one'], headers['user-agent'], body]).toEqual(['1', 'first', 'a\0b']);
    copy.close();
  });

  it("has the callbacks, which get the duplicate's own transfer", () => {
    const chunks: string[] = [];
    easy.setOpts({ URL: `${origin.http}/status/200`, WRITEFUNCTION: (chunk) => void chunks.push(chunk.toString()) });
    const copy = easy.duplicate();
    easy.close();
    copy.perform();
    expect(chunks.join('')).toBe('status 200');
    copy.close();
  });

  it('has the Mime, its callbacks included', () => {
    const form = new Mime();
    let rest = 'from a function';
    form
      .addPart()
      .name('f')
      .dataFrom((room) => {
        const bytes = rest.slice(0, room);
        rest = rest.slice(room);
        return bytes;
      });
    easy.setOpts({ URL: `${origin.http}/echo`, MIMEPOST: form });
    const copy = easy.duplicate();
    easy.close();
    expect(echoed(copy.perform()).body).toContain('from a function');
    copy.close();
  });

  it('has the Url, and a source and a sink of its own', () => {
    easy.setOpts({ CURLU: new Url(`${origin.http}/echo`), UPLOAD: true, READDATA: 'source', INFILESIZE: 6 });
    const copy = easy.duplicate();
    expect(echoed(easy.perform()).body).toBe('source');
    expect(echoed(copy.perform()).body).toBe('source');
    copy.close();
  });

  it('does not use the share of its original', () => {
    const share = new Share().setOpt(constants.CURLSHOPT_SHARE, constants.CURL_LOCK_DATA_COOKIE);
    easy.setOpt('SHARE', share);
    const copy = easy.duplicate();
    expect(share.users).toBe(1);
    copy.close();
    easy.close();
    share.close();
  });

  it('may be made inside a callback, but not of a closed handle', () => {
    let copy: Easy | undefined;
    easy.setOpts({ URL: `${origin.http}/bytes/3`, WRITEFUNCTION: () => void (copy ??= easy.duplicate()) }).perform();
    copy!.perform().close();
    easy.close();
    expect(() => easy.duplicate()).toThrow(expect.objectContaining({ code: 'ERR_CURL_CLOSED' }));
    expect(() => new Easy({} as never)).toThrow(TypeError);
  });
});

describe('unsetOpt', () => {
  it('unsets texts, lists and callbacks', () => {
    easy.setOpts({ URL: `${origin.http}/echo`, USERAGENT: 'x', HTTPHEADER: ['X-One: 1'], WRITEFUNCTION: () => 0 });
    for (const name of ['USERAGENT', 'HTTPHEADER', 'WRITEFUNCTION'] as const) easy.unsetOpt(name);
    const { headers } = echoed(easy.perform());
    expect([headers['user-agent'], headers['x-one']]).toEqual([undefined, undefined]);
  });

  it('refuses numbers, which cannot be unset, and names unknown options', () => {
    expect(() => easy.unsetOpt('TIMEOUT')).toThrow(
      "unsetOpt TIMEOUT: a number cannot be unset; set it to libcurl's default, or reset() the handle",
    );
    expect(() => easy.unsetOpt('NONE' as never)).toThrow('"NONE" is not an option');
    expect(() => easy.unsetOpt(constants.CURLOPT_USERAGENT)).not.toThrow();
  });
});

describe('a sink', () => {
  it('of the headers may be a descriptor', () => {
    const path = join(directory, 'headers');
    const fd = openSync(path, 'w');
    easy.setOpts({ URL: `${origin.http}/status/200`, HEADERDATA: fd }).perform();
    closeSync(fd);
    expect(readFileSync(path, 'utf8')).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n$/);
    expect(easy.takeHeaderBlock()).toHaveLength(0);
    expect(failureOf(easy, { HEADERDATA: 9999 }).detail).toMatch(/write to descriptor 9999 failed/);
  });

  it('of VERBOSE may be a descriptor, STDERR', () => {
    const path = join(directory, 'verbose');
    const fd = openSync(path, 'w');
    easy.setOpts({ URL: `${origin.http}/status/200`, VERBOSE: true, STDERR: fd });
    closeSync(fd);
    easy.perform();
    easy.setOpts({ VERBOSE: false, STDERR: null });
    expect(readFileSync(path, 'utf8')).toContain('> GET /status/200 HTTP/1.1');
    expect(() => easy.setOpt('STDERR', 9999)).toThrow(expect.objectContaining({ code: 'ERR_CURL_OUT_OF_RANGE' }));
  });
});

describe('a source', () => {
  const upload = { UPLOAD: true, FOLLOWLOCATION: true } as const;

  it('may be bytes, which are sent again when a redirect requires it', () => {
    const body = bytesOf(100_000);
    easy.setOpts({ ...upload, URL: `${origin.http}/redirect/1/307`, READDATA: body, INFILESIZE: body.length }).perform();
    expect(echoed().body).toBe(body.toString('latin1'));
    expect(echoed(easy.perform()).length).toBe(100_000);
  });

  it('may be a file, which is read from its current position', () => {
    const path = join(directory, 'upload');
    writeFileSync(path, 'skipped, the body');
    const fd = openSync(path, 'r+');
    writeSync(fd, 'skipped, ');
    easy.setOpts({ ...upload, URL: `${origin.http}/echo`, READDATA: fd }).perform();
    closeSync(fd);
    expect(echoed().body).toBe('the body');
    expect(failureOf(easy, { READDATA: fd }).detail).toMatch(/read from descriptor \d+ failed: bad file descriptor/i);
  });

  it('is overridden by a READFUNCTION, and used again without it', () => {
    const parts = ['called'];
    easy.setOpts({ ...upload, URL: `${origin.http}/echo`, READDATA: 'bytes', READFUNCTION: () => parts.pop() }).perform();
    expect(echoed().body).toBe('called');
    expect(echoed(easy.setOpt('READFUNCTION', null).perform()).body).toBe('bytes');
  });

  it('refuses invalid values', () => {
    expect(() => easy.setOpt('READDATA', {} as never)).toThrow(
      'expected a string, bytes (Buffer, TypedArray, ArrayBuffer), an open file descriptor',
    );
  });
});

describe('headers', () => {
  itSince(8, 0)('are returned in their order, including repeated ones', () => {
    easy.setOpt('URL', `${origin.http}/headers`).perform();
    expect(easy.headers().filter(({ name }) => /cookie|x-empty/.test(name))).toEqual([
      { name: 'set-cookie', value: 'a=1', amount: 2, index: 0, origin: constants.CURLH_HEADER },
      { name: 'set-cookie', value: 'b=2', amount: 2, index: 1, origin: constants.CURLH_HEADER },
      { name: 'x-empty', value: '', amount: 1, index: 0, origin: constants.CURLH_HEADER },
    ]);
    expect(easy.header('SET-COOKIE', 1)).toMatchObject({ value: 'b=2', index: 1 });
    expect([easy.header('set-cookie', 2), easy.header('x-none')]).toEqual([null, null]);
  });

  it('are distinguished by their origin, and by the request of a redirect', () => {
    easy.setOpts({ URL: `${origin.http}/early`, FOLLOWLOCATION: true }).perform();
    expect(easy.header('link', 0, { origin: constants.CURLH_1XX })?.value).toContain('style.css');
    expect(easy.headers({ origin: constants.CURLH_TRAILER })).toEqual([
      { name: 'x-sum', value: '42', amount: 1, index: 0, origin: constants.CURLH_TRAILER },
    ]);
    easy.setOpt('URL', `${origin.http}/redirect/1`).perform();
    expect(easy.header('location', 0, { request: 0 })?.value).toBe('/echo');
    expect(easy.header('location', 0, { request: 1 })).toBeNull();
  });

  it('refuse an invalid selection', () => {
    easy.setOpt('URL', `${origin.http}/headers`).perform();
    expect(() => easy.header('a', 0, { origin: 4096 })).toThrow('CURLHE_BAD_ARGUMENT');
    expect(() => easy.header('a', -1)).toThrow(RangeError);
    expect(() => easy.header(1 as never)).toThrow(TypeError);
    expect(() => easy.headers({ origin: 'all' as never })).toThrow(TypeError);
  });
});

describe('send and recv', () => {
  it('use the connection of a CONNECT_ONLY transfer', () => {
    easy.setOpts({ URL: origin.http, CONNECT_ONLY: 1 }).perform();
    const request = 'GET /status/200 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
    expect(easy.send(request)).toBe(request.length);
    const room = Buffer.alloc(4096);
    let text = '';
    for (const deadline = Date.now() + 5000; Date.now() < deadline;) {
      try {
        const count = easy.recv(room);
        if (count === 0) break;
        text += room.toString('latin1', 0, count);
      } catch (error) {
        expect((error as { code: string }).code).toBe('CURLE_AGAIN');
      }
    }
    expect(text).toMatch(/^HTTP\/1\.1 200 OK[^]*status 200/);
  });

  it('report a missing connection and wrong arguments', () => {
    expect(() => easy.send('x')).toThrow(expect.objectContaining({ code: 'CURLE_UNSUPPORTED_PROTOCOL' }));
    expect(() => easy.recv('text' as never)).toThrow('expected bytes to receive into');
    expect(() => easy.send(null as never)).toThrow(TypeError);
  });
});

describeSince(8, 11)('WebSocket', () => {
  const connect = () => easy.setOpts({ URL: origin.http.replace('http', 'ws'), CONNECT_ONLY: 2 }).perform();
  const receive = () => {
    const room = Buffer.alloc(1024);
    for (const deadline = Date.now() + 5000; Date.now() < deadline;) {
      try {
        const { received, frame } = easy.wsRecv(room);
        return { data: room.toString('latin1', 0, received), frame };
      } catch (error) {
        expect((error as { code: string }).code).toBe('CURLE_AGAIN');
      }
    }
    throw new Error('nothing came');
  };

  it('sends and receives frames', () => {
    connect();
    expect(easy.wsSend('hello')).toBe(5);
    expect(receive()).toEqual({ data: 'hello', frame: { flags: constants.CURLWS_TEXT, offset: 0, bytesLeft: 0, length: 5 } });
    easy.wsSend(Buffer.from([0, 255]));
    expect(receive()).toMatchObject({ data: '\0\xff', frame: { flags: constants.CURLWS_BINARY } });
  });

  it('sends a frame in pieces', () => {
    connect();
    easy.wsSend('first ', constants.CURLWS_TEXT | constants.CURLWS_OFFSET, 12);
    easy.wsSend('second', constants.CURLWS_TEXT | constants.CURLWS_OFFSET);
    let text = '';
    while (text.length < 12) text += receive().data;
    expect(text).toBe('first second');
  });

  it('sends bytes as they are in raw mode, and frames on request', () => {
    connect();
    easy.setOpt('WS_OPTIONS', constants.CURLWS_RAW_MODE);
    expect(easy.wsSend('hello', constants.CURLWS_TEXT, 0, true)).toBe(5);
    expect(receive().data).toBe('hello');
    // A whole text message of 2 bytes, masked with zeros.
    expect(easy.wsSend(Buffer.from('\x81\x82\0\0\0\0hi', 'latin1'), 0)).toBe(8);
    expect(receive().data).toBe('hi');
  });

  it('passes a frame to a WRITEFUNCTION, and lets it answer', () => {
    const seen: unknown[] = [];
    const answer = (chunk: Buffer) => {
      seen.push([chunk.toString(), easy.wsMeta()?.flags]);
      return seen.length === 2 ? 0 : void easy.wsSend('back');
    };
    const error = failureOf(easy, { URL: `${origin.http.replace('http', 'ws')}/greet`, TIMEOUT: 5, WRITEFUNCTION: answer });
    expect(error.code).toBe('CURLE_WRITE_ERROR');
    expect(seen).toEqual([
      ['hello', constants.CURLWS_TEXT],
      ['back', constants.CURLWS_TEXT],
    ]);
    expect(easy.wsMeta()).toBeNull();
  });

  it('reports a missing connection and wrong arguments', () => {
    expect(() => easy.wsSend('x')).toThrow(expect.objectContaining({ operation: 'wsSend' }));
    expect(() => easy.wsSend(1 as never)).toThrow(TypeError);
    expect(() => easy.wsSend('x', -1)).toThrow(RangeError);
    expect(() => easy.wsRecv('x' as never)).toThrow(TypeError);
  });
});

describe('infos', () => {
  it('that are pointers have a backend and an address', () => {
    const seen: unknown[] = [];
    const look = () => void seen.push(easy.getInfo('TLS_SSL_PTR'));
    easy.setOpts({ URL: `${origin.https}/bytes/3`, CAINFO: origin.caFile, WRITEFUNCTION: look }).perform();
    expect(seen[0]).toEqual({ backend: constants.CURLSSLBACKEND_OPENSSL, internals: expect.any(BigInt) });
  });

  it('that are lists of lists have the certificates', () => {
    easy.setOpts({ URL: `${origin.https}/bytes/3`, CAINFO: origin.caFile, CERTINFO: true }).perform();
    expect(easy.getInfo('CERTINFO')[0]!.join('\n')).toMatch(/Subject:/);
  });
});

describe('TLS sessions', () => {
  it('can be exported from one handle and imported into another', async () => {
    if (!versionInfo().featureNames.includes('SSLS-EXPORT')) return;
    await origin.resetCounts();
    const options = { URL: `${origin.https}/bytes/3`, CAINFO: origin.caFile };
    const share = new Share().setOpt(constants.CURLSHOPT_SHARE, constants.CURL_LOCK_DATA_SSL_SESSION);
    easy.setOpts({ ...options, SHARE: share }).perform();
    const sessions = easy.exportTlsSessions();
    expect(sessions.length).toBeGreaterThan(0);
    expect(sessions[0]!.validUntil.getTime()).toBeGreaterThan(Date.now());
    const otherShare = new Share().setOpt(constants.CURLSHOPT_SHARE, constants.CURL_LOCK_DATA_SSL_SESSION);
    const other = new Easy().setOpts({ ...options, SHARE: otherShare });
    for (const session of sessions) other.importTlsSession(session);
    other.perform().close();
    expect(await origin.counts()).toMatchObject({ tlsHandshakes: 2, tlsResumed: 1 });
    expect(() => easy.importTlsSession({ session: Buffer.from('junk'), key: 'x' })).toThrow(
      expect.objectContaining({ operation: 'importTlsSession' }),
    );
  });
});

describe('upkeep', () => {
  it('is allowed when there is nothing to keep', () => {
    expect(() => easy.upkeep()).not.toThrow();
    easy.setOpts({ URL: `${origin.http}/bytes/3` }).perform();
    expect(() => easy.upkeep()).not.toThrow();
  });
});
