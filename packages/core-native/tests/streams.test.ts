import { Readable } from 'node:stream';
import { bytesOf, standstill, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, Multi, bodyStream, uploadFrom, type EasyOptions, type UploadChunks } from '../src/index.js';
import { failureOf } from './failure-of.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

let easy: Easy;
let multi: Multi;
let done: Promise<number>;
let removed: Promise<void>;
beforeEach(() => {
  easy = new Easy();
  multi = new Multi();
  done = new Promise((resolve) => {
    removed = new Promise((resolveRemoved) => {
      multi.attach({ onDone: (_easy, code) => resolve(code), onRemoved: () => resolveRemoved() });
    });
  });
});
afterEach(() => {
  multi.close();
  easy.close();
});

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('bodyStream', () => {
  it('can be read with for await', async () => {
    const body = bodyStream(easy.setOpt('URL', `${origin.http}/bytes/1000000`));
    multi.addHandle(easy);
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(bytesOf(1_000_000))).toBe(true);
    expect(await done).toBe(0);
  });

  it.each([1, 100])('delivers one chunk of %d bytes, and an empty body', async (size) => {
    const body = bodyStream(easy.setOpt('URL', `${origin.http}/bytes/${size}`));
    multi.addHandle(easy);
    expect(Buffer.concat(await body.toArray())).toHaveLength(size);
    await done;
    const empty = bodyStream(easy.setOpt('URL', `${origin.http}/status/204`));
    multi.addHandle(easy);
    expect(await empty.toArray()).toEqual([]);
  });

  it('keeps few bytes in memory for a slow reader', async () => {
    const body = bodyStream(easy.setOpts({ URL: `${origin.http}/bytes/20000000` }));
    multi.addHandle(easy);
    let size = 0;
    let most = 0;
    for await (const chunk of body) {
      size += (chunk as Buffer).length;
      most = Math.max(most, body.readableLength);
      if (size < 2_000_000) await sleep(1);
    }
    expect(size).toBe(20_000_000);
    expect(most).toBeLessThan(256 * 1024);
  });

  it('holds the server back while the body is not read', async () => {
    const body = bodyStream(easy.setOpt('URL', `${origin.http}/bytes/50000000`));
    multi.addHandle(easy);
    const ended = done.then((code) => {
      throw new Error(`the transfer ended with ${code} before its body was read`);
    });
    const received = standstill(() => easy.getInfo('SIZE_DOWNLOAD_T'));
    expect(await Promise.race([received, ended])).toBeLessThan(2_000_000);
    let size = 0;
    for await (const chunk of body) size += (chunk as Buffer).length;
    expect(size).toBe(50_000_000);
  });

  it('ends the transfer when its reader leaves early', async () => {
    const body = bodyStream(easy.setOpt('URL', `${origin.http}/bytes/50000000`));
    multi.addHandle(easy);
    for await (const chunk of body) if ((chunk as Buffer).length > 0) break;
    await removed;
    expect(multi.handles).toEqual([]);
    multi.addHandle(easy.setOpt('URL', `${origin.http}/bytes/3`));
    expect(await done).toBe(0);
    expect(easy.takeBody()).toHaveLength(3);
  });

  it('fails with the error of the transfer', async () => {
    const body = bodyStream(easy.setOpt('URL', `${origin.http}/truncate`));
    multi.addHandle(easy);
    await expect(body.toArray()).rejects.toMatchObject({ code: 'CURLE_PARTIAL_FILE' });
    expect(await done).toBe(18);
  });

  it('fails when its handle is removed', async () => {
    const body = bodyStream(easy.setOpt('URL', `${origin.http}/stall-body`));
    multi.addHandle(easy);
    setTimeout(() => easy.close(), 50);
    await expect(body.toArray()).rejects.toMatchObject({ code: 'ERR_CURL_NOT_IN_USE' });
  });

  it('buffers the whole body under perform()', async () => {
    const body = bodyStream(easy.setOpt('URL', `${origin.http}/bytes/1000000`));
    easy.perform();
    expect(Buffer.concat(await body.toArray()).equals(bytesOf(1_000_000))).toBe(true);
  });
});

describe('uploadFrom', () => {
  const options = (): Partial<EasyOptions> => ({ URL: `${origin.http}/echo`, UPLOAD: true });
  const upload = async (source: UploadChunks) => {
    uploadFrom(easy.setOpts(options()), source);
    multi.addHandle(easy);
    const code = await done;
    if (code !== 0) throw easy.failure(code);
    return (JSON.parse(easy.takeBody().toString()) as { body: string }).body;
  };

  it('sends the chunks of a Readable, and waits for each', async () => {
    const source = Readable.from(
      (async function* () {
        for (let index = 0; index < 5; index++) {
          await sleep(10);
          yield Buffer.from(`part ${index} `);
        }
      })(),
    );
    expect(await upload(source)).toBe('part 0 part 1 part 2 part 3 part 4 ');
  });

  it('sends a large body whole', async () => {
    const body = bytesOf(3_000_000);
    const pieces = Array.from({ length: 30 }, (_, index) => body.subarray(index * 100_000, (index + 1) * 100_000));
    expect(await upload(Readable.from(pieces))).toBe(body.toString('latin1'));
  });

  it('sends strings, empty chunks and views, also of a web stream', async () => {
    const web = new ReadableStream<string | Uint8Array>({
      start(controller) {
        for (const piece of ['a', '', new Uint8Array([98]), 'ü']) controller.enqueue(piece);
        controller.close();
      },
    });
    expect(await upload(web as unknown as UploadChunks)).toBe(Buffer.from('abü').toString('latin1'));
  });

  it('sends a synchronous source under perform(), and refuses an asynchronous one', () => {
    uploadFrom(easy.setOpts(options()), ['one ', 'two']);
    expect(JSON.parse(easy.perform().takeBody().toString())).toMatchObject({ body: 'one two' });
    uploadFrom(easy, Readable.from(['x']));
    expect((failureOf(easy, {}).cause as Error).message).toContain('cannot be waited for in perform()');
  });

  it('fails with the error that its source throws', async () => {
    const boom = new Error('boom');
    const failing = async function* () {
      yield 'a';
      await sleep(5);
      throw boom;
    };
    await expect(upload(failing())).rejects.toMatchObject({ code: 'CURLE_ABORTED_BY_CALLBACK', cause: boom });
  });

  it('closes its source when the transfer ends first', async () => {
    let tell = () => {};
    const told = new Promise<void>((resolve) => (tell = resolve));
    const endless = async function* () {
      try {
        for (;;) {
          await sleep(1);
          yield 'x';
        }
      } finally {
        tell();
      }
    };
    uploadFrom(easy.setOpts({ ...options(), TIMEOUT_MS: 100 }), endless());
    multi.addHandle(easy);
    expect(await done).toBe(28);
    await told;
  });

  it('refuses a value that is not a source, and a source that does not yield bytes', async () => {
    expect(() => uploadFrom(easy, 5 as never)).toThrow('expected an iterable');
    await expect(upload([1] as never)).rejects.toMatchObject({
      cause: expect.objectContaining({ message: expect.stringContaining('expected a string or bytes, got 1') as string }) as Error,
    });
  });
});
