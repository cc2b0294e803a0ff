import { createSecureServer, type ServerHttp2Stream } from 'node:http2';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { versionInfo } from '@curlew/core-native';
import { makeCertificate, standstill } from '@curlew-internal/test-origin';
import { AsyncCurlMulti, CurlWrapper } from '../../src/index.js';
import { closeServers, serve, until } from '../serve.js';
import { session, wrapper } from './fixture.js';

afterEach(closeServers);

// An older libcurl does not say when it closes a connection.
const itPinned = versionInfo().versionNum >= 0x081600 ? it : it.skip;
const counts = (open: number, idle: number, running: number, waiting: number) => {
  return { open, idle, running, waiting, onThread: process.env.CURLEW_TEST_THREAD ? open : 0 };
};
const NONE = counts(0, 0, 0, 0);

/** A server that answers when it is told to. */
async function startSlowServer() {
  const held: (() => void)[] = [];
  const url = await serve((_, response) => void held.push(() => response.end('x')));
  return { url, held, answer: () => held.splice(0).forEach((answer) => answer()) };
}

describe('wrapper.stats', () => {
  itPinned('counts connections and transfers, in total and by origin', async () => {
    const [one, two] = [await startSlowServer(), await startSlowServer()];
    expect(wrapper.stats()).toEqual({ ...NONE, origins: {} });
    const requests = [session.get(one.url), session.get(one.url), session.get(`${two.url}/path`)];
    await until(() => one.held.length === 2 && two.held.length === 1);
    expect(wrapper.stats()).toEqual({
      ...counts(3, 0, 3, 0),
      origins: { [one.url]: counts(2, 0, 2, 0), [two.url]: counts(1, 0, 1, 0) },
    });
    one.answer();
    await Promise.all(requests.slice(0, 2));
    expect(wrapper.stats()).toMatchObject(counts(3, 2, 1, 0));
    two.answer();
    await requests[2];
    wrapper.closeIdle();
    await until(() => wrapper.stats().open === 0);
    expect(wrapper.stats()).toEqual({ ...NONE, origins: {} });
  });

  itPinned('counts the requests that wait for a connection', async () => {
    const limited = new CurlWrapper({ maxHostConnections: 1 });
    const server = await startSlowServer();
    const own = limited.session();
    const requests = [own.get(server.url), own.get(server.url), own.get(server.url)];
    await until(() => server.held.length === 1);
    expect(limited.stats().origins[server.url]).toEqual(counts(1, 0, 3, 2));
    // The handles that come back have the number of their last connection.
    for (let left = 2; left >= 0; left--) {
      server.answer();
      await until(() => server.held.length === Math.min(left, 1));
    }
    await Promise.all(requests);
    const again = [own.get(server.url), own.get(server.url)];
    await until(() => server.held.length === 1);
    expect(limited.stats()).toMatchObject(counts(1, 0, 2, 1));
    server.answer();
    await until(() => server.held.length === 1);
    server.answer();
    await Promise.all(again);
    expect(limited.stats()).toMatchObject(counts(1, 1, 0, 0));
    await limited.close();
    expect(limited.stats()).toEqual({ ...NONE, origins: {} });
  });

  itPinned('counts a connection that carries many streams once, and one whose reader is slow as in use', async () => {
    const certificate = await makeCertificate();
    const server = createSecureServer(certificate);
    const streams: ServerHttp2Stream[] = [];
    server.on('stream', (stream) => {
      streams.push(stream);
      stream.on('error', () => {});
      stream.respond({ ':status': 200 });
      stream.end(Buffer.alloc(4 * 1024 * 1024));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `https://localhost:${(server.address() as AddressInfo).port}`;
    const own = wrapper.session({ ca: certificate.cert });
    await own.get(url);
    const responses = await Promise.all([own.stream('GET', url), own.stream('GET', url), own.stream('GET', url)]);
    // The bytes that the server cannot send stay in its streams.
    await standstill(() => streams.reduce((sum, { writableLength }) => sum + writableLength, 0));
    expect(wrapper.stats().origins[url]).toEqual(counts(1, 0, 3, 0));
    for (const response of responses) response.discard();
    await until(() => wrapper.stats().running === 0);
    wrapper.closeIdle();
    server.close();
  });

  itPinned('includes isolated sessions', async () => {
    const tenant = wrapper.session({ isolated: true });
    const url = await serve((_, response) => response.end());
    await Promise.all([session.get(url), tenant.get(url)]);
    expect(wrapper.stats().origins[url]).toEqual(counts(2, 2, 0, 0));
    tenant.close();
    await until(() => wrapper.stats().open === 1);
  });

  itPinned('is a method of AsyncCurlMulti as well', async () => {
    await using multi = new AsyncCurlMulti();
    expect(multi.stats()).toEqual({ ...NONE, origins: {} });
  });
});
