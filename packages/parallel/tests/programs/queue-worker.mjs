// A process that shares a queue: queue-worker.mjs QUEUE REDIS_PORT OPTIONS. Prints each job that it has acknowledged.
import { fetchQueue } from '@curlew/parallel/bullmq';

const [name, port, options] = process.argv.slice(2);
const queue = fetchQueue(name, ({ url }) => ({ url, by: process.pid }), {
  connection: { host: '127.0.0.1', port: Number(port) },
  worker: { lockDuration: 1000, stalledInterval: 500 },
  ...JSON.parse(options),
});
queue.worker.on('completed', (job) => console.log(job.data.url));
queue.worker.on('error', (error) => console.error(error.message));
process.once('SIGTERM', () => void queue.close());
await queue.worker.waitUntilReady();
console.log('ready');
