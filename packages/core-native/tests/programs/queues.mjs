// Checks the fate of body queues when a process ends, a reader is dropped, or a listener throws. Needs --expose-gc.
import { once } from 'node:events';
import { Worker, isMainThread, workerData } from 'node:worker_threads';
import { BodyQueue, Easy, Multi, bodyStream } from '@curlew/core-native';

const [origin, how] = isMainThread ? process.argv.slice(2) : workerData;
const collect = async (isDone) => {
  for (let round = 0; round < 200 && !isDone(); round++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
const full = (multi, onEnd = () => {}) =>
  new Promise((resolve) => {
    const easy = new Easy().setOpt('URL', `${origin}/bytes/50000000`);
    const queue = new BodyQueue(easy, { onReadable: () => resolve(queue), onEnd });
    multi.addHandle(easy);
  });

const ways = {
  /** A script that leaves a response unread ends by itself. */
  async unread() {
    await full(new Multi().attach({ onDone: () => {} }));
    console.log('left');
  },
  /** A script that keeps reading does not end before it has the whole body. */
  async read() {
    const multi = new Multi().attach({ onDone: () => multi.close() });
    const easy = new Easy().setOpt('URL', `${origin}/bytes/5000000`);
    let size = 0;
    const body = bodyStream(easy);
    multi.addHandle(easy);
    for await (const chunk of body) size += chunk.length;
    console.log(size);
  },
  async exit() {
    await full(new Multi().attach({ onDone: () => {} }));
    process.exit(7);
  },
  /** The other transfers of the turn are reported nevertheless. */
  async throw() {
    process.on('uncaughtException', (error) => console.log(error.message));
    const multi = new Multi().attach({ onDone: () => {} });
    for (const size of [5, 6]) {
      const easy = new Easy().setOpt('URL', `${origin}/bytes/${size}`);
      new BodyQueue(easy, {
        onHeaders() {
          throw new Error(`boom ${size}`);
        },
        onEnd: (code) => console.log('end', size, code),
      });
      multi.addHandle(easy);
    }
  },
  /** The transfer of a stream without references is aborted, and its connection closed. */
  async dropped() {
    let removed = 0;
    const multi = new Multi().attach({ onDone: () => {}, onRemoved: () => removed++ });
    const readOnce = async (easy) => {
      const body = bodyStream(easy);
      multi.addHandle(easy);
      await once(body, 'readable');
      body.read(1000);
    };
    for (let index = 0; index < 10; index++) await readOnce(new Easy().setOpt('URL', `${origin}/bytes/50000000`));
    await collect(() => removed === 10);
    console.log('given up', removed, multi.size);
  },
  /** One that is waited for is not, whoever else has it. */
  async waiting() {
    const multi = new Multi().attach({ onDone: () => multi.close() });
    const easy = new Easy().setOpt('URL', `${origin}/drip/10/20`);
    let size = 0;
    bodyStream(easy)
      .on('data', (chunk) => (size += chunk.length))
      .on('end', () => console.log('ended', size));
    multi.addHandle(easy);
    await collect(() => size === 10);
  },
  /** Memory that waits for a reader is freed with its queue. */
  async memory() {
    const multi = new Multi().attach({ onDone: () => {} });
    const easy = new Easy();
    const round = async () => {
      for (let index = 0; index < 300; index++)
        await new Promise((resolve) => {
          new BodyQueue(easy.setOpt('URL', `${origin}/bytes/200000`), { onEnd: resolve }, { highWaterMark: 1_000_000 });
          multi.addHandle(easy);
        });
      await collect(() => false);
    };
    await round();
    const before = process.memoryUsage().rss;
    await round();
    console.log(Math.round((process.memoryUsage().rss - before) / 1e6));
  },
  /** A worker is terminated with queues in all states. */
  async worker() {
    if (isMainThread) {
      const worker = new Worker(new URL(import.meta.url), { workerData: [origin, how] });
      await once(worker, 'message');
      console.log('terminated', await worker.terminate());
      return;
    }
    const { parentPort } = await import('node:worker_threads');
    const multi = new Multi().attach({ onDone: () => {} });
    globalThis.kept = [await full(multi), await full(multi), new BodyQueue(new Easy(), {})];
    const whole = new Easy().setOpt('URL', `${origin}/bytes/1000`);
    await new Promise((resolve) => {
      globalThis.kept.push(new BodyQueue(whole, { onEnd: resolve }));
      multi.addHandle(whole);
    });
    parentPort.postMessage('ready');
    for (;;) (globalThis.kept[0].read(), await new Promise((resolve) => setTimeout(resolve, 1)));
  },
};
await ways[how]();
