import { bytesOf } from '@curlew-internal/test-origin';
import { BodyQueue, Easy, Multi, constants, numberInfos } from '../src/index.js';
import { easy, go, multi, origin, serve, server, turn, until } from './body-queue.fixture.js';
import { QueueLog } from './queue-log.js';
import { response, startRawServer } from './raw-server.js';

const INFOS = numberInfos('RESPONSE_CODE', 'SIZE_DOWNLOAD_T');

describe('a queue', () => {
  it('sends headers, bytes and the end at once if a response is complete in one turn', async () => {
    easy.setOpt('URL', `${origin.http}/bytes/100`);
    const states: unknown[] = [];
    const log = new QueueLog(easy, {}, { headers: ({ queue }) => states.push(queue.ended, queue.size, easy.getInfo('RESPONSE_CODE')) });
    go();
    await log.was('end');
    expect(log.told).toEqual(['headers', 'readable', 'end 0']);
    expect(states).toEqual([true, 100, 200]);
    expect(log.queue.read()!.equals(bytesOf(100))).toBe(true);
    expect(log.queue.read()).toBeUndefined();
  });

  it('sends the headers before a body that arrives later', async () => {
    await serve((socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n'));
    const log = new QueueLog(easy);
    go();
    await log.was('headers');
    expect(log.told).toEqual(['headers']);
    expect(log.queue.ended).toBe(false);
    expect(easy.takeHeaderBlock().toString()).toBe('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n');
  });

  it('reports bytes only after a reader has found none', async () => {
    const parts: (() => void)[] = [];
    await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n');
      parts.push(...['a', 'b', 'c', 'd'].map((part) => () => void socket.write(part)));
    });
    const log = new QueueLog(easy);
    go();
    await log.was('headers');
    const sizeBecomes = (size: number) => until(() => log.queue.size === size);
    parts[0]!();
    await log.was('readable');
    parts[1]!();
    await sizeBecomes(2);
    expect(log.text()).toBe('ab');
    parts[2]!();
    await log.next('readable');
    expect(log.queue.read(10)!.toString()).toBe('c');
    parts[3]!();
    await log.was('end');
    expect(log.told).toEqual(['headers', 'readable', 'readable', 'end 0']);
    expect(log.text()).toBe('d');
  });

  it.each([
    ['nobody listens', 'http://127.0.0.1:1/', ['end 7']],
    ['the body is cut off', '/truncate', ['headers', 'readable', 'end 18']],
  ])('sends the CURLcode when %s', async (_, url, told) => {
    easy.setOpt('URL', url.startsWith('/') ? origin.http + url : url);
    const log = new QueueLog(easy);
    go();
    await log.was('end');
    expect(log.told).toEqual(told);
    if (told.length > 1) expect(log.text().length).toBeGreaterThan(0);
  });

  it.each(['in pieces', 'at once'])(
    'sends its events in the async context in which the handle was added, for a response that arrives %s',
    async (how) => {
      const { AsyncLocalStorage } = await import('node:async_hooks');
      const storage = new AsyncLocalStorage<string>();
      const seen: unknown[] = [];
      easy.setOpt('URL', how === 'at once' ? `file://${__filename}` : `${origin.http}/chunked/3`);
      const note = () => seen.push(storage.getStore());
      const log = new QueueLog(easy, {}, { headers: note, readable: note, end: note });
      // Not made in that context itself.
      const multi = new Multi().attach({ onDone: () => {} });
      storage.run('here', () => multi.addHandle(easy));
      await log.was('end');
      expect(new Set(seen)).toEqual(new Set(['here']));
      multi.close();
    },
  );

  it('has the trailers at the end', async () => {
    const lines: (() => void)[] = [];
    await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n');
      lines.push(() => void socket.write('0\r\nX-Sum: 1\r\n\r\n'));
    });
    const log = new QueueLog(easy);
    go();
    await log.was('readable');
    expect(easy.takeHeaderBlock().toString()).toMatch(/^HTTP.*\r\n\r\n$/s);
    lines[0]!();
    await log.was('end 0');
    expect(easy.takeHeaderBlock().toString().trim()).toBe('X-Sum: 1');
  });
});

describe('the reported headers', () => {
  const told = async (log: QueueLog) => {
    go();
    await log.was('headers');
    return easy.getInfo('RESPONSE_CODE');
  };
  const silent = (head: string) => (socket: { write(text: string): void }) => socket.write(`HTTP/1.1 ${head}\r\n\r\n`);

  it('are not those of interim responses', async () => {
    await serve(`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n${response('200 OK', 'x').toString()}`);
    const log = new QueueLog(easy);
    expect(await told(log)).toBe(200);
    expect(log.told[0]).toBe('headers');
    expect(log.told.filter((line) => line === 'headers')).toHaveLength(1);
  });

  it('are never those of an interim response, even if nothing follows for long', async () => {
    const more: (() => void)[] = [];
    await serve((socket) => {
      socket.write('HTTP/1.1 103 Early Hints\r\n\r\n');
      more.push(() => void socket.write(response('200 OK', 'x')));
    });
    const log = new QueueLog(easy);
    go();
    await until(() => more.length > 0 && easy.getInfo('HEADER_SIZE') > 20);
    expect(log.told).toEqual([]);
    more[0]!();
    await log.was('headers');
  });

  it('may be those of 101', async () => {
    await serve(silent('101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade'));
    easy.setOpts({ HTTPHEADER: ['Upgrade: x', 'Connection: Upgrade'] });
    expect(await told(new QueueLog(easy))).toBe(101);
  });

  it.each([true, false])('are not those of a redirect that libcurl follows (follows: %s)', async (follows) => {
    await serve(response('302 Found', 'gone', 'Location: /there'), response('200 OK', 'there'));
    easy.setOpt('FOLLOWLOCATION', follows);
    const log = new QueueLog(easy);
    expect(await told(log)).toBe(follows ? 200 : 302);
    await log.was('end 0');
    expect(log.text()).toBe(follows ? 'there' : 'gone');
  });

  it('are those of a 3xx without a Location at once', async () => {
    await serve(silent('300 Choices\r\nContent-Length: 5'));
    easy.setOpt('FOLLOWLOCATION', true);
    expect(await told(new QueueLog(easy))).toBe(300);
  });

  const DIGEST = 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"';
  const withUser = (url: string) => url.replace('//', '//me:secret@');

  it.each([
    ['USERPWD', () => easy.setOpts({ USERPWD: 'me:secret', HTTPAUTH: constants.CURLAUTH_DIGEST })],
    ['USERNAME and PASSWORD', () => easy.setOpts({ USERNAME: 'me', PASSWORD: 'secret', HTTPAUTH: constants.CURLAUTH_DIGEST })],
    ['the URL', () => easy.setOpts({ URL: withUser(server!.url), HTTPAUTH: constants.CURLAUTH_DIGEST })],
    ['any type', () => easy.setOpts({ USERPWD: 'me:secret', HTTPAUTH: -17 })],
  ])('are not those of a challenge that libcurl answers (%s)', async (_, credentials) => {
    await serve(response('401 Unauthorized', 'x'.repeat(100_000), DIGEST), response('200 OK', 'in'));
    credentials();
    const log = new QueueLog(easy);
    expect(await told(log)).toBe(200);
    await log.was('end 0');
    expect(log.text()).toBe('in');
    expect(server!.requests).toHaveLength(2);
  });

  it('are those of a challenge that cannot be answered, with its first byte or its end', async () => {
    const stands = response('401 Unauthorized', 'no', 'WWW-Authenticate: Basic realm="r"');
    await serve(stands, response('401 Unauthorized', '', 'WWW-Authenticate: Basic realm="r"'));
    easy.setOpt('USERPWD', 'me:wrong');
    const first = new QueueLog(easy);
    expect(await told(first)).toBe(401);
    await first.was('end 0');
    expect(first.text()).toBe('no');
    multi!.close();
    const second = new QueueLog(easy);
    expect(await told(second)).toBe(401);
    await second.was('end 0');
    expect(second.told).toEqual(['headers', 'end 0']);
  });

  it('are those of a challenge at once if there are no credentials', async () => {
    await serve(silent('401 Unauthorized\r\nContent-Length: 5\r\nWWW-Authenticate: Basic realm="r"'));
    expect(await told(new QueueLog(easy))).toBe(401);
  });

  it.each([true, false])('are not those of a proxy’s response to CONNECT (suppressed: %s)', async (suppressed) => {
    const inner = await startRawServer(response('202 Accepted', 'inside'));
    const connected = await startRawServer((socket, head) => {
      if (head.startsWith('CONNECT')) socket.write('HTTP/1.1 200 Connection established\r\nVia: proxy\r\n\r\n');
      else setTimeout(() => socket.write(response('202 Accepted', 'inside')), 20);
    });
    easy.setOpts({ URL: inner.url, PROXY: connected.url, HTTPPROXYTUNNEL: true, SUPPRESS_CONNECT_HEADERS: suppressed });
    const log = new QueueLog(easy);
    expect(await told(log)).toBe(202);
    await log.was('end 0');
    expect(log.told.filter((line) => line === 'headers')).toHaveLength(1);
    expect(log.text()).toBe('inside');
    await inner.close();
    await connected.close();
  });

  it('come with the first byte or the end where a protocol has no status line', async () => {
    easy.setOpt('URL', `file://${__filename}`);
    const log = new QueueLog(easy);
    go();
    await log.was('end 0');
    expect(log.told.at(-1)).toBe('end 0');
    expect(log.text()).toContain('where a protocol has no status line');
  });
});

describe('a read', () => {
  it('returns the available bytes, at most the requested number', async () => {
    easy.setOpt('URL', `${origin.http}/bytes/10000`);
    const { queue, ...log } = new QueueLog(easy);
    void log;
    go();
    await until(() => queue.ended);
    expect(queue.size).toBe(10_000);
    const parts = [queue.read(1), queue.read(4095), queue.read(5000), queue.read(), queue.read()];
    expect(parts.map((part) => part?.length)).toEqual([1, 4095, 5000, 904, undefined]);
    expect(Buffer.concat(parts.slice(0, 4) as Buffer[]).equals(bytesOf(10_000))).toBe(true);
  });

  it('can copy into memory of the caller', async () => {
    easy.setOpt('URL', `${origin.http}/bytes/300`);
    const { queue } = new QueueLog(easy);
    go();
    await until(() => queue.ended);
    const target = new Uint8Array(200);
    expect([queue.readInto(target.subarray(100)), queue.readInto(target.subarray(0, 100)), queue.readInto(target)]).toEqual([
      100, 100, 100,
    ]);
    expect(Buffer.from(target.subarray(0, 100)).equals(bytesOf(300).subarray(200))).toBe(true);
    expect(queue.readInto(target)).toBe(0);
    for (const wrong of [undefined, 'text', new Uint8Array(0), 5])
      expect(() => queue.readInto(wrong as never)).toThrow('readInto: target: expected a Uint8Array with room for at least one byte');
  });

  it.each([0, -1, 1.5, NaN, 'x'])('refuses %p as a number of bytes', async (wrong) => {
    easy.setOpt('URL', `${origin.http}/bytes/3`);
    const { queue } = new QueueLog(easy);
    go();
    await until(() => queue.ended);
    expect(() => queue.read(wrong as never)).toThrow(/^read: expected a whole number of bytes from 1/);
    expect(queue.read()).toHaveLength(3);
  });

  it.each([0, 1, 4095, 4096, 60_000])('can take headers, a body of %i bytes and the numbers at once', async (size) => {
    easy.setOpt('URL', `${origin.http}/bytes/${size}`);
    const { queue } = new QueueLog(easy, { highWaterMark: 1 << 20 });
    go();
    await until(() => queue.ended);
    const { numbers, headerBlock, body, url, primaryIp } = queue.takeOutcome(easy, INFOS);
    expect(numbers).toEqual([200, size]);
    expect(body.equals(bytesOf(size))).toBe(true);
    expect(headerBlock.toString()).toContain(`content-length: ${size}\r\n`);
    expect([url, primaryIp]).toEqual([`${origin.http}/bytes/${size}`, '127.0.0.1']);
    expect([queue.read(), queue.size]).toEqual([undefined, 0]);
  });

  it('cannot take everything at once before the transfer has ended', async () => {
    easy.setOpt('URL', `${origin.http}/bytes/3`);
    const { queue } = new QueueLog(easy);
    const refusal = expect.objectContaining({ code: 'ERR_CURL_IN_USE', operation: 'takeOutcome' }) as Error;
    expect(() => queue.takeOutcome(easy, INFOS)).toThrow(refusal);
    go();
    expect(() => queue.takeOutcome(easy, INFOS)).toThrow(refusal);
    await until(() => queue.ended);
    expect(queue.takeOutcome(easy, INFOS).body).toHaveLength(3);
  });

  it('is possible after the handle has started another transfer, and after it was closed', async () => {
    easy.setOpt('URL', `${origin.http}/bytes/5000`);
    const first = new QueueLog(easy);
    go();
    await first.was('end 0');
    const second = new QueueLog(easy.setOpt('URL', `${origin.http}/bytes/6000`));
    multi!.addHandle(easy);
    await second.was('end 0');
    easy.close();
    expect(first.queue.read()!.equals(bytesOf(5000))).toBe(true);
    expect(second.queue.read()!.equals(bytesOf(6000))).toBe(true);
  });
});

describe('a queue', () => {
  it('refuses a handle that is not idle, and an invalid high-water mark', () => {
    const closed = new Easy();
    closed.close();
    expect(() => new BodyQueue(closed, {})).toThrow(expect.objectContaining({ code: 'ERR_CURL_CLOSED' }));
    for (const wrong of [undefined, null, {}, 5])
      expect(() => new BodyQueue(wrong as never, {})).toThrow('new BodyQueue: easy: expected an Easy');
    for (const wrong of [undefined, null, 5])
      expect(() => new BodyQueue(easy, wrong as never)).toThrow('new BodyQueue: events: expected an object with callbacks');
    for (const wrong of [0, -1, 1.5, 'x', null])
      expect(() => new BodyQueue(easy, {}, { highWaterMark: wrong as never })).toThrow(
        'new BodyQueue: expected a whole number of bytes from 1',
      );
    go();
    expect(() => new BodyQueue(easy, {})).toThrow(expect.objectContaining({ code: 'ERR_CURL_IN_USE' }));
  });

  it('is replaced by a later one for the same transfer, and by reset()', async () => {
    easy.setOpt('URL', `${origin.http}/bytes/3`);
    const first = new QueueLog(easy);
    const second = new QueueLog(easy);
    expect([first.told, first.queue.ended]).toEqual([['end -1'], true]);
    easy.reset().setOpt('URL', `${origin.http}/bytes/3`);
    expect(second.told).toEqual(['end -1']);
    expect(easy.perform().takeBody()).toHaveLength(3);
    await turn();
  });

  it('is for one transfer, not for a duplicate of its handle', () => {
    easy.setOpt('URL', `${origin.http}/bytes/3`);
    const log = new QueueLog(easy);
    const copy = easy.duplicate();
    expect(copy.perform().takeBody()).toHaveLength(3);
    copy.close();
    expect([easy.perform().takeBody().length, log.queue.size]).toEqual([0, 3]);
    expect(easy.perform().takeBody()).toHaveLength(3);
  });

  it('receives the whole body under perform(), and reports it at the end', () => {
    easy.setOpt('URL', `${origin.http}/bytes/1000000`);
    const log = new QueueLog(easy);
    easy.perform();
    expect(log.told).toEqual(['headers', 'readable', 'end 0']);
    expect(log.queue.read()!.equals(bytesOf(1_000_000))).toBe(true);
  });

  it('receives the whole body in a multi that the program drives, and reports it with its message', () => {
    const driven = new Multi();
    easy.setOpt('URL', `${origin.http}/bytes/1000000`);
    const log = new QueueLog(easy);
    driven.addHandle(easy);
    while (driven.perform() > 0) driven.poll(1000);
    expect(log.told).toEqual([]);
    expect(driven.infoRead().messages).toEqual([{ easy, code: 0 }]);
    expect(log.told).toEqual(['headers', 'readable', 'end 0']);
    driven.removeHandle(easy);
    driven.close();
    expect(log.queue.read()).toHaveLength(1_000_000);
  });

  it('fails when its body exceeds the limit', async () => {
    easy.setOpt('URL', `${origin.http}/bytes/1000000`).setBodyLimit(1000);
    const log = new QueueLog(easy);
    go();
    await log.was('end');
    expect(log.told.at(-1)).toBe('end 63');
    expect(easy.failure(63).detail).toContain('larger than 1000 bytes');
  });
});
