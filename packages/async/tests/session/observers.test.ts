import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
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

  it('may be asynchronous, and is waited for', async () => {
    let done = false;
    session.responseCallback = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      done = true;
    };
    await session.get(`${origin.http}/bytes/1`);
    expect(done).toBe(true);
  });

  // acurl's request died of it (D14).
  it('that throws harms nobody but itself', async () => {
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

  it('is a function', () => {
    expect(() => session.setResponseCallback(5 as never)).toThrow(/responseCallback: expected a function/);
  });
});

describe('diagnostics_channel', () => {
  it('is told of start, headers, end and error', async () => {
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

describe('AsyncLocalStorage', () => {
  it('is there after a request, in its hooks, and in its progress', async () => {
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
