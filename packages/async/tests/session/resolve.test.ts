import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { closeServers, serve } from '../serve.js';
import { origin, session, wrapper } from './fixture.js';

afterEach(closeServers);

const hostOf = () => serve((request, response) => response.end(request.headers.host));

describe('resolve', () => {
  it('as a map has addresses by host, or by host and port', async () => {
    const { port } = new URL(await hostOf());
    const url = `http://some.test:${port}/`;
    expect((await session.get(url, { resolve: { 'Some.test': '127.0.0.1' } })).text).toBe(`some.test:${port}`);
    expect((await session.get(url, { resolve: { [`some.test:${port}`]: ['127.0.0.1'], 'some.test': '127.0.0.99' } })).ok).toBe(true);
    await expect(session.get(url, { resolve: { 'other.test': '127.0.0.1' } })).rejects.toMatchObject({ kind: 'resolve' });
  });

  it('as a function is called for each transfer, and awaited', async () => {
    const target = await hostOf();
    const { port } = new URL(target);
    const from = await serve((_, response) => response.writeHead(302, { location: `http://second.test:${port}/` }).end());
    const asked: [string, number][] = [];
    const own = wrapper.session({
      resolve: async (hostname, number) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        asked.push([hostname, number]);
        return '127.0.0.1';
      },
    });
    const first = from.replace('127.0.0.1', 'first.test');
    expect((await own.get(first)).text).toBe(`second.test:${port}`);
    expect(asked).toEqual([
      ['first.test', Number(new URL(from).port)],
      ['second.test', Number(port)],
    ]);
    expect((await own.get(target)).ok).toBe(true);
    expect(asked).toHaveLength(2);
    expect(await (await own.fetch(first)).text()).toBe(`second.test:${port}`);
  });

  it('tries several addresses like those of a name', async () => {
    const server = createServer((request, response) => response.end(request.socket.localAddress));
    server.listen(0, '127.0.0.7');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const response = await session.get(`http://many.test:${port}/`, { resolve: { 'many.test': ['127.0.0.6', '127.0.0.7'] } });
    expect(response.text).toBe('127.0.0.7');
    server.close();
  });

  it('does not change the DNS results of the session, nor those of others', async () => {
    const { port } = new URL(await hostOf());
    const url = `http://leak.test:${port}/`;
    for (const addresses of ['127.0.0.1', ['127.0.0.1', '127.0.0.5']]) {
      expect((await session.get(url, { resolve: { 'leak.test': addresses } })).ok).toBe(true);
      await expect(session.get(url)).rejects.toMatchObject({ kind: 'resolve' });
      await expect(wrapper.session().get(url)).rejects.toMatchObject({ kind: 'resolve' });
    }
  });

  it('leaves an unknown name to libcurl', async () => {
    const own = wrapper.session({ resolve: () => undefined });
    expect((await own.get(`${origin.http.replace('127.0.0.1', 'localhost')}/bytes/1`)).ok).toBe(true);
  });

  it('keeps the name for TLS and for the connection', async () => {
    const own = wrapper.session({ ca: origin.caFile, resolve: { localhost: '127.0.0.1' } });
    expect((await own.get(`${origin.https}/bytes/1`)).newConnections).toBe(1);
    expect((await own.get(`${origin.https}/bytes/1`)).newConnections).toBe(0);
    const other = own.get(origin.https.replace('localhost', 'other.test'), { resolve: { 'other.test': '127.0.0.1' } });
    await expect(other).rejects.toMatchObject({ code: 'CURLE_PEER_FAILED_VERIFICATION' });
  });

  it('counts towards the time of the request, and fails it with its own error', async () => {
    const never = wrapper.session({ resolve: () => new Promise<string>(() => {}) });
    await expect(never.get('http://a.test/', { timeout: 50 })).rejects.toMatchObject({ kind: 'timeout' });
    const boom = new Error('boom');
    await expect(session.get('http://a.test/', { resolve: () => Promise.reject(boom) })).rejects.toBe(boom);
  });

  it.each([
    [{ 'a.test': 'b.test' }, /resolve a.test: expected an IP address/],
    [{ 'a.test': [] }, /resolve a.test: expected at least one IP address/],
    ['x', /resolve: expected a map of hosts and addresses, or a function/],
    [() => 5, /the result of resolve: expected an IP address/],
  ])('%p is refused', async (resolve, message) => {
    await expect(session.get('http://a.test/', { resolve: resolve as never })).rejects.toThrow(message);
  });
});
