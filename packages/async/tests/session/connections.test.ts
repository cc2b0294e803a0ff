import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { needing } from '@curlew-internal/test-origin';
import { constants } from '@curlew/core-native';
import { CurlWrapper, publicAddressesOnly } from '../../src/index.js';
import { connectionCurl, connectionOptions } from '../../src/session/options/connections.js';
import { checkGroup } from '../../src/session/options/descriptor.js';
import { closeServers, openConnections, serve, until } from '../serve.js';
import { origin, session, wrapper } from './fixture.js';

afterEach(closeServers);

const loopback = Object.entries(networkInterfaces()).find(([, addresses]) => addresses!.some(({ address }) => address === '127.0.0.1'))![0];

/** A server that says where its client comes from, and the Host that it asked for. */
const whoAsks = () => serve((request, response) => response.end(`${request.socket.remoteAddress} ${request.headers.host}`));

needing('unix sockets').describe('unixSocket', () => {
  const directory = mkdtempSync(join(tmpdir(), 'curlew-unix-'));
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
    rmSync(directory, { recursive: true });
  });
  const listenOn = async (path: string) => {
    const server = createServer((request, response) =>
      request.url === '/away' ? response.writeHead(302, { location: `${origin.http}/bytes/2` }).end() : response.end(request.headers.host),
    );
    servers.push(server.listen(path));
    await once(server, 'listening');
  };

  it('is used instead of the host', async () => {
    const path = join(directory, 'socket');
    await listenOn(path);
    expect((await session.get('http://docker/x', { unixSocket: path })).text).toBe('docker');
  });

  needing('python').it('is abstract if its name begins with @', async () => {
    const name = `curlew-${process.pid}`;
    // Node 20 fills the names of its own abstract sockets up with NULs.
    const program = `import socket
server = socket.socket(socket.AF_UNIX)
server.bind('\\0${name}')
server.listen()
print('listening', flush=True)
client, _ = server.accept()
client.recv(9999)
client.sendall(b'HTTP/1.1 200 OK\\r\\ncontent-length: 8\\r\\n\\r\\nabstract')`;
    const python = spawn('python3', ['-c', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(python.stdout, 'data');
    expect((await session.get('http://docker/', { unixSocket: `@${name}`, timeout: 5000 })).text).toBe('abstract');
    await once(python, 'exit');
  });

  it('is not a public address', async () => {
    const path = join(directory, 'private');
    await listenOn(path);
    const options = { unixSocket: path, allowAddress: publicAddressesOnly };
    await expect(session.get('http://docker/', options)).rejects.toThrow(/allowAddress does not allow/);
  });

  it('is not used for another origin', async () => {
    const path = join(directory, 'redirecting');
    await listenOn(path);
    expect((await session.get('http://docker/away', { unixSocket: path })).body).toHaveLength(2);
  });
});

describe('the local end of a connection', () => {
  it('has the address of localAddress', async () => {
    const url = await whoAsks();
    expect((await session.get(url)).text).toMatch(/^127\.0\.0\.1 /);
    // Not over the connection that is there.
    expect((await session.get(url, { localAddress: '127.0.0.9' })).text).toMatch(/^127\.0\.0\.9 /);
    expect((await session.get(url)).text).toMatch(/^127\.0\.0\.1 /);
  });

  needing('interface names').it('is on the given interface', async () => {
    expect((await session.get(await whoAsks(), { interface: loopback })).text).toMatch(/^127\.0\.0\.1 /);
    const both = session.get(await whoAsks(), { interface: loopback, localAddress: '127.0.0.8' });
    expect((await both).text).toMatch(/^127\.0\.0\.8 /);
    await expect(session.get(await whoAsks(), { interface: 'none0' })).rejects.toMatchObject({ code: 'CURLE_INTERFACE_FAILED' });
  });
});

describe('the remote end of a connection', () => {
  it('has the requested address family', async () => {
    const url = (await whoAsks()).replace('127.0.0.1', 'localhost');
    expect((await session.get(url, { family: 4 })).ok).toBe(true);
    await expect(session.get(url, { family: 6 })).rejects.toMatchObject({ kind: 'connect' });
  });

  it('is the address of connectTo, while the host keeps its name', async () => {
    const { host } = new URL(await whoAsks());
    expect((await session.get('http://example.test/', { connectTo: { 'example.test:80': host } })).text).toMatch(/ example\.test$/);
  });
});

describe('options of connections', () => {
  it('become libcurl’s options, in its units', () => {
    const options = {
      happyEyeballs: 50,
      tcpKeepAlive: { idle: 1000, interval: 500, probes: 3 },
      maxIdleTime: 1500,
      maxConnectionAge: 10_000,
      family: 6,
      connectTo: { 'a:1': 'b:2' },
      localAddress: '127.0.0.1',
      interface: 'lo',
    } as const;
    expect(connectionCurl(checkGroup(connectionOptions, {}, options))).toEqual({
      HAPPY_EYEBALLS_TIMEOUT_MS: 50,
      TCP_KEEPALIVE: true,
      TCP_KEEPIDLE: 1,
      TCP_KEEPINTVL: 1,
      TCP_KEEPCNT: 3,
      MAXAGE_CONN: 2,
      MAXLIFETIME_CONN: 10,
      IPRESOLVE: constants.CURL_IPRESOLVE_V6,
      CONNECT_TO: ['a:1:b:2'],
      INTERFACE: 'ifhost!lo!127.0.0.1',
    });
    expect(connectionCurl(checkGroup(connectionOptions, {}, { tcpKeepAlive: true }))).toEqual({
      TCP_KEEPALIVE: true,
      TCP_KEEPIDLE: 60,
      TCP_KEEPINTVL: 60,
      TCP_KEEPCNT: 9,
    });
    expect(connectionCurl(checkGroup(connectionOptions, {}, {}))).toEqual({});
  });

  it('are accepted by libcurl', async () => {
    const options = { happyEyeballs: 50, tcpKeepAlive: true, maxIdleTime: 1500, maxConnectionAge: 10_000 };
    expect((await session.get(await whoAsks(), options)).ok).toBe(true);
  });

  it('end the reuse of a connection that was idle for too long', async () => {
    const url = await whoAsks();
    const ask = async () => (await session.get(url, { maxIdleTime: 1000 })).newConnections;
    expect([await ask(), await ask()]).toEqual([1, 0]);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(await ask()).toBe(1);
  });

  it.each([
    [{ unixSocket: '' }, /unixSocket: expected a name/],
    [{ localAddress: 'x' }, /localAddress: expected an IP address/],
    [{ interface: 5 }, /interface: expected a name/],
    [{ family: 5 }, /family: expected 0, 4 or 6/],
    [{ family: '4' }, /family: expected 0, 4 or 6/],
    [{ connectTo: { a: 'b' } }, /connectTo: expected `host:port` for `host:port`/],
    [{ connectTo: 'a:1' }, /connectTo: expected a map/],
    [{ happyEyeballs: -1 }, /happyEyeballs: expected milliseconds from 0/],
    [{ tcpKeepAlive: { idl: 1 } }, /tcpKeepAlive: "idl" is not one of its options: idle, interval, probes/],
    [{ tcpKeepAlive: { probes: 0 } }, /probes: expected a whole number from 1/],
    [{ maxIdleTime: 'x' }, /maxIdleTime: expected milliseconds/],
  ])('%j is refused', async (options, message) => {
    await expect(session.get(origin.http, options as never)).rejects.toThrow(message);
  });
});

describe('closeIdle', () => {
  it('closes idle connections', async () => {
    const url = await serve((_, response) => response.end());
    const other = wrapper.session({ isolated: true });
    await Promise.all([session.get(url), session.get(url), other.get(url)]);
    expect(openConnections()).toBe(3);
    wrapper.closeIdle();
    await until(() => openConnections() === 0);
    expect((await session.get(url)).newConnections).toBe(1);
  });

  it('does not affect running transfers', async () => {
    const slow = session.get(`${origin.http}/delay/100/3`);
    while ((await origin.counts()).active < 1);
    wrapper.closeIdle();
    expect((await slow).body).toHaveLength(3);
  });

  it('takes effect right after the callback in which it is called', async () => {
    const url = await serve((_, response) => response.end('x'));
    await Promise.all([session.get(url), session.get(url), session.get(url)]);
    let called = 0;
    await session.get(`${origin.http}/drip/3/5`, { onDownloadProgress: () => ((called += 1), wrapper.closeIdle()) });
    expect(called).toBeGreaterThan(0);
    await until(() => openConnections() === 0);
  });

  it('requires an open wrapper', async () => {
    const closed = new CurlWrapper();
    await closed.close();
    expect(() => closed.closeIdle()).toThrow(/closed/);
  });
});

describe('an isolated session', () => {
  it('has connections of its own, which its extensions share', async () => {
    const url = await serve((_, response) => response.end());
    const [tenant, other] = [wrapper.session({ isolated: true }), wrapper.session({ isolated: true })];
    const connections = [];
    for (const each of [session, session, tenant, tenant.extend(), other]) connections.push((await each.get(url)).newConnections);
    expect(connections).toEqual([1, 0, 1, 0, 1]);
  });

  it('closes its connections when it is closed', async () => {
    const url = await serve((_, response) => response.end());
    const tenant = wrapper.session({ isolated: true });
    const child = tenant.extend();
    await tenant.get(url);
    tenant.close();
    expect((await child.get(url)).newConnections).toBe(0);
    child.close();
    await until(() => openConnections() === 0);
  });

  it('lets running transfers and streams end before it closes the connections', async () => {
    const tenant = wrapper.session({ isolated: true });
    const slow = tenant.get(`${origin.http}/delay/50/3`);
    const stream = await tenant.stream('GET', `${origin.http}/drip/5/20`);
    tenant.close();
    expect((await slow).body).toHaveLength(3);
    expect(await stream.bytes()).toHaveLength(5);
    await until(() => wrapper.stats().open === 0);
  });

  it('closes its connections when it is garbage-collected', async () => {
    const url = await serve((_, response) => response.end());
    await (() => wrapper.session({ isolated: true }).get(url))();
    expect(openConnections()).toBe(1);
    while (openConnections() > 0) {
      globalThis.gc!();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });

  it('is closed when its wrapper is closed', async () => {
    const own = new CurlWrapper();
    const tenant = own.session({ isolated: true });
    const slow = tenant.get(`${origin.http}/delay/1000`);
    const ended = expect(slow).rejects.toMatchObject({ kind: 'cancelled' });
    await own.close();
    await ended;
    expect(tenant.closed).toBe(true);
  });

  it('is requested by a boolean', () => {
    expect(() => wrapper.session({ isolated: 1 as never })).toThrow(/isolated: expected true or false/);
  });
});
