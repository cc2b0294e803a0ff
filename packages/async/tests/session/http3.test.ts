import { startOutside, type OutsideServer } from '../../../../internal/test-servers/index.mjs';
import { AsyncCurlMulti, Easy, constants } from '../../src/index.js';
import { session } from './fixture.js';

const SIZE = 3_000_000;

let caddy: OutsideServer | undefined;
beforeAll(async () => (caddy = await startOutside('caddy', { small: 100, large: SIZE })), 120_000);
afterAll(() => caddy?.close());

/** A test that needs caddy. */
function withCaddy(name: string, test: (server: OutsideServer) => Promise<void>): void {
  it(name, async () => {
    if (caddy) await test(caddy);
  });
}

const http3 = ({ caFile }: OutsideServer) => ({ ca: caFile, httpVersion: '3-only' }) as const;

describe('HTTP/3 (skipped with a warning where caddy is not available)', () => {
  withCaddy('carries a request and the whole response', async (server) => {
    const response = await session.get(`${server.https}/large`, http3(server));
    expect(response.httpVersion).toBe('3');
    expect(response.body).toHaveLength(SIZE);
    expect(response.headers.get('content-length')).toBe(String(SIZE));
    expect((await session.head(`${server.https}/large`, http3(server))).body).toHaveLength(0);
  });

  withCaddy('carries a request body from bytes and from a stream', async (server) => {
    const data = 'y'.repeat(50_000);
    expect((await session.post(`${server.https}/echo`, { ...http3(server), data })).text).toBe(`HTTP/3.0 POST ${data}`);
    async function* pieces() {
      for (let index = 0; index < 50; index++) yield Buffer.alloc(1000, 'y');
    }
    expect((await session.put(`${server.https}/echo`, { ...http3(server), body: pieces() })).text).toBe(`HTTP/3.0 PUT ${data}`);
  });

  // libcurl 8.22 leaves the end of such a body unsent until the server says something.
  withCaddy('ends a body whose end comes long after its last byte', async (server) => {
    async function* late() {
      yield Buffer.alloc(1000, 'y');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const options = { ...http3(server), timeout: 5000 };
    expect((await session.put(`${server.https}/echo`, { ...options, body: late() })).text).toBe(`HTTP/3.0 PUT ${'y'.repeat(1000)}`);
  });

  withCaddy('is used with a server that supports it, if it is allowed', async (server) => {
    expect((await session.get(`${server.https}/small`, { ca: server.caFile, httpVersion: '3' })).httpVersion).toMatch(/^[23]$/);
    expect((await session.get(`${server.https}/small`, { ca: server.caFile, httpVersion: '2' })).httpVersion).toBe('2');
  });

  withCaddy('sends many requests over one connection', async (server) => {
    const url = `${server.https}/small`;
    await session.get(url, http3(server));
    const responses = await Promise.all(Array.from({ length: 80 }, () => session.get(url, http3(server))));
    expect(responses.every(({ httpVersion, body }) => httpVersion === '3' && body.length === 100)).toBe(true);
    expect(responses.reduce((sum, { newConnections }) => sum + newConnections, 0)).toBe(0);
  });

  withCaddy('delivers a body chunk by chunk, and frees a discarded stream', async (server) => {
    const wanted = await session.stream('GET', `${server.https}/large`, http3(server));
    let size = 0;
    for await (const chunk of wanted) size += chunk.length;
    expect(size).toBe(SIZE);
    for await (const chunk of await session.stream('GET', `${server.https}/large`, http3(server))) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect((await session.get(`${server.https}/small`, http3(server))).body).toHaveLength(100);
  });

  withCaddy('verifies certificates', async (server) => {
    await expect(session.get(`${server.https}/small`, { httpVersion: '3-only' })).rejects.toMatchObject({ kind: 'tls' });
  });

  withCaddy('aborts with the signal', async (server) => {
    const controller = new AbortController();
    const pending = session.get(`${server.https}/large`, { ...http3(server), signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 2);
    await expect(pending).rejects.toThrow('enough');
    expect((await session.get(`${server.https}/small`, http3(server))).statusCode).toBe(200);
  });

  withCaddy('works with a handle in an AsyncCurlMulti', async (server) => {
    await using multi = new AsyncCurlMulti();
    const options = { URL: `${server.https}/small`, CAINFO: server.caFile, HTTP_VERSION: constants.CURL_HTTP_VERSION_3ONLY };
    const easys = Array.from({ length: 20 }, () => new Easy().setOpts(options));
    await Promise.all(easys.map((easy) => multi.addHandle(easy)));
    expect(easys.map((easy) => easy.getInfo('HTTP_VERSION'))).toEqual(easys.map(() => constants.CURL_HTTP_VERSION_3));
  });
});
