import { bytesOf } from '@curlew-internal/test-origin';
import { Easy, Multi, constants } from '../src/index.js';
import { easy, go, multi, origin, serve, server, turn, until } from './body-queue.fixture.js';
import { QueueLog } from './queue-log.js';

describe('backpressure', () => {
  const MB = 1024 * 1024;

  it.each([1, 64 * 1024, 300_000])('holds the server back at %i bytes, and loses no bytes', async (highWaterMark) => {
    easy.setOpt('URL', `${origin.http}/bytes/${20 * MB}`);
    const log = new QueueLog(easy, { highWaterMark });
    go();
    await log.was('readable');
    let size = -1;
    // Until nothing comes any more: the server would have sent the rest meanwhile.
    await until(() => log.queue.size >= highWaterMark);
    for (let quiet = 0; quiet < 50; quiet++) {
      if (log.queue.size !== size) quiet = 0;
      size = log.queue.size;
      await turn();
    }
    expect(size).toBeLessThan(highWaterMark + 64 * 1024);
    const parts: Buffer[] = [];
    for (;;) {
      const bytes = log.queue.read();
      if (bytes) parts.push(bytes);
      else if (log.queue.ended) break;
      else await Promise.race([log.next('readable'), log.next('end')]);
    }
    expect(Buffer.concat(parts).equals(bytesOf(20 * MB))).toBe(true);
  });

  it('holds back one stream of an HTTP/2 connection, but not the others', async () => {
    const tls = { CAINFO: origin.caFile, HTTP_VERSION: constants.CURL_HTTP_VERSION_2TLS, PIPEWAIT: true };
    easy.setOpts({ ...tls, URL: `${origin.https}/bytes/${5 * MB}` });
    const log = new QueueLog(easy);
    go();
    await until(() => log.queue.size >= 64 * 1024);
    const other = new QueueLog(new Easy().setOpts({ ...tls, URL: `${origin.https}/bytes/1000` }));
    multi!.addHandle(other.easy);
    await other.was('end 0');
    expect(other.easy.getInfo('NUM_CONNECTS')).toBe(0);
    other.easy.close();
    expect(log.queue.ended).toBe(false);
    const parts: Buffer[] = [];
    for (;;) {
      const bytes = log.queue.read();
      if (bytes) parts.push(bytes);
      else if (log.queue.drained) break;
      else await Promise.race([log.next('readable'), log.next('end')]);
    }
    expect([log.queue.endCode, easy.getInfo('HTTP_VERSION')]).toEqual([0, constants.CURL_HTTP_VERSION_2_0]);
    expect(Buffer.concat(parts).equals(bytesOf(5 * MB))).toBe(true);
  });

  it('does not delay the end of a complete body', async () => {
    easy.setOpts({ URL: `${origin.http}/bytes/${64 * 1024}` });
    const { queue } = new QueueLog(easy);
    go();
    await until(() => queue.ended);
    expect(queue.size).toBe(64 * 1024);
  });

  it('works together with a waiting upload, and with pauses by the user', async () => {
    // The server answers before it has the request's body.
    await serve((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${MB}\r\n\r\n`);
      socket.write(Buffer.alloc(MB, 'x'));
    });
    const log = new QueueLog(easy, { highWaterMark: 1000 });
    let given = 0;
    easy.setOpts({ POST: true, POSTFIELDSIZE: 6, HTTPHEADER: ['Expect:'] });
    easy.setOpt('READFUNCTION', () => (given++ === 0 ? Buffer.from('abc') : given === 2 ? 0x10000001 : Buffer.from('def')));
    go();
    await until(() => log.queue.size >= 1000);
    // Lets the upload go on, and the reader's pause stays.
    const before = log.queue.size;
    easy.unpause();
    for (let turns = 0; turns < 20; turns++) await turn();
    expect(log.queue.size).toBe(before);
    let size = 0;
    while (size < MB) {
      const bytes = log.queue.read();
      if (bytes) size += bytes.length;
      else await Promise.race([log.next('readable'), log.next('end')]);
    }
    expect(size).toBe(MB);
    await log.was('end 0');
  });

  it('may end by a read inside a callback of libcurl', async () => {
    easy.setOpts({ URL: `${origin.http}/bytes/${2 * MB}` });
    const log = new QueueLog(easy);
    go();
    await until(() => log.queue.size >= 64 * 1024);
    // The callbacks of this transfer read the queue, so it has to last longer than the body.
    let size = 0;
    const other = new Easy().setOpts({
      URL: `${origin.http}/drip/100000/1`,
      WRITEFUNCTION: () => void (size += log.queue.read()?.length ?? 0),
    });
    multi!.addHandle(other);
    await log.was('end 0');
    // A read may take only a part of what waits.
    while (!log.queue.drained) size += log.queue.read()?.length ?? 0;
    other.close();
    expect(size).toBe(2 * MB);
  });
});

describe('closing a queue', () => {
  it('removes the handle from its multi for good', async () => {
    await serve((socket) => void socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\na`));
    const log = new QueueLog(easy);
    go();
    await log.was('readable');
    log.queue.cancel();
    log.queue.cancel();
    expect([log.queue.read(), log.queue.size, multi!.handles, log.told]).toEqual([undefined, 0, [], ['headers', 'readable']]);
    await until(() => server!.open() === 0);
    // And the handle is as good as before.
    const again = new QueueLog(easy.setOpt('URL', `${origin.http}/bytes/3`));
    multi!.addHandle(easy);
    await again.was('end 0');
    expect(again.queue.read()).toHaveLength(3);
  });

  it.each(['headers', 'readable', 'end'] as const)('is possible in its event (%s)', async (moment) => {
    easy.setOpt('URL', `${origin.http}/bytes/10`);
    const log = new QueueLog(easy, {}, { [moment]: ({ queue }: QueueLog) => queue.cancel() });
    go();
    await log.was(moment);
    await turn();
    expect(log.told.at(-1)?.startsWith(moment)).toBe(true);
    expect(log.queue.size).toBe(0);
  });

  it('is possible before the transfer, and inside a callback', async () => {
    easy.setOpt('URL', `${origin.http}/bytes/10`);
    new QueueLog(easy).queue.cancel();
    go();
    const { queue, told } = await new Promise<QueueLog>((resolve) => {
      const other = new Easy().setOpt('URL', `${origin.http}/bytes/1000000`);
      const log = new QueueLog(other);
      other.setOpt('HEADERFUNCTION', () => {
        log.queue.cancel();
        resolve(log);
      });
      multi!.addHandle(other);
    });
    await until(() => multi!.size === 0);
    expect([told, queue.read(), easy.takeBody().length]).toEqual([[], undefined, 10]);
  });

  it.each([
    ['is removed', () => multi!.removeHandle(easy)],
    ['is closed', () => easy.close()],
    ['is in a multi that is closed', () => multi!.close()],
  ])('happens when its handle %s, and the received bytes can still be read', async (_, end) => {
    await serve((socket) => void socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc`));
    const log = new QueueLog(easy);
    go();
    await log.was('readable');
    end();
    expect(log.told).toEqual(['headers', 'readable', 'end -1']);
    expect([log.queue.ended, log.text()]).toEqual([true, 'abc']);
  });

  it.each([false, true])('happens last when its handle is closed at its headers (thread: %s)', async (thread) => {
    using driven = new Multi().attach({ onDone: () => {} }, { thread });
    const log = new QueueLog(easy.setOpt('URL', `${origin.http}/bytes/${5 * 1024 * 1024}`), {}, { headers: () => easy.close() });
    driven.addHandle(easy);
    await log.was('end');
    await turn();
    expect(log.told).toEqual(['headers', 'end -1']);
    expect(log.text().length).toBeGreaterThan(0);
  });
});
