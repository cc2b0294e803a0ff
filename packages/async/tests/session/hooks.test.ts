import { RequestError, type SessionHooks } from '../../src/index.js';
import { closeServers, serve } from '../serve.js';
import { origin, session, wrapper } from './fixture.js';

afterEach(closeServers);

interface Echo {
  method: string;
  path: string;
  headers: Record<string, string>;
  rawHeaders: string[];
  body: string;
}

const withHooks = (hooks: SessionHooks) => wrapper.session({ hooks });

describe('hooks', () => {
  it('are called around each transfer', async () => {
    const seen: string[] = [];
    const own = withHooks({
      beforeRequest: (request) => void seen.push(`before ${new URL(request.url).pathname}`),
      afterResponse: (response) => void seen.push(`after ${response.statusCode}`),
      beforeRedirect: (request, response) => void seen.push(`${response.statusCode} to ${new URL(request.url).pathname}`),
      onError: (error) => void seen.push(`error ${error.code}`),
    });
    await own.get(`${origin.http}/redirect/1`);
    await expect(own.get(`${origin.refused}/x`)).rejects.toThrow();
    expect(seen).toEqual([
      'before /redirect/1',
      'after 302',
      '302 to /echo',
      'before /echo',
      'after 200',
      'before /x',
      'error CURLE_COULDNT_CONNECT',
    ]);
  });

  it('run one after another, those of the session before those of the request', async () => {
    const seen: string[] = [];
    const slow = (name: string) => async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(name);
    };
    const own = withHooks({ beforeRequest: [slow('a'), slow('b')], afterResponse: slow('d') });
    await own.get(`${origin.http}/bytes/1`, { hooks: { beforeRequest: slow('c'), afterResponse: [slow('e')] } });
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('must be functions or arrays of them, with known names', async () => {
    expect(() => withHooks({ beforeRequest: 5 as never })).toThrow(/hooks.beforeRequest: expected a function/);
    expect(() => withHooks({ afterResponse: [5 as never] })).toThrow(/hooks.afterResponse: expected a function or an array of functions/);
    expect(() => withHooks({ before: () => {} } as never)).toThrow(/before/);
    await expect(session.get(origin.http, { hooks: 5 as never })).rejects.toThrow(/hooks: expected an object of functions/);
  });

  it.each(['beforeRequest', 'afterResponse', 'beforeRedirect'] as const)(
    'reject the request with the error that %s throws',
    async (name) => {
      const boom = new Error('boom');
      const own = withHooks({
        [name]: () => {
          throw boom;
        },
      });
      await expect(own.get(`${origin.http}/redirect/1`)).rejects.toBe(boom);
      await expect(own.stream('GET', `${origin.http}/redirect/1`)).rejects.toBe(boom);
      await expect(own.fetch(`${origin.http}/redirect/1`)).rejects.toMatchObject({ message: 'fetch failed', cause: boom });
    },
  );

  it('are not awaited beyond the time limit of the request', async () => {
    const own = withHooks({ beforeRequest: () => new Promise<void>(() => {}) });
    await expect(own.get(origin.http, { timeout: 50 })).rejects.toMatchObject({ kind: 'timeout' });
    const signal = AbortSignal.timeout(50);
    await expect(own.get(origin.http, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('are called for streams, fetch and WebSockets too', async () => {
    const own = withHooks({ beforeRequest: (request) => request.headers.set('x-hook', 'yes') });
    const stream = await own.stream('GET', `${origin.http}/echo`);
    expect((JSON.parse((await stream.bytes()).toString()) as Echo).headers['x-hook']).toBe('yes');
    const fetched = (await (await own.fetch(`${origin.http}/echo`)).json()) as Echo;
    expect(fetched.headers['x-hook']).toBe('yes');
    const socket = await own.ws(`${origin.http}/headers`.replace('http', 'ws'));
    for await (const message of socket) {
      expect(JSON.parse(message as string)).toMatchObject({ 'x-hook': 'yes' });
      await socket.close();
    }
  });
});

describe('beforeRequest', () => {
  const changed = async (hook: NonNullable<SessionHooks['beforeRequest']>, method = 'GET', options = {}): Promise<Echo> =>
    (await withHooks({ beforeRequest: hook }).request(method, `${origin.http}/echo`, options)).json<Echo>();

  it('changes headers, keeping the case and the order of the others', async () => {
    const echo = await changed(
      ({ headers }) => {
        headers.set('x-two', 'new');
        headers.append('X-Three', '3');
        headers.delete('X-ONE');
      },
      'GET',
      { headers: { 'X-One': '1', 'X-Two': '2', 'X-Last': 'l' } },
    );
    expect(echo.rawHeaders.join(' ')).toContain('x-two new X-Last l X-Three 3');
    expect(echo.headers).not.toHaveProperty('x-one');
  });

  it('gets an error when it sets a header as a property, which would be lost', async () => {
    const own = withHooks({ beforeRequest: ({ headers }) => void ((headers as unknown as Record<string, string>)['X-A'] = '1') });
    await expect(own.get(origin.http)).rejects.toThrow(/X-A.*not extensible/);
  });

  it('changes the method and the URL', async () => {
    const echo = await changed((request) => {
      request.method = 'delete';
      request.url = '/echo?changed=1';
    });
    expect(echo).toMatchObject({ method: 'DELETE', path: '/echo?changed=1' });
  });

  it('changes the body with its type and length', async () => {
    const echo = await changed((request) => request.setBody({ json: { a: 1 } }), 'POST', { body: 'text' });
    expect(echo.body).toBe('{"a":1}');
    expect(echo.headers).toMatchObject({ 'content-type': 'application/json', 'content-length': '7' });
  });

  it('keeps the caller’s Content-Type when it changes the body', async () => {
    const options = { body: 'text', headers: { 'Content-Type': 'text/x-own' } };
    const echo = await changed((request) => request.setBody({ body: new TextEncoder().encode('bytes') }), 'POST', options);
    expect(echo).toMatchObject({ body: 'bytes', headers: { 'content-type': 'text/x-own' } });
  });

  it.each([
    ['method', (request: { method: string }) => void (request.method = 'A B'), /method: expected a string like GET/],
    ['url', (request: { url: string }) => void (request.url = 'http://'), /http:/],
  ])('gets an error for a wrong %s', async (_, hook, message) => {
    await expect(withHooks({ beforeRequest: hook }).get(origin.http)).rejects.toThrow(message);
  });

  it('gets the original request at each retry', async () => {
    const own = wrapper.session({
      retry: { limit: 2, delay: () => 1 },
      hooks: { beforeRequest: (request) => request.headers.append('X-Attempt', String(request.attempt)) },
    });
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      seen.push(request.headers['x-attempt']);
      response.writeHead(503).end();
    });
    await own.get(url);
    expect(seen).toEqual(['1', '2', '3']);
  });

  it('passes the changed request on to later hooks and channels', async () => {
    const own = withHooks({ beforeRequest: (request) => request.headers.set('X-Id', '7') });
    const response = await own.get(`${origin.http}/echo`);
    expect(response.request.headers).toEqual({ 'X-Id': '7' });
  });

  it('changes the request after a redirect, by the rules of redirects', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/to')
        return void response.end(JSON.stringify([request.method, request.headers['x-secret'], request.headers.accept]));
      response.writeHead(303, { location: `${origin.http}/echo` }).end();
    });
    const seen: [boolean, number][] = [];
    const response = await session.get(url, {
      hooks: {
        beforeRequest: (request) => {
          seen.push([request.keepsCredentials, request.history.length]);
          if (request.keepsCredentials) request.headers.assign({ 'X-Secret': 's', Accept: 'text/plain' });
        },
      },
    });
    // Its hooks run anew, on the request as it was asked for.
    expect(response.json<Echo>().headers).toMatchObject({ accept: '*/*' });
    expect(response.json<Echo>().headers).not.toHaveProperty('x-secret');
    expect(seen).toEqual([
      [true, 0],
      [false, 1],
    ]);
  });

  it.each([
    ['beforeRequest', (url: string): SessionHooks => ({ beforeRequest: (request) => void (request.url = url) })],
    [
      'a repetition',
      (url: string): SessionHooks => ({ afterResponse: (_, { repeat, repeats }) => (repeats === 0 ? repeat({ url }) : undefined) }),
    ],
    ['beforeRedirect', (url: string): SessionHooks => ({ beforeRedirect: (request) => void (request.url = url) })],
  ])('that leads to another origin by %s sends no credentials there', async (_, hooksFor) => {
    const other = await serve((request, response) => response.end(JSON.stringify(request.headers)));
    const url = await serve((_request, response) => response.writeHead(302, { location: '/next' }).end());
    const own = wrapper.session({
      auth: ['me', 'secret'],
      headers: { 'X-Key': 'secret', Accept: 'text/plain' },
      hooks: hooksFor(`${other}/`),
    });
    const headers = (await own.get(url)).json<Record<string, string>>();
    expect(headers).toMatchObject({ accept: 'text/plain' });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['authorization']));
    expect(headers).not.toHaveProperty('x-key');
  });

  it('sets headers that are not sent to another origin, not even by fetch, and are sent once within the origin', async () => {
    const other = await serve((request, response) => response.end(JSON.stringify(request.headers)));
    const url = await serve((request, response) => {
      if (request.url === '/within') return void response.writeHead(307, { location: '/echo' }).end();
      if (request.url === '/echo') return void response.end(JSON.stringify(request.headers));
      response.writeHead(302, { location: other }).end();
    });
    const own = withHooks({
      beforeRequest: (request) => {
        if (request.keepsCredentials) request.headers.append('X-Key', 'secret');
      },
    });
    expect(await (await own.fetch(url)).json()).not.toHaveProperty('x-key');
    expect((await own.get(`${url}/within`)).json()).toHaveProperty('x-key', 'secret');
  });

  it('is not called for a request that is already aborted', async () => {
    const reason = new Error('enough');
    const hook = jest.fn();
    await expect(withHooks({ beforeRequest: hook }).get(origin.http, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(hook).not.toHaveBeenCalled();
    const controller = new AbortController();
    const own = withHooks({
      beforeRequest: () => {
        controller.abort(reason);
        return new Promise<void>(() => {});
      },
    });
    await expect(own.get(origin.http, { signal: controller.signal })).rejects.toBe(reason);
  });

  it('can answer instead of the network', async () => {
    const own = withHooks({
      beforeRequest: (request) => request.answer({ statusCode: 418, headers: { 'X-Made': '1' }, json: { url: request.url } }),
    });
    const response = await own.get(`${origin.refused}/tea`);
    expect(response).toMatchObject({ statusCode: 418, statusText: "I'm a Teapot", ok: false });
    expect(response.headers.get('x-made')).toBe('1');
    expect(response.json()).toEqual({ url: `${origin.refused}/tea` });
    expect(await (await own.stream('GET', `${origin.refused}/tea`)).bytes()).toEqual(Buffer.from(response.text));
    const fetched = await own.fetch(`${origin.refused}/tea`);
    expect([fetched.status, await fetched.json()]).toEqual([418, { url: `${origin.refused}/tea` }]);
  });

  it('can answer with a standard Response, or one from a cache', async () => {
    const cached = await session.get(`${origin.http}/bytes/3`);
    const standard = withHooks({ beforeRequest: () => new Response('ok', { status: 202, headers: { 'x-a': 'b' } }) });
    expect(await standard.get(origin.refused)).toMatchObject({ statusCode: 202, text: 'ok' });
    expect(await withHooks({ beforeRequest: () => cached }).get(origin.refused)).toBe(cached);
  });

  it('gives a response that is neither followed nor retried, and that is passed to afterResponse', async () => {
    const seen: number[] = [];
    const own = wrapper.session({
      retry: { limit: 3, delay: () => 1 },
      hooks: {
        beforeRequest: (request) => request.answer({ statusCode: request.url.endsWith('r') ? 302 : 503, headers: { Location: '/x' } }),
        afterResponse: (response) => void seen.push(response.statusCode),
      },
    });
    expect((await own.get(`${origin.http}/r`)).statusCode).toBe(302);
    expect((await own.get(`${origin.http}/s`)).statusCode).toBe(503);
    expect(seen).toEqual([302, 503]);
  });

  it('refuses any other return value', async () => {
    await expect(withHooks({ beforeRequest: () => 'ok' as never }).get(origin.http)).rejects.toThrow(
      /the result of hooks.beforeRequest: expected a response or undefined/,
    );
    const odd = (init: unknown) => withHooks({ beforeRequest: (request) => request.answer(init as never) }).get(origin.http);
    await expect(odd({ status: 200 })).rejects.toThrow(/status/);
    await expect(odd({ statusCode: 99 })).rejects.toThrow(/statusCode/);
    await expect(odd({ body: 5 })).rejects.toThrow(/body: expected a string or bytes/);
  });

  it('cannot open a WebSocket by answering', async () => {
    const own = withHooks({ beforeRequest: (request) => request.answer() });
    await expect(own.ws(origin.http.replace('http', 'ws'))).rejects.toThrow(/a hook answered.*WebSocket/);
  });
});

describe('afterResponse', () => {
  it('can replace the response', async () => {
    const own = withHooks({ afterResponse: (response) => new Response(response.text.toUpperCase(), { status: 200 }) });
    expect(await own.get(`${origin.http}/status/404`)).toMatchObject({ statusCode: 200, text: 'STATUS 404' });
  });

  it('can repeat the request with changes', async () => {
    const own = withHooks({
      afterResponse: (response, { repeats, repeat }) =>
        response.statusCode === 401 && repeats === 0
          ? repeat({ headers: { Authorization: `Basic ${Buffer.from('me:pw').toString('base64')}` } })
          : undefined,
    });
    expect(await own.get(`${origin.http}/auth/me/pw`)).toMatchObject({ statusCode: 200, text: 'welcome' });
    expect((await (await own.fetch(`${origin.http}/auth/me/pw`)).text()).trim()).toBe('welcome');
  });

  it('sends the body again', async () => {
    let count = 0;
    const own = withHooks({ afterResponse: (_, { repeat }) => (++count < 3 ? repeat() : undefined) });
    expect((await own.post(`${origin.http}/echo`, { json: [1] })).json<Echo>().body).toBe('[1]');
    expect(count).toBe(3);
  });

  it('cannot send a stream again, nor repeat for ever', async () => {
    const own = withHooks({ afterResponse: (_, { repeat }) => repeat() });
    const body = (function* () {
      yield 'x';
    })();
    const failure = own.post(`${origin.http}/echo`, { body });
    await expect(failure).rejects.toThrow(RequestError);
    await expect(failure).rejects.toMatchObject({ code: 'ERR_CURL_REPEAT', message: expect.stringContaining('stream') });
    await expect(own.get(`${origin.http}/bytes/1`)).rejects.toMatchObject({
      code: 'ERR_CURL_REPEAT',
      message: expect.stringMatching(/10/),
    });
  });
});

describe('a WebSocket', () => {
  it('is aborted when a hook fails after it was opened', async () => {
    const boom = new Error('boom');
    const own = withHooks({
      afterResponse: () => {
        throw boom;
      },
    });
    await expect(own.ws(`${origin.http.replace('http', 'ws')}/greet`)).rejects.toBe(boom);
    expect(wrapper.stats().running).toBe(0);
  });
});

describe('beforeRetry', () => {
  it('is called for each retry, and can stop it', async () => {
    const seen: unknown[] = [];
    const own = wrapper.session({
      retry: { limit: 5, delay: () => 2 },
      hooks: {
        beforeRetry: ({ attempt, delay, response, error, request }) => {
          seen.push([attempt, delay <= 2, response?.statusCode, error?.code, new URL(request.url).pathname]);
          return attempt < 2;
        },
      },
    });
    expect((await own.get(`${origin.http}/status/503`)).statusCode).toBe(503);
    await expect(own.get(`${origin.refused}/x`)).rejects.toMatchObject({ code: 'CURLE_COULDNT_CONNECT' });
    expect(seen).toEqual([
      [1, true, 503, undefined, '/status/503'],
      [2, true, 503, undefined, '/status/503'],
      [1, true, undefined, 'CURLE_COULDNT_CONNECT', '/x'],
      [2, true, undefined, 'CURLE_COULDNT_CONNECT', '/x'],
    ]);
  });
});

describe('beforeRedirect', () => {
  it('changes the request that follows', async () => {
    const own = withHooks({ beforeRedirect: (request) => request.headers.set('X-Followed', '1') });
    expect((await own.get(`${origin.http}/redirect/1`)).json<Echo>().headers).toHaveProperty('x-followed', '1');
  });
});
