import { bytesOf, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, constants, viewChunks, type ChunkView } from '../src/index.js';
import { failureOf } from './failure-of.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

let easy: Easy;
beforeEach(() => (easy = new Easy()));
afterEach(() => easy.close());

describe('a view of a chunk', () => {
  it('shows the bytes without a copy, and copies them on request', () => {
    const body = Buffer.alloc(50_000);
    let size = 0;
    let last: number | undefined;
    const take = (view: ChunkView): void => {
      last = view.at(-1);
      size += view.copy(body, size);
    };
    easy.setOpts({ URL: `${origin.http}/bytes/50000`, WRITEFUNCTION: viewChunks(take) }).perform();
    expect(size).toBe(50_000);
    expect(body.equals(bytesOf(50_000))).toBe(true);
    expect(last).toBe(body.at(-1));
  });

  it('can be read like bytes', () => {
    let seen: unknown[] = [];
    const look = (view: ChunkView) => {
      seen = [view.length, view.at(0), view.at(99), view.slice(2, 5).toString(), view.slice(100).length, view.toString('latin1').length];
      return view.length;
    };
    easy.setOpts({ URL: `${origin.http}/status/200`, WRITEFUNCTION: viewChunks(look) }).perform();
    expect(seen).toEqual([10, 's'.charCodeAt(0), undefined, 'atu', 0, 10]);
  });

  it('ends with the call, also when a later chunk is shown', () => {
    const kept: ChunkView[] = [];
    const errors: unknown[] = [];
    const keep = (view: ChunkView): void => {
      for (const old of kept) {
        try {
          old.at(0);
        } catch (error) {
          errors.push((error as { code: string }).code);
        }
      }
      kept.push(view);
    };
    easy.setOpts({ URL: `${origin.http}/status/200`, HEADERFUNCTION: viewChunks(keep) }).perform();
    expect(kept.length).toBeGreaterThan(2);
    expect(new Set(errors)).toEqual(new Set(['ERR_CURL_CLOSED']));
    expect(() => kept[0]!.slice()).toThrow('has returned');
  });

  it('refuses a wrong target or range', () => {
    const errors: unknown[] = [];
    const attempt = (copy: () => void): void => {
      try {
        copy();
      } catch (error) {
        errors.push((error as Error).constructor.name);
      }
    };
    const look = (view: ChunkView): void => {
      attempt(() => view.copy('text' as never));
      attempt(() => view.copy(Buffer.alloc(1), -1));
      attempt(() => view.copy(Buffer.alloc(1), 0, NaN));
      attempt(() => view.copy(null as never));
    };
    easy.setOpts({ URL: `${origin.http}/status/200`, WRITEFUNCTION: viewChunks(look) }).perform();
    expect(errors).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError']);
  });
});

describe('a chunk callback', () => {
  it.each([-1, 1.5, 2 ** 32, 'all', {}, Promise.resolve(1)])('that returns %p ends the transfer with a clear cause', (answer) => {
    const error = failureOf(easy, { URL: `${origin.http}/bytes/5`, WRITEFUNCTION: () => answer as never });
    expect(error.code).toBe('CURLE_WRITE_ERROR');
    expect((error.cause as Error).message).toContain('the WRITEFUNCTION callback must return nothing or the number of bytes it took');
  });

  it('that returns fewer bytes than it was given ends the transfer', () => {
    expect(failureOf(easy, { URL: `${origin.http}/bytes/5`, WRITEFUNCTION: () => 4 }).code).toBe('CURLE_WRITE_ERROR');
  });
});

describe('TRAILERFUNCTION', () => {
  const upload = (url: string) => ({ URL: url, UPLOAD: true, HTTPHEADER: ['Trailer: X-Sum, X-Note'], READDATA: 'body' });
  const trailers = () => (JSON.parse(easy.takeBody().toString()) as { trailers: object }).trailers;

  it('gives the trailers of a chunked upload', () => {
    easy.setOpts({ ...upload(`${origin.http}/echo`), TRAILERFUNCTION: () => ['X-Sum: 42', 'X-Note: yes'] }).perform();
    expect(trailers()).toEqual({ 'x-sum': '42', 'x-note': 'yes' });
  });

  it('may return none', () => {
    easy.setOpts({ ...upload(`${origin.http}/echo`), TRAILERFUNCTION: () => {} }).perform();
    expect(trailers()).toEqual({});
  });

  it('ends the transfer with a wrong return value', () => {
    const error = failureOf(easy, { ...upload(`${origin.http}/echo`), TRAILERFUNCTION: () => 'X-Sum: 42' as never });
    expect(error.code).toBe('CURLE_ABORTED_BY_CALLBACK');
    expect((error.cause as Error).message).toContain('TRAILERFUNCTION');
  });
});

describe('IOCTLFUNCTION', () => {
  const redirected = (ioctl: (command: number) => number | void) => {
    let rest = 'again';
    const read = (room: number) => {
      const bytes = rest.slice(0, room);
      rest = rest.slice(room);
      return bytes;
    };
    const restart = (command: number) => {
      rest = 'again';
      return ioctl(command);
    };
    return {
      URL: `${origin.http}/redirect/1/307`,
      FOLLOWLOCATION: true,
      UPLOAD: true,
      INFILESIZE: 5,
      READFUNCTION: read,
      IOCTLFUNCTION: restart,
    };
  };

  it('restarts an upload that is redirected', () => {
    const commands: number[] = [];
    easy.setOpts(redirected((command) => void commands.push(command))).perform();
    expect((JSON.parse(easy.takeBody().toString()) as { body: string }).body).toBe('again');
    expect(commands).toEqual([constants.CURLIOCMD_RESTARTREAD]);
  });

  it('fails an upload that it cannot restart', () => {
    expect(
      failureOf(
        easy,
        redirected(() => constants.CURLIOE_FAILRESTART),
      ).code,
    ).toBe('CURLE_SEND_FAIL_REWIND');
  });
});

describe('PROGRESSFUNCTION', () => {
  it('gets the progress of the transfer, and can end it', () => {
    const seen: number[][] = [];
    easy.setOpts({ URL: `${origin.http}/bytes/50000`, NOPROGRESS: false, PROGRESSFUNCTION: (...bytes) => void seen.push(bytes) }).perform();
    expect(seen.at(-1)).toEqual([50_000, 50_000, 0, 0]);
    expect(failureOf(easy, { PROGRESSFUNCTION: () => true }).code).toBe('CURLE_ABORTED_BY_CALLBACK');
  });
});

describe('INTERLEAVEFUNCTION', () => {
  /** Asks for a stream, and then for what is there of it, until `isEnough`. */
  const play = (isEnough: () => boolean): void => {
    easy.setOpts({
      URL: `${origin.rtsp}/stream`,
      RTSP_STREAM_URI: `${origin.rtsp}/stream`,
      RTSP_TRANSPORT: 'RTP/AVP/TCP;interleaved=0-1',
      TIMEOUT: 5,
    });
    easy.setOpt('RTSP_REQUEST', constants.CURL_RTSPREQ_SETUP).perform();
    easy.setOpt('RTSP_REQUEST', constants.CURL_RTSPREQ_PLAY).perform();
    easy.setOpt('RTSP_REQUEST', constants.CURL_RTSPREQ_RECEIVE);
    for (let round = 0; round < 100 && !isEnough(); round++) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      easy.perform();
    }
  };

  it('gets the packets that are interleaved with RTSP', () => {
    const packets: string[] = [];
    easy.setOpt('INTERLEAVEFUNCTION', (packet) => void packets.push(packet.subarray(4).toString()));
    play(() => packets.length === 2);
    expect(packets).toEqual(['frame one', 'frame two']);
  });

  it('ends the transfer when it throws', () => {
    const boom = new Error('boom');
    easy.setOpt('INTERLEAVEFUNCTION', () => {
      throw boom;
    });
    expect(() => play(() => false)).toThrow(expect.objectContaining({ cause: boom }));
  });
});
