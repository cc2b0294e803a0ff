import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { constants } from '@curlew/core-native';
import { CurlShare, Easy, type LockDataName } from '../src/index.js';

// Each kind of data is really shared: what one handle has learnt, the other knows, as the server sees it.

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => origin.resetCounts());

/** Runs one request after the other, each on a handle of its own; the handles share these kinds. */
function runApart(kinds: LockDataName[], requests: Record<string, unknown>[]): Easy[] {
  using share = new CurlShare();
  if (kinds.length > 0) share.share(...kinds);
  return requests.map((options) => new Easy().setOpts({ SHARE: share, CAINFO: origin.caFile, ...options }).perform());
}

describe('DNS', () => {
  const request = () => ({
    URL: `${origin.http}/bytes/1`.replace('127.0.0.1', 'a.test'),
    DOH_URL: `${origin.https}/dns-query`,
  });

  it('is resolved once for all handles when it is shared', async () => {
    runApart(['DNS'], [request(), request(), request()]);
    expect(await origin.counts()).toMatchObject({ dnsQueries: 1 });
  });

  it('is resolved by each handle when it is not shared', async () => {
    runApart([], [request(), request(), request()]);
    expect(await origin.counts()).toMatchObject({ dnsQueries: 3 });
  });
});

describe('SSL_SESSION', () => {
  const request = () => ({ URL: `${origin.https}/bytes/1` });

  it('is resumed by other handles when it is shared', async () => {
    runApart(['SSL_SESSION'], [request(), request(), request()]);
    expect(await origin.counts()).toMatchObject({ tlsHandshakes: 3, tlsResumed: 2 });
  });

  it('is not resumed when it is not shared', async () => {
    runApart([], [request(), request(), request()]);
    expect(await origin.counts()).toMatchObject({ tlsHandshakes: 3, tlsResumed: 0 });
  });
});

describe('CONNECT', () => {
  const request = () => ({ URL: `${origin.https}/bytes/1` });

  it('is one connection for all handles when it is shared', async () => {
    const easys = runApart(['CONNECT'], [request(), request(), request()]);
    expect(await origin.counts()).toMatchObject({ tlsHandshakes: 1 });
    expect(easys.map((easy) => easy.getInfo('NUM_CONNECTS'))).toEqual([1, 0, 0]);
  });

  it('is one connection for each handle when it is not shared', async () => {
    runApart([], [request(), request()]);
    expect(await origin.counts()).toMatchObject({ tlsHandshakes: 2 });
  });
});

describe('HSTS', () => {
  // The second one asks in clear for a host that wants TLS; the port is that of TLS, so only TLS can succeed.
  const requests = () => [
    { URL: `${origin.https}/hsts`, HSTS_CTRL: constants.CURLHSTS_ENABLE },
    { URL: `${origin.https}/bytes/7`.replace('https:', 'http:'), HSTS_CTRL: constants.CURLHSTS_ENABLE },
  ];

  it('of one handle sends another one to TLS when it is shared', () => {
    const [, second] = runApart(['HSTS'], requests());
    expect([second!.getInfo('SCHEME'), second!.takeBody().length]).toEqual(['https', 7]);
  });

  it('is not used by another handle when it is not shared', () => {
    expect(() => runApart([], requests())).toThrow(expect.objectContaining({ url: expect.stringContaining('http:') as string }));
  });
});

describe('COOKIE', () => {
  const requests = () => [
    { URL: `${origin.http}/cookies/name/value`, COOKIEFILE: '' },
    { URL: `${origin.http}/cookies`, COOKIEFILE: '' },
  ];
  const sent = (easy: Easy) => (JSON.parse(easy.takeBody().toString()) as { cookie: string }).cookie;

  it('of one handle is sent by another one when it is shared', () => {
    expect(sent(runApart(['COOKIE'], requests())[1]!)).toBe('name=value');
  });

  it('is not used by another handle when it is not shared', () => {
    expect(sent(runApart([], requests())[1]!)).toBe('');
  });
});

describe('PSL', () => {
  // libcurl looks into the list when a cookie is for a domain. It is built in, so a server cannot see whose it was.
  const request = (domain: string) => ({
    URL: `${origin.http}/cookie-for/${domain}`.replace('127.0.0.1', `www.${domain}`),
    CONNECT_TO: [`::127.0.0.1:${new URL(origin.http).port}`],
    COOKIEFILE: '',
  });

  it('is that of the share, and refuses cookies for public suffixes', () => {
    using share = new CurlShare().share('PSL', 'COOKIE');
    const easys = ['example.co.uk', 'co.uk', 'example.com'].map((domain) =>
      new Easy().setOpts({ ...request(domain), SHARE: share }).perform(),
    );
    expect(share.usesOf('PSL')).toBeGreaterThan(0);
    const domains = easys[0]!.getInfo('COOKIELIST').map((line) => line.split('\t')[0]);
    expect(domains.sort()).toEqual(['.example.co.uk', '.example.com']);
  });

  it('is not that of the share when it is not shared', () => {
    using share = new CurlShare().share('COOKIE');
    new Easy().setOpts({ ...request('example.com'), SHARE: share }).perform();
    expect([share.usesOf('PSL'), share.usesOf('COOKIE') > 0]).toEqual([0, true]);
  });
});
