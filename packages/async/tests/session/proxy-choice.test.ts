import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeCertificate } from '@curlew-internal/test-origin';
import { noProxyOfEnvironment } from '../../src/session/options/no-proxy.js';
import { closeServers, serve } from '../serve.js';
import { origin, session, wrapper } from './fixture.js';

const servers: Server[] = [];
afterEach(() => {
  closeServers();
  for (const server of servers.splice(0)) server.close();
});

/** A proxy that answers for every host itself, with what it was asked for; its tunnels lead where they should. */
async function startProxy(options?: { key: string; cert: string }): Promise<{ address: string; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server = options ? createTlsServer(options) : createServer();
  server.on('request', (request: IncomingMessage, response) => {
    seen.push(request);
    response.end(`for ${request.url}`);
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    seen.push(request);
    const [host, port] = request.url!.split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(target).pipe(socket);
    });
    for (const each of [socket, target]) each.on('error', () => socket.destroy());
  });
  server.on('tlsClientError', () => {});
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const isProxied = async (url: string, options: object) => (await session.get(url, options)).text.startsWith('for ');

describe('proxy as a function', () => {
  it('chooses for each transfer, redirects included', async () => {
    const { address } = await startProxy();
    const asked: string[] = [];
    const target = await serve((request, response) => response.end(`direct ${request.url}`));
    const from = await serve((_, response) => response.writeHead(302, { location: 'http://elsewhere.test/x' }).end());
    const own = wrapper.session({
      proxy: (url) => {
        asked.push(url.host);
        return url.hostname.endsWith('.test') ? `http://${address}` : null;
      },
    });
    expect((await own.get(from)).text).toBe('for http://elsewhere.test/x');
    expect((await own.get(`${target}/y`)).text).toBe('direct /y');
    expect(await (await own.fetch('http://again.test/')).text()).toBe('for http://again.test/');
    expect(asked).toEqual([new URL(from).host, 'elsewhere.test', new URL(target).host, 'again.test']);
  });

  it('fails the request if it throws or does not return a URL', async () => {
    const boom = new Error('boom');
    const failing = () => {
      throw boom;
    };
    await expect(session.get(origin.http, { proxy: failing })).rejects.toBe(boom);
    await expect(session.get(origin.http, { proxy: () => 5 as never })).rejects.toThrow(
      /the result of proxy: expected a URL, null or undefined/,
    );
    await expect(session.get(origin.http, { proxy: 5 as never })).rejects.toThrow(/proxy: expected a URL, a function or null/);
    expect((await session.get(`${origin.http}/bytes/1`, { proxy: () => undefined })).ok).toBe(true);
  });
});

describe('a proxy', () => {
  it('gets user, password and headers that the server does not get', async () => {
    const { address, seen } = await startProxy();
    const options = { proxy: `http://${address}`, proxyAuth: ['m:e', 'p@w'], proxyHeaders: { 'X-Proxy': '1' } } as const;
    await session.get('http://any.test/', options);
    await expect(session.get(`${origin.https}/echo`, { ...options, ca: origin.caFile })).resolves.toMatchObject({ ok: true });
    expect(seen.map(({ headers }) => [headers['proxy-authorization'], headers['x-proxy']])).toEqual(
      // libcurl sends PROXYHEADER with a plain request too: the proxy is the one that gets it.
      Array.from({ length: 2 }, () => [`Basic ${Buffer.from('m:e:p@w').toString('base64')}`, '1']),
    );
    const echo = (await session.get(`${origin.https}/echo`, { ...options, ca: origin.caFile })).json<{ headers: object }>();
    expect(echo.headers).not.toHaveProperty('x-proxy');
  });

  it('of https has trusted certificates of its own', async () => {
    const certificate = await makeCertificate();
    const { address } = await startProxy(certificate);
    const proxy = `https://localhost:${address.split(':')[1]!}`;
    expect(await isProxied('http://any.test/', { proxy, proxyCa: certificate.cert })).toBe(true);
    await expect(session.get('http://any.test/', { proxy })).rejects.toMatchObject({ kind: 'tls' });
    await expect(session.get('http://any.test/', { proxy, ca: certificate.cert })).rejects.toMatchObject({ kind: 'tls' });
  });
});

describe('noProxy', () => {
  it.each([
    ['localhost', true],
    ['.localhost', true],
    ['*.localhost', true],
    ['a.test  localhost', true],
    ['a.test, localhost', true],
    ['*', true],
    ['a.test, *', true],
    ['localhost:PORT', true],
    ['localhost:1', false],
    ['other', false],
    ['', false],
  ])('%j is read', async (noProxy, exempt) => {
    const { address } = await startProxy();
    const target = new URL(await serve((_, response) => response.end('direct')));
    const options = { proxy: `http://${address}`, noProxy: noProxy.replace('PORT', target.port) };
    expect(await isProxied(`http://localhost:${target.port}/`, options)).toBe(!exempt);
    expect(await isProxied(`http://localhost:${target.port}/`, { ...options, noProxy: [options.noProxy] })).toBe(!exempt);
  });

  it('accepts networks, and addresses with ports', async () => {
    const { address } = await startProxy();
    const target = await serve((_, response) => response.end('direct'));
    const proxy = `http://${address}`;
    expect(await isProxied(target, { proxy, noProxy: '127.0.0.0/8' })).toBe(false);
    expect(await isProxied(target, { proxy, noProxy: '10.0.0.0/8' })).toBe(true);
    expect(await isProxied(target, { proxy, noProxy: new URL(target).host })).toBe(false);
    expect(await isProxied(target, { proxy, noProxy: '[::1]:80' })).toBe(true);
  });

  it('of the environment has the same syntax', async () => {
    const { address } = await startProxy();
    const target = new URL(await serve((_, response) => response.end('direct')));
    const url = `http://localhost:${target.port}/`;
    // Jest's process.env is a copy, which libcurl does not see.
    const program = `const { CurlWrapper } = require(${JSON.stringify(join(__dirname, '..', '..', 'dist', 'index.cjs'))});
      const wrapper = new CurlWrapper();
      wrapper.session().get(${JSON.stringify(url)}).then(({ text }) => (console.log(text), wrapper.close()));`;
    const ask = async (no_proxy: string) =>
      (
        await promisify(execFile)(process.execPath, ['-e', program], { env: { ...process.env, http_proxy: `http://${address}`, no_proxy } })
      ).stdout.trim();
    expect(await ask('*.localhost')).toBe('direct');
    expect(await ask(`localhost:${target.port}`)).toBe('direct');
    expect(await ask('localhost:1')).toBe(`for ${url}`);
  });

  it('of the environment is left to libcurl where it can read it', () => {
    expect(noProxyOfEnvironment({ no_proxy: 'a.test,10.0.0.0/8' })).toBeUndefined();
    expect(noProxyOfEnvironment({ NO_PROXY: '*.a.test, b:80' })).toEqual({ list: '.a.test', ports: [{ host: 'b', port: 80 }] });
  });

  it.each([':8080', 'a.test:99999', '127.0.0.0/8:80'])('refuses %s, which has no meaning', async (noProxy) => {
    await expect(session.get(origin.http, { noProxy })).rejects.toThrow(/noProxy: expected a host in front of a port/);
    expect(noProxyOfEnvironment({ no_proxy: noProxy })).toEqual({ list: '', ports: [] });
  });

  it('must be text', async () => {
    await expect(session.get(origin.http, { noProxy: [5 as never] })).rejects.toThrow(/noProxy: expected a string or an array of strings/);
  });
});
