// pycurl's "retriever": several threads, each with a handle that blocks, take URLs from one queue until it is empty.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { BytesIO, pycurl } from '@curlew/pycurl-compat';

interface Shared {
  urls: string[];
  /** The number of URLs that all threads have taken. */
  taken: Int32Array;
}

function work({ urls, taken }: Shared): void {
  using c = new pycurl.Curl();
  c.setopt(c.FOLLOWLOCATION, 1);
  c.setopt(c.CONNECTTIMEOUT, 30);
  c.setopt(c.TIMEOUT, 300);
  for (let next = Atomics.add(taken, 0, 1); next < urls.length; next = Atomics.add(taken, 0, 1)) {
    const body = new BytesIO();
    c.setopt(c.URL, urls[next]!);
    c.setopt(c.WRITEDATA, body);
    c.perform();
    parentPort!.postMessage(body.getvalue().length);
  }
}

if (isMainThread) {
  const origin = process.env.ORIGIN ?? 'https://example.com';
  const urls = Array.from({ length: 20 }, (_, index) => `${origin}/bytes/${index + 1}`);
  const shared: Shared = { urls, taken: new Int32Array(new SharedArrayBuffer(4)) };
  const sizes: number[] = [];
  const threads = Array.from({ length: 4 }, () => new Worker(new URL(import.meta.url), { workerData: shared }));
  await Promise.all(
    threads.map((thread) => new Promise((resolve) => thread.on('message', (size: number) => sizes.push(size)).once('exit', resolve))),
  );
  console.log(`${sizes.length} of ${urls.length} pages, ${sizes.reduce((sum, size) => sum + size, 0)} bytes`);
} else work(workerData as Shared);
