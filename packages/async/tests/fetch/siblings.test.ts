import { Readable } from 'node:stream';
import { CurlWrapper, type Session } from '../../src/index.js';
import { closeServers, serve, serveRaw, until } from '../serve.js';

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

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the stream of a Request', () => {
  const broken = (chunks: number) => {
    let index = 0;
    return new ReadableStream({
      pull(controller) {
        index += 1;
        if (index <= chunks) controller.enqueue(new Uint8Array(65_536));
        else controller.error(new Error('my stream broke'));
      },
    });
  };

  it.each([1, 65, 80])('that breaks after %i chunks rejects, and does not end the process', async (chunks) => {
    const url = await serve((request, response) => void request.resume().on('end', () => response.end('ok')));
    const request = new Request(url, { method: 'POST', body: broken(chunks), duplex: 'half' });
    await expect(session.fetch(request)).rejects.toMatchObject({ name: 'TypeError', message: 'fetch failed' });
    await later(20);
  });

  it('is cancelled when its transfer does not start', async () => {
    const url = await serve(() => {});
    await using one = new CurlWrapper({ maxHostConnections: 1 });
    const own = one.session();
    const taken = own.fetch(url).catch(() => {});
    let isCancelled = false;
    const body = new ReadableStream({
      async pull(controller) {
        await later(10);
        controller.enqueue(new Uint8Array(10));
      },
      cancel: () => void (isCancelled = true),
    });
    const request = new Request(url, { method: 'POST', body, duplex: 'half', signal: AbortSignal.timeout(100) });
    await expect(own.fetch(request)).rejects.toMatchObject({ name: 'TimeoutError' });
    await until(() => isCancelled);
    await one.close();
    await taken;
  });

  it('that was made from a large text is sent with its length, and can be repeated', async () => {
    const url = await serve((request, response) => {
      let size = 0;
      request
        .on('data', (chunk: Buffer) => (size += chunk.length))
        .on('end', () => {
          if (request.url === '/moved') response.writeHead(307, { Location: '/there' }).end();
          else response.end(`${size} ${request.headers['content-length']}`);
        });
    });
    const response = await session.fetch(new Request(`${url}/moved`, { method: 'POST', body: 'x'.repeat(5_000_000) }));
    expect(await response.text()).toBe('5000000 5000000');
  });
});

describe('a body that is read as a whole', () => {
  it('is locked during the read and afterwards', async () => {
    const url = await serve((_, response) => {
      response.write('x'.repeat(1000));
      setTimeout(() => response.end('y'.repeat(1000)), 50);
    });
    const response = await session.fetch(url);
    const text = response.text();
    expect(response.body!.locked).toBe(true);
    expect(() => response.body!.getReader()).toThrow(TypeError);
    await expect(response.body!.cancel()).rejects.toThrow(TypeError);
    expect((await text).length).toBe(2000);
    expect([response.body!.locked, response.bodyUsed]).toEqual([true, true]);
  });

  it('by two readers of one session.stream does not hang', async () => {
    const url = await serve((_, response) => {
      response.write('x');
      setTimeout(() => response.end('y'), 50);
    });
    const response = await session.stream('GET', url);
    const sizes = await Promise.all([new Response(response.readableWebStream()).text(), response.stream.toArray()]);
    expect(sizes).toHaveLength(2);
  });
});

describe('a small chunk', () => {
  it('takes no more memory than it needs', async () => {
    const url = await serve((_, response) => {
      let left = 200;
      const write = () => {
        if (left-- === 0) return void response.end();
        response.write('x'.repeat(10));
        setImmediate(write);
      };
      write();
    });
    let held = 0;
    for await (const chunk of (await session.fetch(url)).body as unknown as AsyncIterable<Uint8Array>) held += chunk.buffer.byteLength;
    expect(held).toBeLessThan(100_000);
  });
});

describe('a response with truncated headers', () => {
  it.each(['HTTP/1.1 200 OK\r\nContent-Le', 'HTTP/1.1 200 OK\r\nX: y\r\n'])('%j fails', async (head) => {
    const url = await serveRaw((socket) => void socket.once('data', () => socket.end(head)));
    await expect(session.get(url)).rejects.toMatchObject({ code: 'CURLE_WEIRD_SERVER_REPLY' });
    await expect(session.fetch(url)).rejects.toMatchObject({ name: 'TypeError', cause: { code: 'CURLE_WEIRD_SERVER_REPLY' } });
  });
});

describe('a hook', () => {
  it('does not delay the deadline or the signal of its request', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/') response.writeHead(303, { Location: '/there' }).end();
      else response.end();
    });
    const never = () => new Promise<void>(() => {});
    const slow = wrapper.session({ hooks: { beforeRequest: never } });
    await expect(slow.get(url, { timeout: 100 })).rejects.toMatchObject({ code: 'CURLE_OPERATION_TIMEDOUT' });
    await expect(slow.get(url, { signal: AbortSignal.timeout(100) })).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(session.get(url, { timeout: 100, beforeRedirect: never })).rejects.toMatchObject({ kind: 'timeout' });
  });
});

describe('fetch', () => {
  it.each<[string, unknown]>([
    ['an init that is a text', 'x'],
    ['headers that are null', { headers: null }],
    ['a body that is a symbol', { method: 'POST', body: Symbol('x') }],
  ])('refuses %s', async (_, init) => {
    await expect(session.fetch('http://127.0.0.1:1/', init as RequestInit)).rejects.toThrow(TypeError);
  });

  it("does not send the session's headers to another origin, but those of the call", async () => {
    const target = await serve((request, response) => void response.end(JSON.stringify(request.headers)));
    const url = await serve((_, response) => void response.writeHead(302, { Location: target }).end());
    const own = wrapper.session({ headers: { 'X-Api-Key': 'secret' } });
    const seen = (await (await own.fetch(url, { headers: { 'X-Call': '1' } })).json()) as Record<string, string>;
    expect([seen['x-api-key'], seen['x-call']]).toEqual([undefined, '1']);
  });

  it('treats a Node stream that ends early as an error', async () => {
    const url = await serve((request, response) => void request.resume().on('end', () => response.end('ok')));
    const body = Readable.from(['a', 'b'], { objectMode: false });
    const response = await session.fetch(url, { method: 'POST', body: body as never, duplex: 'half' });
    expect(await response.text()).toBe('ok');
  });
});
