// 1,000 URLs: 50 at a time, 10 of them to one host, with retries, progress and a report at the end.
import { fetchAll } from '@curlew/parallel';

const origin = process.env.ORIGIN ?? 'https://example.com';
// Any iterable, also an asynchronous one that reads a file or a database: it is read only when there is room.
function* urls() {
  for (let index = 0; index < 1000; index++) yield { url: `${origin}/${index % 100 === 99 ? 'status/404' : `bytes/${index}`}`, key: index };
}

let lastShown = 0;
const run = fetchAll(urls(), {
  max: 50,
  maxPerHost: 10,
  retry: 2,
  timeout: 30_000,
  maxResponseSize: 10_000_000,
  onProgress: ({ succeeded, failed, rate }) => {
    if (Date.now() - lastShown < 1000) return;
    lastShown = Date.now();
    process.stdout.write(`progress: ${succeeded} done, ${failed} failed, ${rate.toFixed(0)}/s\n`);
  },
});

const missing: unknown[] = [];
for await (const { key, response, error } of run) {
  if (error) console.error('failed', key, error.message);
  else if (!response?.ok) missing.push(key);
}

const { succeeded, failed, statusCodes, latency } = run.statistics;
console.log(`${succeeded} answers, ${failed} failures, ${missing.length} not found`);
console.log(statusCodes, latency.p99 > 0);
