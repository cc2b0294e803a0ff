import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { AcurlError, CurlWrapper, type Session } from '../../src/index.js';
import { closeServers, openConnections, serve, serveRaw, until } from '../serve.js';

let wrapper: CurlWrapper;
let session: Session;
beforeEach(() => {
  wrapper = new CurlWrapper();
  session = wrapper.session();
});
afterEach(async () => {
  await wrapper.close();
  closeServers();
});

const endless = () => serve((_, response) => void response.write('x'.repeat(1000)));
const collect = async () => {
  for (let round = 0; round < 5; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc!();
  }
};

describe('a body of fetch that is abandoned', () => {
  // Each of these ended the process with an uncaught "Controller is already closed".
  it.each<[string, (response: Response) => unknown]>([
    ['by cancel()', (response) => response.body!.cancel()],
    ["by its reader's cancel()", (response) => response.body!.getReader().cancel()],
    [
      "by a reader's cancel() after a read",
      async (response) => {
        const reader = response.body!.getReader();
        await reader.read();
        await reader.cancel('enough');
      },
    ],
    [
      'by the cancellation of both clones',
      (response) => {
        const other = response.clone();
        return Promise.all([response.body!.cancel(), other.body!.cancel()]);
      },
    ],
    [
      'by a pipe whose signal is aborted',
      (response) =>
        response.body!.pipeTo(new WritableStream(), { signal: AbortSignal.abort(new Error('no')) }).catch((error: Error) => error.message),
    ],
    ['by Readable.fromWeb().destroy()', (response) => void Readable.fromWeb(response.body as never).destroy()],
    [
      'by leaving its iteration',
      async (response) => {
        for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) if (chunk.length > 0) break;
      },
    ],
  ])('%s frees its connection, and nothing is thrown', async (_, giveUp) => {
    const url = await endless();
    for (let round = 0; round < 10; round++) await giveUp(await session.fetch(url));
    await until(() => openConnections() === 0);
  });

  it('by dropping it is aborted when it is garbage-collected', async () => {
    const url = await endless();
    await (async () => void (await session.fetch(url)).status)();
    await (async () => void (await session.stream('GET', url)).statusCode)();
    await (async () => void (await session.fetch(url)).body)();
    for (let round = 0; round < 100 && openConnections() > 0; round++) await collect();
    expect(openConnections()).toBe(0);
  });

  it('without being read does not keep a program alive', async () => {
    const url = await serve((_, response) => void response.end('x'.repeat(1_000_000)));
    const program = join(__dirname, '..', 'programs', 'unread.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [program, url], { timeout: 10_000 });
    expect(stdout).toBe('200\n');
  });
});

describe("Node's own fetch, whose loading takes some 50 ms,", () => {
  it('is not loaded before session.fetch is called', async () => {
    const url = await serve((_, response) => void response.end());
    const program = join(__dirname, '..', 'programs', 'start-up.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [program, url], { timeout: 10_000 });
    expect(JSON.parse(stdout)).toEqual([false, false]);
  });
});

describe('a response of fetch', () => {
  it('cannot be copied by structuredClone where Node’s own Response cannot', async () => {
    const response = await session.fetch(await serve((_, answer) => void answer.end('text')));
    const nameOf = (value: unknown) => {
      try {
        return structuredClone(value);
      } catch (error) {
        return (error as Error).name;
      }
    };
    expect(nameOf(response)).toEqual(nameOf(new Response('text')));
    expect(nameOf(response.clone())).toEqual(nameOf(new Response('text')));
  });

  it('is a Response to instanceof and to the constructor, and inherited methods do not mistake it for an empty one', async () => {
    const response = await session.fetch(await serve((_, answer) => void answer.end('whole')));
    expect(response).toBeInstanceOf(Response);
    expect(Object.prototype.toString.call(response)).toBe('[object Response]');
    const copy = new Response(response.clone().body, response);
    expect([copy.status, await copy.text()]).toEqual([200, 'whole']);
    // Node's method would find no body of its own, and must not give an empty one.
    await expect((async () => Response.prototype.text.call(response))()).rejects.toThrow(TypeError);
    expect(await response.text()).toBe('whole');
  });

  it("has each member of Node's Response itself, because those of Node would refuse it", async () => {
    const own = Object.getPrototypeOf(await session.fetch(await serve((_, answer) => void answer.end()))) as object;
    const members = Object.getOwnPropertyNames(Response.prototype);
    expect(members).toContain('text');
    expect(members.filter((name) => !Object.hasOwn(own, name))).toEqual([]);
  });

  it('has its text as a stream', async () => {
    const url = await serve((request, answer) => void answer.writeHead(request.url === '/none' ? 204 : 200).end('aé'));
    const textOf = (response: Response) => (response as unknown as { textStream(): ReadableStream<string> }).textStream();
    const response = await session.fetch(url);
    const chunks: string[] = [];
    for await (const chunk of textOf(response) as unknown as AsyncIterable<string>) chunks.push(chunk);
    expect([chunks.join(''), response.bodyUsed]).toEqual(['aé', true]);
    expect(() => textOf(response)).toThrow(TypeError);
    expect(
      await textOf(await session.fetch(`${url}/none`))
        .getReader()
        .read(),
    ).toEqual({ done: true, value: undefined });
  });
});

describe("a caller's signal", () => {
  it('aborts a body with its reason until it has been read', async () => {
    const url = await endless();
    const controller = new AbortController();
    const response = await session.fetch(url, { signal: controller.signal });
    const reading = response.text();
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    await until(() => openConnections() === 0);
  });

  it('aborts a body after a garbage collection, also that of a collected Request', async () => {
    const url = await endless();
    const controller = new AbortController();
    const response = await session.fetch(new Request(url, { signal: controller.signal }));
    const reader = response.body!.getReader();
    await reader.read();
    await collect();
    controller.abort(new Error('late'));
    await expect(reader.read()).rejects.toThrow('late');
    const timed = await session.fetch(url, { signal: AbortSignal.timeout(100) });
    await collect();
    await expect(timed.text()).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('rejects a read even if all bytes have arrived', async () => {
    const url = await serve((_, response) => void response.end('whole'));
    const controller = new AbortController();
    const first = await session.fetch(url, { signal: controller.signal });
    const second = await session.fetch(url, { signal: controller.signal });
    const reader = second.body!.getReader();
    controller.abort(new Error('late'));
    await expect(first.text()).rejects.toThrow('late');
    await expect(reader.read()).rejects.toThrow('late');
  });

  it('serves thousands of requests without leaving listeners or a warning', async () => {
    const warnings: unknown[] = [];
    const warn = (warning: unknown) => void warnings.push(warning);
    process.on('warning', warn);
    const url = await serve((_, response) => void response.end('x'));
    const { signal } = new AbortController();
    let [added, removed] = [0, 0];
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: never) => ((added += 1), addEventListener.apply(signal, args));
    signal.removeEventListener = (...args: never) => ((removed += 1), removeEventListener.apply(signal, args));
    for (let round = 0; round < 30; round++)
      await Promise.all(Array.from({ length: 100 }, async () => (await session.fetch(url, { signal })).text()));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', warn);
    expect([added - removed, warnings]).toEqual([0, []]);
  });
});

describe('a body that fails', () => {
  const broken = () =>
    serveRaw((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc');
        setImmediate(() => socket.destroy());
      });
    });

  it('rejects a read with a TypeError whose cause is the error of the transfer', async () => {
    const url = await broken();
    for (const read of [(response: Response) => response.text(), (response: Response) => new Response(response.body).text()]) {
      const failure: unknown = await read(await session.fetch(url)).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(TypeError);
      expect((failure as Error).cause).toBeInstanceOf(AcurlError);
      expect((failure as Error).cause).toMatchObject({ kind: 'receive', phase: 'receiving the body' });
    }
  });

  it('right after its headers rejects a reader that starts a turn later', async () => {
    const url = await serveRaw((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n'));
    });
    const response = await session.fetch(url);
    await until(() => openConnections() === 0);
    await expect(response.text()).rejects.toMatchObject({ name: 'TypeError', cause: { code: 'CURLE_PARTIAL_FILE' } });
    const { stream } = await session.stream('GET', url);
    await until(() => openConnections() === 0);
    await expect(stream.toArray()).rejects.toMatchObject({ code: 'CURLE_PARTIAL_FILE' });
  });
});

describe('a body of fetch', () => {
  it('is read into the memory of a BYOB reader', async () => {
    const url = await serve((_, response) => void response.end('0123456789'));
    const reader = (await session.fetch(url)).body!.getReader({ mode: 'byob' });
    const seen: string[] = [];
    for (;;) {
      const { value, done } = await reader.read(new Uint8Array(4));
      if (done) break;
      seen.push(Buffer.from(value as Uint8Array).toString());
    }
    expect(seen).toEqual(['0123', '4567', '89']);
  });

  it('can be read once, and is marked as used then', async () => {
    const url = await serve((_, response) => void response.end('text'));
    const response = await session.fetch(url);
    expect(response.bodyUsed).toBe(false);
    expect(await response.text()).toBe('text');
    expect(response.bodyUsed).toBe(true);
    await expect(response.text()).rejects.toThrow(/already been read/);
    expect(() => response.clone()).toThrow(TypeError);
  });

  it('equals that of a clone', async () => {
    const url = await serve((_, response) => {
      response.write('early ');
      setTimeout(() => response.end('late'), 20);
    });
    const response = await session.fetch(url);
    const clone = response.clone();
    expect(await Promise.all([response.text(), clone.text()])).toEqual(['early late', 'early late']);
    expect([clone.url, clone.status, clone.redirected, clone.type]).toEqual([response.url, 200, false, 'basic']);
  });

  it('can be read by each of its methods', async () => {
    const url = await serve((_, response) => void response.setHeader('content-type', 'text/plain').end('\ufeff{"a":1}'));
    expect(await (await session.fetch(url)).json()).toEqual({ a: 1 });
    const blob = await (await session.fetch(url)).blob();
    expect([blob.type, blob.size]).toEqual(['text/plain', 10]);
    const buffer = await (await session.fetch(url)).arrayBuffer();
    expect(buffer).toBeInstanceOf(ArrayBuffer);
    expect(buffer.byteLength).toBe(10);
    const form = await serve((_, response) => void response.setHeader('content-type', 'application/x-www-form-urlencoded').end('a=1&b=2'));
    expect([...(await (await session.fetch(form)).formData())]).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
  });

  it.each([
    ['Text/Plain; Charset="UTF-8"', 'text/plain;charset=utf-8'],
    ['nonsense', ''],
  ])('of type %s is a blob of type "%s"', async (header, type) => {
    const url = await serve((_, response) => void response.setHeader('content-type', header).end('x'));
    expect((await (await session.fetch(url)).blob()).type).toBe(type);
  });

  it('has trailers over HTTP/1.1 when it has ended', async () => {
    let end = () => {};
    const url = await serve((_, response) => {
      response.writeHead(200, { Trailer: 'X-Sum' });
      response.write('body');
      response.addTrailers({ 'X-Sum': '42' });
      end = () => void response.end();
    });
    const response = await session.stream('GET', url);
    expect(response.trailers).toEqual([]);
    end();
    await response.bytes();
    expect(response.trailers).toEqual([['X-Sum', '42']]);
  });
});
