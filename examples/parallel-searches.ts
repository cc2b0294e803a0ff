// pyparallelcurl's own example: 100 searches through an API, at most so many at a time (10, or the argument), printing
// the answers. `time node … 1` beside `time node … 20` shows the difference.
import { ParallelCurl, type TransferHandle } from '@curlew/parallel';

const origin = process.env.ORIGIN ?? 'https://example.com';
const parallel = new ParallelCurl(process.argv[2] ?? 10, { USERAGENT: 'my-crawler/1.0', FOLLOWLOCATION: true });

function onRequestDone(content: Buffer | null, url: string, handle: TransferHandle, search: string): void {
  if (content === null) return console.error(`${search}: failed: ${handle.errstr}`);
  if (handle.status !== 200) return console.error(`${search}: status ${handle.status} from ${url}`);
  const { path } = JSON.parse(content.toString()) as { path: string };
  console.log(`${search}: ${path}`);
}

for (let number = 1; number <= 100; number++) {
  const search = `term ${number}`;
  const url = `${origin}/echo?${new URLSearchParams({ q: search }).toString()}`;
  await parallel.startRequest(url, onRequestDone, search);
}
// Some requests may still be outstanding here; this waits for their results.
await parallel.finishAllRequests();
await parallel.close();
