import { bytesOf, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, Multi, constants } from '../src/index.js';
import { failureOf } from './failure-of.js';
import { itSince } from './since.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

let easy: Easy;
beforeEach(() => (easy = new Easy()));
afterEach(() => easy.close());

const echoed = () => JSON.parse(easy.takeBody().toString()) as { method: string; body: string; length: number };

/** A source of an upload that hands out `body` in pieces. */
function source(body: Buffer, piece = 1000) {
  let position = 0;
  return {
    read: (room: number) => {
      const bytes = body.subarray(position, position + Math.min(piece, room));
      position += bytes.length;
      return bytes;
    },
    seek: (offset: number) => void (position = offset),
  };
}

describe('READFUNCTION', () => {
  it('provides the data of an upload', () => {
    const body = bytesOf(100_000);
    easy.setOpts({ URL: `${origin.http}/echo`, UPLOAD: true, INFILESIZE_LARGE: body.length, READFUNCTION: source(body).read }).perform();
    expect(echoed()).toMatchObject({ method: 'PUT', length: 100_000, body: body.toString('latin1') });
  });

  it('provides a POST of unknown length, also with strings, until it returns nothing', () => {
    const parts = ['one ', 'zwei ü ', 'three'];
    easy.setOpts({ URL: `${origin.http}/echo`, POST: true, POSTFIELDSIZE: -1, READFUNCTION: () => parts.shift() }).perform();
    expect(echoed().body).toBe(Buffer.from('one zwei ü three').toString('latin1'));
  });

  it('is not replaced by the standard input: an upload without a source is empty', () => {
    easy.setOpts({ URL: `${origin.http}/echo`, UPLOAD: true }).perform();
    expect(echoed()).toMatchObject({ method: 'PUT', length: 0 });
  });

  it.each<[string, () => never]>([
    ['too many bytes', () => Buffer.alloc(10_000_000) as never],
    ['an object', () => ({}) as never],
    ['a number that is not a code', () => 5 as never],
  ])('refuses %s with a clear cause', (_what, read) => {
    const error = failureOf(easy, { URL: `${origin.http}/echo`, UPLOAD: true, READFUNCTION: read });
    expect(error.code).toBe('CURLE_ABORTED_BY_CALLBACK');
    expect((error.cause as Error).message).toContain('READFUNCTION');
  });

  it('ends the transfer with CURL_READFUNC_ABORT or an exception', () => {
    expect(failureOf(easy, { URL: `${origin.http}/echo`, UPLOAD: true, READFUNCTION: () => constants.CURL_READFUNC_ABORT })).toMatchObject({
      kind: 'cancelled',
    });
    const boom = new Error('boom');
    const throwing = () => {
      throw boom;
    };
    expect(failureOf(easy, { READFUNCTION: throwing }).cause).toBe(boom);
  });
});

describe('SEEKFUNCTION', () => {
  const redirected = () => `${origin.http}/redirect/1/307`;

  it('rewinds an upload that is redirected', () => {
    const body = Buffer.from('again and again');
    const { read, seek } = source(body);
    easy.setOpts({
      URL: redirected(),
      FOLLOWLOCATION: true,
      UPLOAD: true,
      INFILESIZE: body.length,
      READFUNCTION: read,
      SEEKFUNCTION: seek,
    });
    easy.perform();
    expect(echoed().body).toBe('again and again');
  });

  itSince(8, 0)('fails an upload that cannot be rewound', () => {
    const error = failureOf(easy, {
      URL: redirected(),
      FOLLOWLOCATION: true,
      UPLOAD: true,
      INFILESIZE: 3,
      READFUNCTION: source(Buffer.from('abc')).read,
      SEEKFUNCTION: () => constants.CURL_SEEKFUNC_FAIL,
    });
    expect(error.code).toBe('CURLE_SEND_FAIL_REWIND');
  });
});

describe('XFERINFOFUNCTION', () => {
  it('gets the progress of the transfer', () => {
    const seen: number[][] = [];
    easy.setOpts({ URL: `${origin.http}/bytes/50000`, NOPROGRESS: false, XFERINFOFUNCTION: (...bytes) => void seen.push(bytes) }).perform();
    expect(seen.at(-1)).toEqual([50_000, 50_000, 0, 0]);
  });

  it.each([true, 1])('ends the transfer with %p', (answer) => {
    const error = failureOf(easy, { URL: `${origin.http}/bytes/50000`, NOPROGRESS: false, XFERINFOFUNCTION: () => answer });
    expect(error.code).toBe('CURLE_ABORTED_BY_CALLBACK');
  });

  it('ends the transfer with a clear cause after a wrong return value', () => {
    const error = failureOf(easy, { URL: `${origin.http}/bytes/5`, NOPROGRESS: false, XFERINFOFUNCTION: () => 'on' as never });
    expect((error.cause as Error).message).toContain('XFERINFOFUNCTION');
  });
});

describe('DEBUGFUNCTION', () => {
  it('gets the traffic on the wire', () => {
    const seen = new Map<number, string>();
    easy.setOpts({
      URL: `${origin.http}/bytes/5`,
      VERBOSE: true,
      DEBUGFUNCTION: (type, data) => void seen.set(type, (seen.get(type) ?? '') + data.toString('latin1')),
    });
    easy.perform();
    expect(seen.get(constants.CURLINFO_HEADER_OUT)).toMatch(/^GET \/bytes\/5 HTTP\/1\.1\r\n/);
    expect(seen.get(constants.CURLINFO_HEADER_IN)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(seen.get(constants.CURLINFO_DATA_IN)).toHaveLength(5);
  });

  it('fails the transfer when it throws, although libcurl ignores its return value', () => {
    const boom = new Error('boom');
    let calls = 0;
    const error = failureOf(easy, {
      URL: `${origin.http}/status/204`,
      VERBOSE: true,
      DEBUGFUNCTION: () => {
        calls += 1;
        throw boom;
      },
    });
    expect(error.cause).toBe(boom);
    expect(calls).toBe(1);
  });

  it('cannot close the handle a second time while it is being closed', () => {
    const other = new Easy().setOpts({ URL: `${origin.http}/bytes/5`, VERBOSE: true, DEBUGFUNCTION: () => {} });
    other.perform().setOpt('DEBUGFUNCTION', () => other.close());
    other.close();
    expect(other.closed).toBe(true);
  });
});

describe('pause and unpause', () => {
  it('hold a body back and let it continue, on the event loop', async () => {
    const chunks: Buffer[] = [];
    let pauses = 0;
    easy.setOpts({
      URL: `${origin.http}/bytes/500000`,
      WRITEFUNCTION: (chunk) => {
        if (pauses < 3) {
          pauses += 1;
          setTimeout(() => easy.unpause(), 5);
          return constants.CURL_WRITEFUNC_PAUSE;
        }
        chunks.push(chunk);
        return chunk.length;
      },
    });
    const code = await new Promise<number>((resolve) => {
      const multi = new Multi().attach({ onDone: (_easy, result) => (multi.close(), resolve(result)) });
      multi.addHandle(easy);
    });
    expect([code, pauses]).toEqual([0, 3]);
    expect(Buffer.concat(chunks).equals(bytesOf(500_000))).toBe(true);
  });

  it('start no transfer of an idle handle', () => {
    expect(() => easy.pause()).toThrow(expect.objectContaining({ code: 'ERR_CURL_NOT_IN_USE' }));
    expect(() => easy.pause('all' as never)).toThrow();
  });
});
