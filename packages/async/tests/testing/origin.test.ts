import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:tls';
import { CurlWrapper } from '../../src/index.js';
import { startOrigin, type Origin } from '../../src/testing.js';

let wrapper: CurlWrapper;
const open: Origin[] = [];
beforeEach(() => (wrapper = new CurlWrapper()));
afterEach(async () => {
  await wrapper.close();
  for (const origin of open.splice(0)) await origin.close();
});

async function start(options?: Parameters<typeof startOrigin>[0]): Promise<Origin> {
  const origin = await startOrigin(options);
  open.push(origin);
  return origin;
}

describe('an origin', () => {
  it('speaks HTTP/1.1, and HTTP/2 and HTTP/1.1 over TLS with a certificate that is made for it', async () => {
    const origin = await start({ routes: { '/': ({ httpVersion }) => ({ body: httpVersion }) } });
    const session = wrapper.session({ ca: origin.ca });
    expect((await session.get(origin.url)).text).toBe('1.1');
    const response = await session.get(origin.secureUrl);
    expect([response.text, response.httpVersion]).toEqual(['2', '2']);
    expect((await session.get(origin.secureUrl, { httpVersion: '1.1' })).text).toBe('1.1');
    expect((await session.get(origin.secureUrl.replace('localhost', '127.0.0.1'))).statusCode).toBe(200);
    await expect(wrapper.session().get(origin.secureUrl)).rejects.toMatchObject({ kind: 'tls' });
  });

  it('is trusted by Node’s own clients, too', async () => {
    const origin = await start();
    const { hostname, port } = new URL(origin.secureUrl);
    const socket = connect({ host: '127.0.0.1', servername: hostname, port: Number(port), ca: origin.ca });
    await once(socket, 'secureConnect');
    expect(socket.authorized).toBe(true);
    const peer = new X509Certificate(socket.getPeerCertificate().raw);
    expect(peer.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
    expect(peer.verify(new X509Certificate(origin.ca).publicKey)).toBe(true);
    expect([new X509Certificate(origin.ca).ca, peer.ca]).toEqual([true, false]);
    expect(new Date(peer.validTo).getTime()).toBeGreaterThan(Date.now());
    socket.destroy();
    expect((await start()).ca).not.toBe(origin.ca);
  });

  it.each(['url', 'secureUrl'] as const)('answers by route at its %s', async (which) => {
    const origin = await start({
      routes: {
        'GET /users/:id': ({ params, url }) => ({ body: { ...params, q: url.searchParams.get('q') } }),
        'post /users': async ({ json, text }) => ({
          status: 201,
          body: await Promise.resolve(text),
          headers: { 'x-json': String(typeof json) },
        }),
        '/static': { status: 418, body: 'teapot', headers: [['x-a', '1'] as const, ['x-a', '2'] as const] },
        '/files/*': ({ params }) => ({ body: params['*'] }),
        '/stream': () => ({
          body: (async function* () {
            yield await Promise.resolve('a');
            yield 'b';
          })(),
          trailers: { 'x-end': 'yes' },
        }),
        '/broken': () => {
          throw new Error('boom');
        },
        '/nothing': () => null as never,
      },
    });
    const session = wrapper.session({ baseUrl: origin[which], ca: origin.ca });
    expect((await session.get('/users/a%20b?q=1')).json()).toEqual({ id: 'a b', q: '1' });
    const posted = await session.post('/users', { json: { a: 1 } });
    expect([posted.statusCode, posted.text]).toEqual([201, '{"a":1}']);
    const teapot = await session.delete('/static');
    expect([teapot.statusCode, teapot.text, teapot.headers.get('x-a')]).toEqual([418, 'teapot', '1, 2']);
    expect((await session.get('/files/a/b.txt')).text).toBe('a/b.txt');
    const streamed = await session.get('/stream');
    expect([streamed.text, streamed.trailers]).toEqual(['ab', [['x-end', 'yes']]]);
    const broken = await session.get('/broken');
    expect([broken.statusCode, broken.text]).toEqual([500, expect.stringContaining('the handler threw Error: boom')]);
    const nothing = await session.get('/nothing');
    expect([nothing.statusCode, nothing.text]).toEqual([500, expect.stringMatching(/^the reply to GET \/nothing: .*got null/)]);
    const missing = await session.put('/users/1');
    expect([missing.statusCode, missing.text]).toEqual([
      404,
      expect.stringContaining('no route for PUT /users/1; there are: GET /users/:id, POST /users'),
    ]);
    expect((await session.head('/static')).body.length).toBe(0);
    expect(origin.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'DELETE', 'GET', 'GET', 'GET', 'GET', 'PUT', 'HEAD']);
    expect(origin.requests[1]!.json()).toEqual({ a: 1 });
    expect(origin.requests[1]!.headers.get('Content-Type')).toBe('application/json');
    expect(origin.requests[1]!.url.href).toBe(`${origin[which]}/users`);
  });

  it('passes requests without a route to a listener', async () => {
    const origin = await start({ routes: { '/a': {} }, listener: (request, response) => response.writeHead(202).end(request.url) });
    const session = wrapper.session({ baseUrl: origin.url });
    expect([(await session.get('/a')).statusCode, (await session.get('/b')).text]).toEqual([200, '/b']);
    expect(origin.requests).toHaveLength(1);
  });

  it('ends everything when it is closed, including running requests', async () => {
    const origin = await startOrigin({ routes: { '/': () => new Promise(() => {}) } });
    const ended = new Promise((resolve) => get(origin.url).on('error', resolve));
    const other = wrapper
      .session({ ca: origin.ca })
      .get(origin.secureUrl)
      .catch((error: unknown) => error);
    while (origin.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await origin.close();
    await origin.close();
    expect(await ended).toMatchObject({ code: 'ECONNRESET' });
    expect(await other).toMatchObject({ kind: expect.stringMatching(/receive|protocol|send/) as string });
    await expect(wrapper.session().get(origin.url)).rejects.toMatchObject({ kind: 'connect' });
  });

  it('refuses wrong options', async () => {
    await expect(startOrigin({ route: {} } as never)).rejects.toThrow(/route/);
    await expect(startOrigin({ routes: { users: {} } })).rejects.toThrow(/route: expected a path like \/users\/:id/);
    await expect(startOrigin({ routes: { '/a': 5 as never } })).rejects.toThrow(/route \/a: expected a function/);
    await expect(startOrigin({ listener: 5 as never })).rejects.toThrow(/listener: expected a function/);
  });
});
