import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { bytesOf, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlWrapper, type Session } from '../src/index.js';

let origin: Origin;
let wrapper: CurlWrapper;
let session: Session;
const servers: Server[] = [];
beforeAll(async () => {
  origin = await startOrigin();
  wrapper = new CurlWrapper();
  session = wrapper.session();
});
afterAll(async () => {
  await wrapper.close();
  for (const server of servers) server.close();
  await origin.close();
});

/** A server that sends these bytes to everybody and closes. */
async function serving(text: string | Buffer): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(text));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
const get = async (text: string | Buffer) => session.get(await serving(text));

describe('a response', () => {
  it("has libcurl's measurements, in seconds and bytes", async () => {
    const before = Date.now() / 1000;
    const response = await session.post(`${origin.http}/delay/50/1000`, { data: 'x'.repeat(10) });
    const after = Date.now() / 1000;
    const { totalTime, starttransferTime, pretransferTime, connectTime, namelookupTime, appconnectTime } = response;
    expect(totalTime).toBeGreaterThanOrEqual(0.05);
    expect(totalTime).toBeLessThan(after - before + 0.01);
    for (const [earlier, later] of [
      [namelookupTime, connectTime],
      [connectTime, pretransferTime],
      [pretransferTime, starttransferTime],
      [starttransferTime, totalTime],
    ])
      expect(earlier!).toBeLessThanOrEqual(later!);
    expect([appconnectTime, response.uploadSize, response.downloadSize, response.primaryIp]).toEqual([0, 10, 1000, '127.0.0.1']);
    expect(response.startTime).toBeGreaterThan(before - 0.01);
    expect(response.startTime).toBeLessThan(after);
    expect((await session.get(`${origin.https}/bytes/1`, { ca: origin.caFile })).appconnectTime).toBeGreaterThan(0);
  });

  it('does not change when its handle is reused', async () => {
    const first = await session.get(`${origin.http}/bytes/100`);
    const seen = [first.statusCode, first.totalTime, first.downloadSize, first.url, first.body.length, first.header];
    for (let round = 0; round < 5; round++) await session.get(`${origin.http}/status/404`);
    expect([first.statusCode, first.totalTime, first.downloadSize, first.url, first.body.length, first.header]).toEqual(seen);
  });

  it('has the status, and the reason phrase if there is one', async () => {
    const response = await session.get(`${origin.http}/status/404`);
    expect([response.statusCode, response.statusText, response.ok, response.httpVersion]).toEqual([404, 'Not Found', false, '1.1']);

    expect(response.responseCode).toBe(404);
    expect((await session.get(`${origin.http}/status/204`)).ok).toBe(true);
  });

  // acurl gave random memory after the first NUL.
  it('has every byte of its body', async () => {
    for (const size of [0, 1, 1000, 70_000])
      expect((await session.get(`${origin.http}/bytes/${size}`)).body.equals(bytesOf(size))).toBe(true);
  });

  it('parses JSON with json(), which throws for anything else', async () => {
    expect((await get('HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{"a":1}')).json()).toEqual({ a: 1 });
    const response = await get('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno');
    expect(() => response.json()).toThrow(SyntaxError);
  });
});

describe('the headers of a response', () => {
  it('are pairs as received, and a case-insensitive map', async () => {
    const response = await session.get(`${origin.http}/headers`);
    expect(response.headersTuple).toEqual(
      expect.arrayContaining([
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['x-empty', ''],
      ]),
    );
    expect(response.headers.get('SET-Cookie')).toBe('a=1, b=2');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('X-Latin')).toBe('café');
    expect(response.header).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  // acurl threw at each of these.
  it('may lack a space after the colon, continue on the next line, and contain bytes that are not UTF-8', async () => {
    const head = Buffer.from('HTTP/1.1 200 OK\r\nFoo:bar\r\nLong: one\r\n two\r\nLatin: caf\xe9\r\nContent-Length: 0\r\n\r\n', 'latin1');
    const { headers } = await get(head);
    expect([headers.get('foo'), headers.get('long'), headers.get('latin')]).toEqual(['bar', 'one two', 'café']);
  });

  it('exclude those of interim responses and trailers', async () => {
    const response = await session.get(`${origin.http}/early`);
    expect(response.header).toMatch(/^HTTP\/1\.1 103 /);
    expect([response.headers.has('link'), response.headers.has('x-sum'), response.trailers]).toEqual([false, false, [['x-sum', '42']]]);
    const continued = await get('HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-Real: 1\r\nContent-Length: 0\r\n\r\n');
    expect(continued.headersTuple).toEqual([
      ['X-Real', '1'],
      ['Content-Length', '0'],
    ]);
  });
});

describe('the text of a response', () => {
  const withType = (type: string | undefined, body: Buffer) =>
    get(
      Buffer.concat([
        Buffer.from(`HTTP/1.1 200 OK\r\n${type ? `Content-Type: ${type}\r\n` : ''}Content-Length: ${body.length}\r\n\r\n`),
        body,
      ]),
    );
  const [utf8, latin1] = [Buffer.from('müde'), Buffer.from('m\xfcde', 'latin1')];

  it.each([
    ['text/plain; charset=utf-8', utf8, 'utf-8'],
    ['text/plain; Charset="UTF-8"; x=y', utf8, 'utf-8'],
    ['text/plain;charset=iso-8859-1', latin1, 'iso-8859-1'],
    ['application/json', utf8, 'utf-8'],
    ['application/problem+json', utf8, 'utf-8'],
    ['application/json; charset=iso-8859-1', utf8, 'utf-8'],
    ['text/plain', utf8, 'utf-8'],
    [undefined, utf8, 'utf-8'],
    ['text/plain', latin1, 'latin1'],
    [undefined, latin1, 'latin1'],
    ['text/plain; charset=nonsense', latin1, 'latin1'],
    ['text/plain; charset=utf-16le', Buffer.from('müde', 'utf16le'), 'utf-16le'],
  ])('of %s is decoded', async (type, body, encoding) => {
    const response = await withType(type, body);
    expect([response.encoding, response.text]).toEqual([encoding, 'müde']);
  });

  it('follows a byte order mark', async () => {
    expect((await withType('text/plain', Buffer.from('\ufeffmüde'))).text).toBe('müde');
    expect((await withType('text/plain', Buffer.from('\ufeffmüde', 'utf16le'))).text).toBe('müde');
  });
});

describe('the request of a response', () => {
  it('has the properties that were requested', async () => {
    const { request } = await wrapper.session().post(`${origin.http}/echo?x=1`, {
      headers: { Foo: 'bar' },
      data: 'body',
      auth: ['u', 'p'],
      cookies: { c: '1' },
    });
    expect([request.method, request.url, request.headers, request.data, request.auth, request.cookies]).toEqual([
      'POST',
      `${origin.http}/echo?x=1`,
      { Foo: 'bar' },
      'body',
      ['u', 'p'],
      { c: '1' },
    ]);
  });

  const url = () => `${origin.http}/echo`;

  it.each([
    [{}, 'GET', () => `curl -X GET ${url()}`],
    [{ headers: { Foo: 'bar', 'My-Header': 'is-awesome' } }, 'GET', () => `curl -X GET -H 'Foo: bar' -H 'My-Header: is-awesome' ${url()}`],
    [{ auth: ['user', 'pass'] as const }, 'GET', () => `curl -X GET --user user:pass ${url()}`],
    [{}, 'HEAD', () => `curl --head ${url()}`],
    [{ data: '@file' }, 'POST', () => `curl -X POST --data-raw @file ${url()}`],
    [{ data: `it's` }, 'POST', () => `curl -X POST --data-raw 'it'"'"'s' ${url()}`],
    [{ data: Buffer.from([0, 255]) }, 'POST', () => `printf '\\000\\377' | curl -X POST --data-binary @- ${url()}`],
    [{ headers: { 'X-Empty': '' } }, 'GET', () => `curl -X GET -H 'X-Empty;' ${url()}`],
  ])('as a curl command is right for %j %s', async (options, method, expected) => {
    const fresh = wrapper.session();
    expect((await fresh.request(method, url(), options)).request.toCurl({ secrets: true })).toBe(expected());
  });

  it('as a curl command has its cookies', async () => {
    const fresh = wrapper.session();
    const { request } = await fresh.get(url(), { cookies: { '123': '456', '789': 'abc' } });
    expect(request.toCurl({ secrets: true })).toBe(`curl -X GET --cookie '123=456;789=abc' ${url()}`);
  });

  it('as a curl command hides passwords, cookies and Authorization unless asked for them', async () => {
    const headers = { Authorization: 'Bearer token', 'X-Own': 'shown' };
    const target = url().replace('://', '://me:word@');
    const { request } = await wrapper.session().get(target, { cookies: { a: 'biscuit' }, headers, auth: ['u', 'secret'] });
    expect(request.toCurl()).toBe(`curl -X GET -H 'Authorization: ***' -H 'X-Own: shown' --cookie 'a=***' --user 'u:***' ${url()}`);
    for (const secret of ['token', 'biscuit', 'secret', 'word']) expect(request.toCurl({ secrets: true })).toContain(secret);
    expect(request.safeUrl).toBe(url());
  });

  it.each<[string, string, object]>([
    ['GET', '?a[]={b}', {}],
    ['POST', '', {}],
    ['PUT', '', {}],
    ['POST', '', { data: 'a=b' }],
    ['POST', '', { json: { a: "it's" } }],
    ['POST', '', { body: 'text' }],
    ['POST', '', { body: new Uint8Array([0, 37, 92, 255, 10, 39]) }],
    ['PATCH', '', { data: 'x\0y', headers: { 'Content-Type': 'a/b' } }],
    ['DELETE', '', { headers: { 'X-Empty': '' } }],
    ['GET', '', { cookies: { a: '1', b: '2' } }],
  ])('as a curl command repeats %s %s %j on the wire', async (method, query, options) => {
    const response = await wrapper.session({ userAgent: null }).request(method, `${url()}${query}`, options);
    const command = response.request.toCurl({ secrets: true }).replace(/\bcurl /, 'curl -s -A "" ');
    // The sanitizers' runtime is for this process only: the system's curl hangs with it.
    const env = { ...process.env, LD_PRELOAD: '' };
    const { stdout } = await promisify(execFile)('sh', ['-c', command], { encoding: 'buffer', env }).catch(() => ({ stdout: undefined }));
    // Without the command there is nothing to compare.
    if (stdout === undefined) return;
    // acurl's cookies are joined without a space; the encodings are the library's own.
    const seen = ({ headers, rawHeaders, ...rest }: { headers: Record<string, string>; rawHeaders: string[] }) => {
      const named = { ...headers, 'accept-encoding': undefined, cookie: headers.cookie?.replaceAll('; ', ';') };
      return {
        ...rest,
        headers: named,
        names: rawHeaders.filter((_, index) => index % 2 === 0).filter((name) => name !== 'Accept-Encoding'),
      };
    };
    expect(seen(JSON.parse(stdout.toString()) as never)).toEqual(seen(response.json()));
  });
});
