import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createHttpProxy, createSocksServer, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlWrapper, type Session } from '../../src/index.js';

let origin: Origin;
let wrapper: CurlWrapper;
let session: Session;
const servers: Server[] = [];
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => {
  wrapper = new CurlWrapper();
  session = wrapper.session({ ca: origin.caFile });
});
afterEach(async () => {
  await wrapper.close();
  for (const server of servers.splice(0)) server.close();
});

async function listening(server: Server): Promise<string> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A proxy that forwards http and tunnels https; `seen` has its requests, with their credentials. */
async function httpProxy(): Promise<{ address: string; seen: string[] }> {
  const seen: string[] = [];
  const server = createHttpProxy({
    onRequest: ({ method, url, headers }) =>
      seen.push(method === 'CONNECT' ? `CONNECT ${url}` : `${method} ${url} ${headers['proxy-authorization'] ?? '-'}`),
  });
  return { address: await listening(server), seen };
}

/** A SOCKS proxy without (or with) a password; `seen` has the hosts as they were named to it. */
async function socksProxy(password?: string): Promise<{ address: string; seen: string[] }> {
  const seen: string[] = [];
  const server = createSocksServer({
    ...(password === undefined ? {} : { password }),
    onConnect: ({ kind, host }) => seen.push(`${kind} ${host}`),
  });
  return { address: await listening(server), seen };
}

describe('a proxy', () => {
  it('forwards http, and tunnels https without reading it', async () => {
    const { address, seen } = await httpProxy();
    const proxy = `http://${address}`;
    expect((await session.get(`${origin.http}/bytes/3`, { proxy })).body).toHaveLength(3);
    const secure = await session.get(`${origin.https}/bytes/4`, { proxy });
    expect([secure.body.length, secure.httpVersion]).toEqual([4, '2']);
    expect(seen).toEqual([`GET ${origin.http}/bytes/3 -`, `CONNECT ${origin.https.slice('https://'.length)}`]);
  });

  it('gets the user and password of its URL, which no server gets', async () => {
    const { address, seen } = await httpProxy();
    const response = await session.get(`${origin.http}/echo`, { proxy: `http://me:secret@${address}` });
    expect(seen).toEqual([`GET ${origin.http}/echo Basic ${Buffer.from('me:secret').toString('base64')}`]);
    expect(response.json<{ headers: object }>().headers).not.toHaveProperty('proxy-authorization');
  });

  it('of SOCKS5 gets the name with socks5h, and the address with socks5', async () => {
    const { address, seen } = await socksProxy();
    const url = `${origin.http.replace('127.0.0.1', 'localhost')}/bytes/2`;
    expect((await session.get(url, { proxy: `socks5h://${address}` })).body).toHaveLength(2);
    expect((await session.get(`${origin.https}/bytes/3`, { proxy: `socks5h://${address}` })).body).toHaveLength(3);
    expect((await session.get(`${origin.http}/bytes/2`, { proxy: `socks5://${address}` })).body).toHaveLength(2);
    expect(seen).toEqual(['name localhost', 'name localhost', 'address 127.0.0.1']);
  });

  it('of SOCKS4 gets the name with socks4a, and the address with socks4', async () => {
    const { address, seen } = await socksProxy();
    const url = `${origin.http.replace('127.0.0.1', 'localhost')}/bytes/2`;
    expect((await session.get(url, { proxy: `socks4a://${address}` })).body).toHaveLength(2);
    expect((await session.get(`${origin.http}/bytes/2`, { proxy: `socks4://${address}` })).body).toHaveLength(2);
    expect(seen).toEqual(['name localhost', 'address 127.0.0.1']);
  });

  it('of SOCKS5 checks its password', async () => {
    const { address } = await socksProxy('secret');
    const url = `${origin.http}/bytes/2`;
    expect((await session.get(url, { proxy: `socks5h://me:secret@${address}` })).statusCode).toBe(200);
    await expect(session.get(url, { proxy: `socks5h://me:wrong@${address}` })).rejects.toMatchObject({ code: 'CURLE_PROXY' });
  });

  it('is a default of the session, which noProxy and null override', async () => {
    const { address, seen } = await httpProxy();
    const own = wrapper.session({ proxy: `http://${address}`, noProxy: 'localhost' });
    await own.get(`${origin.http}/bytes/1`);
    await own.get(`${origin.http.replace('127.0.0.1', 'localhost')}/bytes/1`);
    await own.get(`${origin.http}/bytes/1`, { proxy: null });
    expect(seen).toHaveLength(1);
  });

  it('is that of the environment by default', async () => {
    const { address, seen } = await httpProxy();
    // Jest's process.env is a copy, which libcurl does not see.
    const program = `const { CurlWrapper } = require(${JSON.stringify(join(__dirname, '..', '..', 'dist', 'index.cjs'))});
      const wrapper = new CurlWrapper();
      wrapper.session().get(${JSON.stringify(`${origin.http}/bytes/1`)}, JSON.parse(process.argv[1])).then(() => wrapper.close());`;
    const ask = (options: object, env: object) =>
      promisify(execFile)(process.execPath, ['-e', program, JSON.stringify(options)], { env: { ...process.env, ...env } });
    const http_proxy = `http://${address}`;
    await ask({}, { http_proxy });
    await ask({}, { http_proxy, no_proxy: '127.0.0.1' });
    await ask({ proxy: null }, { http_proxy });
    expect(seen).toHaveLength(1);
  });

  it("does not answer for the origin: its response to CONNECT is not a streamed response's", async () => {
    const { address } = await httpProxy();
    const own = wrapper.session({ ca: origin.caFile, proxy: `http://${address}` });
    const streamed = await own.stream('GET', `${origin.https}/cookies/a/1`);
    expect([streamed.statusCode, streamed.httpVersion, streamed.cookies]).toEqual([200, '2', { a: '1' }]);
    expect(streamed.headers.get('content-type')).not.toBe(null);
    await streamed.bytes();
    const fetched = await own.fetch(`${origin.https}/bytes/5`);
    expect([fetched.status, (await fetched.arrayBuffer()).byteLength]).toEqual([200, 5]);
    expect((await own.get(`${origin.https}/bytes/5`)).header).not.toContain('Connection established');
  });

  it('that refuses a tunnel fails every kind of request', async () => {
    const server = createHttpServer();
    server.on(
      'connect',
      (_, socket: Socket) => void socket.on('error', () => {}).end('HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\n\r\nno way'),
    );
    const own = wrapper.session({ ca: origin.caFile, proxy: `http://${await listening(server)}` });
    const refused = { code: 'CURLE_COULDNT_CONNECT' };
    await expect(own.get(`${origin.https}/bytes/5`)).rejects.toMatchObject(refused);
    await expect(own.stream('GET', `${origin.https}/bytes/5`)).rejects.toMatchObject(refused);
    await expect(own.fetch(`${origin.https}/bytes/5`)).rejects.toMatchObject({ name: 'TypeError', cause: refused });
  });
});
