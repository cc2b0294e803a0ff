import { join } from 'node:path';
import { ftpFiles, runProgram, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, Mime, Multi, Share, constants, type EasyOptions } from '../src/index.js';
import { isSince } from './since.js';

const program = (name: string) => join(__dirname, 'programs', name);

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

type Callback = keyof EasyOptions & (`${string}FUNCTION` | `${string}_FUNCTION`);

/** For each callback, a transfer that calls it, and what it answers to let that go on. */
const triggers: Record<Callback, { options: () => Partial<EasyOptions>; answer?: unknown }> = {
  WRITEFUNCTION: { options: () => ({ URL: `${origin.http}/bytes/100` }) },
  HEADERFUNCTION: { options: () => ({ URL: `${origin.http}/bytes/100` }) },
  INTERLEAVEFUNCTION: {
    options: () => ({
      URL: `${origin.rtsp}/x`,
      RTSP_STREAM_URI: `${origin.rtsp}/x`,
      RTSP_TRANSPORT: 'RTP/AVP/TCP;interleaved=0-1',
      TIMEOUT: 5,
    }),
  },
  READFUNCTION: { options: () => ({ URL: `${origin.http}/echo`, UPLOAD: true }) },
  SEEKFUNCTION: {
    options: () => ({ URL: `${origin.http}/redirect/1/307`, FOLLOWLOCATION: true, UPLOAD: true, INFILESIZE: 3, READFUNCTION: () => 'abc' }),
  },
  IOCTLFUNCTION: {
    options: () => ({
      URL: `${origin.http}/redirect/1/307`,
      FOLLOWLOCATION: true,
      UPLOAD: true,
      INFILESIZE: 1,
      READFUNCTION: () => 'x',
    }),
  },
  TRAILERFUNCTION: { options: () => ({ URL: `${origin.http}/echo`, UPLOAD: true, HTTPHEADER: ['Trailer: X'], READDATA: 'x' }) },
  XFERINFOFUNCTION: { options: () => ({ URL: `${origin.http}/bytes/100`, NOPROGRESS: false }) },
  PROGRESSFUNCTION: { options: () => ({ URL: `${origin.http}/bytes/100`, NOPROGRESS: false }) },
  DEBUGFUNCTION: { options: () => ({ URL: `${origin.http}/bytes/100`, VERBOSE: true }) },
  OPENSOCKETFUNCTION: { options: () => ({ URL: `${origin.http}/bytes/100` }) },
  SOCKOPTFUNCTION: { options: () => ({ URL: `${origin.http}/bytes/100` }) },
  CLOSESOCKETFUNCTION: { options: () => ({ URL: `${origin.http}/bytes/100`, FORBID_REUSE: true }) },
  PREREQFUNCTION: { options: () => ({ URL: `${origin.http}/bytes/100` }) },
  RESOLVER_START_FUNCTION: { options: () => ({ URL: `${origin.http.replace('127.0.0.1', 'localhost')}/bytes/100` }) },
  FNMATCH_FUNCTION: { options: () => ({ URL: `${origin.ftp}/files/*.txt`, WILDCARDMATCH: true }), answer: true },
  CHUNK_BGN_FUNCTION: { options: () => ({ URL: `${origin.ftp}/files/*.txt`, WILDCARDMATCH: true }) },
  CHUNK_END_FUNCTION: { options: () => ({ URL: `${origin.ftp}/files/*.txt`, WILDCARDMATCH: true }) },
  HSTSREADFUNCTION: { options: () => ({ URL: `${origin.http}/bytes/100`, HSTS_CTRL: constants.CURLHSTS_ENABLE }) },
  HSTSWRITEFUNCTION: {
    options: () => ({ URL: `${origin.https}/hsts`, CAINFO: origin.caFile, HSTS_CTRL: constants.CURLHSTS_ENABLE }),
  },
  SSH_KEYFUNCTION: {
    options: () => ({ URL: `${origin.sftp}/hello.txt`, SSH_AUTH_TYPES: constants.CURLSSH_AUTH_PASSWORD, SSH_KNOWNHOSTS: '/nonexistent' }),
    answer: constants.CURLKHSTAT_FINE,
  },
  SSH_HOSTKEYFUNCTION: {
    options: () => ({ URL: `${origin.sftp}/hello.txt`, SSH_AUTH_TYPES: constants.CURLSSH_AUTH_PASSWORD }),
    answer: true,
  },
  SSL_CTX_FUNCTION: { options: () => ({ URL: `${origin.https}/bytes/100`, CAINFO: origin.caFile }) },
};
/** Older versions of libcurl accept a small upload that was not read to its end, and rewind nothing. */
const rewinding = isSince(8, 0) ? [] : ['SEEKFUNCTION', 'IOCTLFUNCTION'];
const names = (Object.keys(triggers) as Callback[]).filter((name) => !rewinding.includes(name));

function run(easy: Easy, name: Callback): void {
  if (name === 'INTERLEAVEFUNCTION') {
    easy.setOpt('RTSP_REQUEST', constants.CURL_RTSPREQ_SETUP).perform();
    easy.setOpt('RTSP_REQUEST', constants.CURL_RTSPREQ_PLAY).perform();
    easy.setOpt('RTSP_REQUEST', constants.CURL_RTSPREQ_RECEIVE);
  }
  easy.perform();
}

/** Runs the callback's transfer, and closes: some are only called then. */
function provoke(name: Callback, callback: (easy: Easy) => unknown): { easy: Easy; error: unknown } {
  const easy = new Easy().setOpts(triggers[name].options());
  easy.setOpt(name, (() => callback(easy)) as never);
  let error: unknown;
  try {
    run(easy, name);
    easy.close();
  } catch (caught) {
    error = caught;
  }
  if (!easy.closed) easy.close();
  return { easy, error };
}

describe.each(names)('inside %s', (name) => {
  it('the handle refuses calls that would corrupt libcurl, and continues', () => {
    const multi = new Multi();
    const share = new Share();
    const refused = new Set<string>();
    const accepted: string[] = [];
    let calls = 0;
    const { error } = provoke(name, (easy) => {
      calls += 1;
      const attempts: Record<string, () => void> = {
        perform: () => easy.perform(),
        reset: () => easy.reset(),
        add: () => multi.addHandle(easy),
        share: () => easy.setOpt('SHARE', share),
        mime: () => easy.setOpt('MIMEPOST', new Mime()),
        recv: () => easy.recv(Buffer.alloc(1)),
        upkeep: () => easy.upkeep(),
        close: () => easy.close(),
      };
      for (const [what, attempt] of Object.entries(attempts)) {
        try {
          attempt();
          accepted.push(what);
        } catch (caught) {
          refused.add((caught as { code: string }).code);
        }
      }
      return triggers[name].answer;
    });
    expect(calls).toBeGreaterThan(0);
    // A handle that is being closed is closed, and may be closed again.
    if (name === 'HSTSWRITEFUNCTION') expect([accepted, [...refused]]).toEqual([['close'], ['ERR_CURL_CLOSED']]);
    else {
      expect(accepted).toEqual([]);
      for (const code of refused) expect(code).toMatch(/^ERR_CURL_(?:IN_CALLBACK|BUSY)$/);
      expect(error).toBeUndefined();
    }
    multi.close();
    share.close();
  });

  it('an exception ends the transfer, and is the cause of its error', () => {
    const boom = new Error('boom');
    const { error } = provoke(name, () => {
      throw boom;
    });
    expect(name === 'HSTSWRITEFUNCTION' ? error : (error as Error).cause).toBe(boom);
  });

  it('undefined can be thrown as well', () => {
    const { error } = provoke(name, () => {
      throw undefined;
    });
    if (name !== 'HSTSWRITEFUNCTION') expect(Object.hasOwn(error as object, 'cause')).toBe(true);
  });

  it.each([Symbol('answer'), Promise.resolve(), { a: 1 }, NaN, -7, 2 ** 40, 'text'])('%p is not a valid return value', (answer) => {
    // Answers that libcurl ignores are not checked; a string is valid upload data; a number may mean "stop".
    if (name === 'DEBUGFUNCTION' || (name === 'READFUNCTION' && typeof answer === 'string')) return;
    const { error } = provoke(name, () => answer);
    expect(error).toBeInstanceOf(Error);
    const cause = name === 'HSTSWRITEFUNCTION' ? error : (error as Error).cause;
    if (answer !== -7) expect((cause as Error).message).toMatch(new RegExp(`^the ${name} callback `));
  });
});

describe('another handle', () => {
  it('may be used without restrictions inside a callback', () => {
    const inner = new Easy().setOpt('URL', `${origin.ftp}/files/a.txt`);
    let text = '';
    const outer = new Easy().setOpts({
      URL: `${origin.http}/bytes/10`,
      WRITEFUNCTION: () => void (text = inner.perform().takeBody().toString()),
    });
    outer.perform().close();
    inner.close();
    expect(text).toBe(ftpFiles['a.txt']);
  });
});

describe('large and odd values', () => {
  let easy: Easy;
  beforeEach(() => (easy = new Easy()));
  afterEach(() => easy.close());

  it('a list of a million entries is accepted, replaced and freed', () => {
    const many = Array.from({ length: 1_000_000 }, (_, index) => `X-${index}: ${index}`);
    easy.setOpt('HTTPHEADER', many).setOpt('HTTPHEADER', many).setOpt('HTTPHEADER', ['X-Last: 1']);
    easy.setOpt('URL', `${origin.http}/echo`).perform();
    expect((JSON.parse(easy.takeBody().toString()) as { headers: object }).headers).toHaveProperty('x-last', '1');
  });

  it('a text that is too long for libcurl is refused by name', () => {
    expect(() => easy.setOpt('URL', `http://a/${'x'.repeat(20_000_000)}`)).toThrow(expect.objectContaining({ operation: 'setOpt URL' }));
    expect(() => easy.setOpt('USERAGENT', 'x'.repeat(20_000_000))).toThrow(expect.objectContaining({ operation: 'setOpt USERAGENT' }));
  });

  it('a body of 100 MB is sent', () => {
    easy.setOpts({ URL: `${origin.http}/status/200`, POSTFIELDS: Buffer.alloc(100_000_000, 'x'), HTTPHEADER: ['Expect:'] }).perform();
    expect(easy.getInfo('SIZE_UPLOAD_T')).toBe(100_000_000);
  });

  it('a lone surrogate becomes U+FFFD, as everywhere in Node', () => {
    easy.setOpts({ URL: `${origin.http}/echo`, POSTFIELDS: 'a\ud800b' }).perform();
    expect(JSON.parse(easy.takeBody().toString())).toMatchObject({ body: Buffer.from('a\ufffdb').toString('latin1') });
  });

  it('values that are set again and again do not accumulate', () => {
    const large = Buffer.alloc(1_000_000, 'x');
    const rss = () => process.memoryUsage().rss;
    const set = (count: number) => {
      for (let index = 0; index < count; index++)
        easy.setOpts({ POSTFIELDS: large, CAINFO_BLOB: large, READDATA: large, URL: `http://a/${index}` });
    };
    set(50);
    const before = rss();
    set(1000);
    expect(rss() - before).toBeLessThan(100_000_000);
  });
});

describe('every option with every hostile value', () => {
  it('is accepted or refused by name: 35,000 calls, and each handle still works', async () => {
    const ended = await runProgram(program('fuzz-options.mjs'), [origin.http]);
    expect({ ...ended, stderr: '' }).toMatchObject({ code: 0, signal: null });
    const { calls, wrong } = JSON.parse(ended.stdout.trim().split('\n').at(-1)!) as { calls: number; wrong: string[] };
    expect(wrong).toEqual([]);
    expect(calls).toBeGreaterThanOrEqual(30_000);
  }, 120_000);
});
