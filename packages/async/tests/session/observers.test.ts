import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout } from 'node:timers/promises';
import { type DiagnosticsMessage, type Response } from '../../src/index.js';
import { origin, session } from './fixture.js';

describe('the response callback', () => {
  it('is called for each response, redirects included, before the request resolves', async () => {
    const seen: number[] = [];
    session.setResponseCallback((response) => void seen.push(response.statusCode));
    await session.get(`${origin.http}/redirect/2`);
    expect(seen).toEqual([302, 302, 200]);
    session.setResponseCallback(undefined);
    await session.get(`${origin.http}/bytes/1`);
    expect(seen).toHaveLength(3);
  });

  it('may be asynchronous, and is awaited', async () => {
    let done = false;
    session.responseCallback = async () => {
      await setTimeout(20);
      done = true;
    };
    await session.get(`${origin.http}/bytes/1`);
    expect(done).toBe(true);
  });

  // acurl's request died of it.
  it('that throws does not affect the others', async () => {
    const boom = new Error('boom');
    const uncaught = new Promise((resolve) => {
      const real = queueMicrotask;
      jest.spyOn(globalThis, 'queueMicrotask').mockImplementation((callback) =>
        real(() => {
          try {
            callback();
          } catch (error) {
            resolve(error);
          }
        }),
      );
    });
    session.setResponseCallback(() => {
      throw boom;
    });
    const response = await session.get(`${origin.http}/bytes/1`);
    expect(response.statusCode).toBe(200);
    expect(await uncaught).toBe(boom);
    jest.restoreAllMocks();
  });

  it('must be a function', () => {
    expect(() => session.setResponseCallback(5 as never)).toThrow(/responseCallback: expected a function/);
  });
});

describe('diagnostics_channel', () => {
  it('gets start, headers, end and error', async () => {
    const seen: [string, DiagnosticsMessage][] = [];
    const names = ['start', 'headers', 'end', 'error'].map((name) => `curlew:request:${name}`);
    const listener = (message: unknown, name: string | symbol) => void seen.push([String(name), message as DiagnosticsMessage]);
    for (const name of names) subscribe(name, listener);
    const response = await session.get(`${origin.http}/bytes/1`);
    await expect(session.get(`${origin.refused}/`)).rejects.toThrow();
    for (const name of names) unsubscribe(name, listener);
    expect(seen.map(([name]) => name.split(':').at(-1))).toEqual(['start', 'headers', 'end', 'start', 'error']);
    expect(seen[2]![1].response).toBe(response);
    expect(seen[2]![1].response!.totalTime).toBeGreaterThan(0);
    expect(seen[4]![1].error).toMatchObject({ code: 'CURLE_COULDNT_CONNECT' });
    expect(seen[0]![1].request).toBe(seen[2]![1].request);
  });
});

describe('diagnostics_channel of a streamed response', () => {
  const names = ['start', 'headers', 'end', 'error'].map((name) => `curlew:request:${name}`);
  const seen: [string, DiagnosticsMessage][] = [];
  const listener = (message: unknown, name: string | symbol) =>
    void seen.push([String(name).split(':').at(-1)!, message as DiagnosticsMessage]);
  const told = () => seen.map(([name]) => name);
  const until = async (name: string) => {
    for (const start = Date.now(); !told().includes(name) && Date.now() - start < 5000;) await setTimeout(5);
  };

  beforeEach(() => {
    seen.length = 0;
    for (const name of names) subscribe(name, listener);
  });
  afterEach(() => {
    for (const name of names) unsubscribe(name, listener);
  });

  it('gets the end when the body has been read', async () => {
    const response = await session.stream('GET', `${origin.http}/drip/20/5`);
    expect(told()).toEqual(['start', 'headers']);
    expect(await response.bytes()).toHaveLength(20);
    expect(told()).toEqual(['start', 'headers', 'end']);
    expect(seen[2]![1].response).toBe(response);
  });

  it('gets the error when the body fails', async () => {
    const response = await session.stream('GET', `${origin.http}/truncate/1000000`);
    await expect(response.bytes()).rejects.toThrow();
    expect(told()).toEqual(['start', 'headers', 'error']);
    expect(seen[2]![1].error).toMatchObject({ code: 'CURLE_PARTIAL_FILE' });
  });

  it('gets the error when the caller aborts during the body', async () => {
    const controller = new AbortController();
    const response = await session.stream('GET', `${origin.http}/stall-body/1000`, { signal: controller.signal });
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(response.bytes()).rejects.toBe(reason);
    await until('error');
    expect(told()).toEqual(['start', 'headers', 'error']);
    expect(seen[2]![1].error).toBe(reason);
  });

  it('gets the end when the rest of the body is discarded', async () => {
    const response = await session.stream('GET', `${origin.http}/stall-body/1000`);
    response.stream.destroy();
    await until('end');
    expect(told()).toEqual(['start', 'headers', 'end']);
  });

  it('gets the end of a fetch', async () => {
    const response = await session.fetch(`${origin.http}/drip/20/5`);
    expect(told()).toEqual(['start', 'headers']);
    expect(await response.text()).toHaveLength(20);
    expect(told()).toEqual(['start', 'headers', 'end']);
  });
});

describe('AsyncLocalStorage', () => {
  it('has its store after a request, in its hooks, and in its progress callbacks', async () => {
    const storage = new AsyncLocalStorage<number>();
    const seen: (number | undefined)[] = [];
    session.setResponseCallback(() => void seen.push(storage.getStore()));
    const run = (id: number) =>
      storage.run(id, async (): Promise<[number, Response]> => {
        let inside: number | undefined;
        const response = await session.get(`${origin.http}/delay/${10 * (5 - id)}`, {
          onDownloadProgress: () => (inside = storage.getStore()),
        });
        expect([storage.getStore(), inside]).toEqual([id, id]);
        return [id, response];
      });
    await Promise.all([1, 2, 3, 4].map(run));
    expect(seen.sort()).toEqual([1, 2, 3, 4]);
  });
});
