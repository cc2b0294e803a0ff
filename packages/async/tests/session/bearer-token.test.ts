import { bearerToken } from '../../src/index.js';
import { closeServers, serve } from '../serve.js';
import { session, wrapper } from './fixture.js';

afterEach(closeServers);

/** A server that takes the token of the day, and lists the tokens that it was sent. */
async function startServer() {
  const state = { good: 'one', sent: [] as (string | undefined)[], url: '' };
  state.url = await serve((request, response) => {
    state.sent.push(request.headers.authorization);
    response.writeHead(request.headers.authorization === `Bearer ${state.good}` ? 200 : 401).end();
  });
  return state;
}

describe('bearerToken', () => {
  it('fetches one token for many concurrent requests, and sends it with each', async () => {
    const server = await startServer();
    let calls = 0;
    const refresh = async () => {
      calls += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return 'one';
    };
    const own = wrapper.session({ hooks: bearerToken({ refresh }) });
    const responses = await Promise.all(Array.from({ length: 20 }, () => own.get(server.url)));
    expect(responses.every(({ ok }) => ok)).toBe(true);
    expect([calls, new Set(server.sent).size]).toEqual([1, 1]);
  });

  it('refreshes once when the server no longer accepts the token, and repeats the requests', async () => {
    const server = await startServer();
    let calls = 0;
    const own = wrapper.session({ hooks: bearerToken({ token: 'old', refresh: () => (++calls, Promise.resolve('one')) }) });
    const responses = await Promise.all(Array.from({ length: 20 }, () => own.get(server.url)));
    expect(responses.every(({ ok }) => ok)).toBe(true);
    expect(calls).toBe(1);
    server.good = 'two';
    expect((await own.get(server.url)).statusCode).toBe(401);
    expect(calls).toBe(2);
  });

  it('fails all waiting requests with the error of refresh, and tries again for the next one', async () => {
    const server = await startServer();
    const down = new Error('login is down');
    let fails = true;
    const refresh = () => (fails ? Promise.reject(down) : 'one');
    const own = wrapper.session({ hooks: bearerToken({ refresh }) });
    const outcomes = await Promise.allSettled([own.get(server.url), own.get(server.url)]);
    expect(outcomes).toEqual([
      { status: 'rejected', reason: down },
      { status: 'rejected', reason: down },
    ]);
    fails = false;
    expect((await own.get(server.url)).ok).toBe(true);
  });

  it('lets refresh use the session itself, whose requests go without a token', async () => {
    const logins: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      if (request.url === '/login') logins.push(request.headers.authorization);
      response.writeHead(request.url === '/login' || request.headers.authorization === 'Bearer new' ? 200 : 401).end();
    });
    const own = session.extend({ hooks: bearerToken({ refresh: async () => ((await own.get(`${url}/login`)).ok ? 'new' : 'none') }) });
    const responses = await Promise.all([own.get(url), own.get(url)]);
    expect(responses.map(({ ok }) => ok)).toEqual([true, true]);
    expect(logins).toEqual([undefined]);
    const again = session.extend({
      hooks: bearerToken({ token: 'old', refresh: async () => ((await again.get(`${url}/login`)).ok ? 'new' : 'none') }),
    });
    expect((await again.get(url)).ok).toBe(true);
  });

  it('works with a refresh that throws at once', async () => {
    const server = await startServer();
    let fails = true;
    const refresh = () => {
      if (fails) throw new Error('down');
      return 'one';
    };
    const own = wrapper.session({ hooks: bearerToken({ refresh }) });
    await expect(own.get(server.url)).rejects.toThrow('down');
    fails = false;
    expect((await own.get(server.url)).ok).toBe(true);
  });

  it('refreshes after a redirect within the origin', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/from') return void response.writeHead(302, { location: '/to' }).end();
      response.writeHead(request.headers.authorization === 'Bearer new' ? 200 : 401).end();
    });
    const own = wrapper.session({ hooks: bearerToken({ token: 'old', refresh: () => 'new' }) });
    expect((await own.get(`${url}/from`)).statusCode).toBe(200);
  });

  it('does not replace an Authorization of the caller', async () => {
    const server = await startServer();
    const refresh = jest.fn(() => 'one');
    const own = wrapper.session({ hooks: bearerToken({ token: 'x', refresh }) });
    expect((await own.get(server.url, { headers: { Authorization: 'Bearer mine' } })).statusCode).toBe(401);
    expect((await own.get(server.url, { auth: ['me', 'pw'] })).statusCode).toBe(401);
    expect(refresh).not.toHaveBeenCalled();
    expect(server.sent).toEqual(['Bearer mine', `Basic ${Buffer.from('me:pw').toString('base64')}`]);
  });

  it('does not send the token to another origin', async () => {
    const server = await startServer();
    const from = await serve((_, response) => response.writeHead(302, { location: server.url }).end());
    const refresh = jest.fn(() => 'one');
    const own = wrapper.session({ hooks: bearerToken({ token: 'x', refresh }) });
    expect((await own.get(from)).statusCode).toBe(401);
    expect(server.sent).toEqual([undefined]);
    expect(refresh).not.toHaveBeenCalled();
  });

  it('checks its options', async () => {
    expect(() => bearerToken({} as never)).toThrow(/refresh: expected a function/);
    expect(() => bearerToken({ refresh: () => 'x', token: 5 as never })).toThrow(/token: expected a string/);
    await expect(session.extend({ hooks: bearerToken({ refresh: () => 5 as never }) }).get('http://127.0.0.1:1')).rejects.toThrow(
      /the result of refresh: expected a string/,
    );
  });
});
