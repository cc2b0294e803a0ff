import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, constants, type EasyOptions, type HstsEntry, type SshKey } from '../src/index.js';
import { failureOf } from './failure-of.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

let easy: Easy;
beforeEach(() => (easy = new Easy()));
afterEach(() => easy.close());

describe('HSTSREADFUNCTION', () => {
  /** An http URL of the TLS server, which only works when HSTS makes it https. */
  const upgraded = () => origin.https.replace('https:', 'http:');
  const reading = (...entries: ReturnType<NonNullable<EasyOptions['HSTSREADFUNCTION']>>[]): Partial<EasyOptions> => ({
    URL: `${upgraded()}/bytes/3`,
    CAINFO: origin.caFile,
    HSTS_CTRL: constants.CURLHSTS_ENABLE,
    HSTSREADFUNCTION: () => entries.shift(),
  });

  it('returns the hosts that are requested only over TLS', () => {
    easy
      .setOpts(reading({ host: 'example.com' }, { host: 'localhost', expire: new Date(Date.now() + 1e9), includeSubDomains: true }))
      .perform();
    expect(easy.getInfo('SCHEME')?.toLowerCase()).toBe('https');
  });

  it('drops a host whose time has expired', () => {
    expect(() => easy.setOpts(reading({ host: 'localhost', expire: new Date(2020, 0) })).perform()).toThrow();
    expect(easy.getInfo('SCHEME')?.toLowerCase()).toBe('http');
  });

  it.each<[string, unknown]>([
    ['no host', {}],
    ['a host that is too long', { host: 'x'.repeat(5000) }],
    ['a wrong time', { host: 'a.example', expire: 'tomorrow' }],
    ['a time without end of the calendar', { host: 'a.example', expire: new Date(NaN) }],
  ])('fails the transfer with %s', (_what, entry) => {
    const error = failureOf(easy, reading(entry as never));
    expect((error.cause as Error).message).toContain('HSTSREADFUNCTION');
  });
});

describe('HSTSWRITEFUNCTION', () => {
  const writing = (callback: EasyOptions['HSTSWRITEFUNCTION']) =>
    easy
      .setOpts({ URL: `${origin.https}/hsts`, CAINFO: origin.caFile, HSTS_CTRL: constants.CURLHSTS_ENABLE, HSTSWRITEFUNCTION: callback })
      .perform();

  it('gets the entries when the handle is closed', () => {
    const seen: [HstsEntry, { index: number; total: number }][] = [];
    writing((entry, position) => void seen.push([entry, position]));
    expect(seen).toEqual([]);
    easy.close();
    expect(seen).toEqual([
      [
        { host: 'localhost', expire: expect.any(Date) as Date, includeSubDomains: true },
        { index: 0, total: 1 },
      ],
    ]);
    const left = seen[0]![0].expire!.getTime() - Date.now();
    expect(left).toBeGreaterThan(86_000_000);
    expect(left).toBeLessThanOrEqual(86_400_000);
  });

  it('that throws makes close() throw, and the handle is closed', () => {
    const boom = new Error('boom');
    writing(() => {
      throw boom;
    });
    expect(() => easy.close()).toThrow(boom);
    expect(easy.closed).toBe(true);
  });

  it('is called with a closed handle', () => {
    let seen: unknown;
    writing(() => {
      try {
        easy.setOpt('URL', 'http://x/');
      } catch (error) {
        seen = (error as { code: string }).code;
      }
      easy.close();
    });
    easy.close();
    expect(seen).toBe('ERR_CURL_CLOSED');
  });
});

describe('SSH_KEYFUNCTION and SSH_HOSTKEYFUNCTION', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'curlew-ssh-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  const fetching = (callbacks: Partial<EasyOptions>): Partial<EasyOptions> => ({
    URL: `${origin.sftp}/hello.txt`,
    SSH_AUTH_TYPES: constants.CURLSSH_AUTH_PASSWORD,
    SSH_KNOWNHOSTS: join(directory, 'known_hosts'),
    ...callbacks,
  });

  it('decide about an unknown key, and can remember it', () => {
    const seen: [SshKey | null, SshKey, number][] = [];
    easy
      .setOpts(
        fetching({
          SSH_KEYFUNCTION: (...question) => {
            seen.push(question);
            return constants.CURLKHSTAT_FINE_ADD_TO_FILE;
          },
        }),
      )
      .perform();
    expect(easy.takeBody().toString()).toBe('hello over ssh');
    expect(seen).toHaveLength(1);
    const [known, found, match] = seen[0]!;
    expect([known, match, found.keytype]).toEqual([null, constants.CURLKHMATCH_MISSING, constants.CURLKHTYPE_RSA]);
    expect(found.key.toString('base64')).toBe(origin.sshHostKey.split(' ')[1]);
    expect(readFileSync(join(directory, 'known_hosts'), 'utf8')).toContain(origin.sshHostKey.split(' ')[1]);
  });

  it('can refuse a key', () => {
    expect(failureOf(easy, fetching({ SSH_KEYFUNCTION: () => constants.CURLKHSTAT_REJECT })).code).toBe('CURLE_PEER_FAILED_VERIFICATION');
  });

  it('do not take a missing return value for trust', () => {
    const error = failureOf(easy, fetching({ SSH_KEYFUNCTION: (() => {}) as never }));
    expect((error.cause as Error).message).toContain('SSH_KEYFUNCTION callback must return CURLKHSTAT_FINE_ADD_TO_FILE');
    expect(failureOf(easy, { SSH_KEYFUNCTION: null, SSH_HOSTKEYFUNCTION: (() => {}) as never }).code).toBe(
      'CURLE_PEER_FAILED_VERIFICATION',
    );
  });

  it('get only the key as SSH_HOSTKEYFUNCTION', () => {
    const keys: string[] = [];
    easy.setOpts(fetching({ SSH_HOSTKEYFUNCTION: (_type, key) => (keys.push(key.toString('base64')), true) })).perform();
    expect(keys).toEqual([origin.sshHostKey.split(' ')[1]]);
    expect(failureOf(easy, { FRESH_CONNECT: true, SSH_HOSTKEYFUNCTION: () => false }).code).toBe('CURLE_PEER_FAILED_VERIFICATION');
  });
});

describe('SSL_CTX_FUNCTION', () => {
  const over = (callback: EasyOptions['SSL_CTX_FUNCTION']) => ({
    URL: `${origin.https}/bytes/3`,
    CAINFO: origin.caFile,
    SSL_CTX_FUNCTION: callback,
  });

  it('gets the address of the context', () => {
    const seen: bigint[] = [];
    easy.setOpts(over((context) => void seen.push(context))).perform();
    expect(seen).toEqual([expect.any(BigInt)]);
    expect(seen[0]).toBeGreaterThan(0n);
  });

  it('fails the transfer with a code, or with its exception as the cause', () => {
    expect(
      failureOf(
        easy,
        over(() => 58),
      ).code,
    ).toBe('CURLE_SSL_CERTPROBLEM');
    const boom = new Error('boom');
    const throwing = () => {
      throw boom;
    };
    expect(failureOf(easy, over(throwing))).toMatchObject({ code: 'CURLE_ABORTED_BY_CALLBACK', cause: boom });
  });
});
