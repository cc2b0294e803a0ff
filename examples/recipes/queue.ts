// A queue on Redis: any number of machines fetch the URLs of its jobs. Here three processes stand for the machines.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { fetchQueue, type FetchResult } from '@curlew/parallel/bullmq';
import { Queue, QueueEvents } from 'bullmq';

const { ORIGIN = 'https://example.com', REDIS = '127.0.0.1:6379' } = process.env;
const [host = '', port = ''] = REDIS.split(':');
const connection = { host, port: Number(port) };

interface Page {
  status: number;
  by: number;
}

if (process.argv[2] === 'fetch') {
  // The return value of the handler is the result of the job, which is acknowledged when the handler is done.
  const handle = ({ response }: FetchResult): Page => ({ status: response!.statusCode, by: process.pid });
  // `rate` applies to all machines together, the other limits to each of them.
  const fetching = fetchQueue('pages', handle, { connection, max: 2, maxPerHost: 2, rate: 40, timeout: 10_000 });
  // Ends when the running jobs are done.
  process.once('SIGTERM', () => void fetching.close());
  await fetching.worker.waitUntilReady();
  process.send!('ready');
} else {
  const queue = new Queue<{ url: string }, Page>('pages', { connection });
  // Before the machines start: an event that comes before it has begun to read is lost.
  const events = new QueueEvents('pages', { connection });
  await events.waitUntilReady();

  const machines = [1, 2, 3].map(() => fork(fileURLToPath(import.meta.url), ['fetch']));
  await Promise.all(machines.map((machine) => once(machine, 'message')));

  const jobs = Array.from({ length: 30 }, (_, size) => ({
    name: 'fetch',
    data: { url: `${ORIGIN}/bytes/${size}` },
    // A transfer that fails, or a machine that is switched off, costs an attempt.
    opts: { attempts: 3, backoff: { type: 'exponential', delay: 1000 } },
  }));
  const pages: Page[] = [];
  const done = new Promise<void>((resolve) => {
    // BullMQ's types have the result as text; it is the handler's value.
    events.on('completed', ({ returnvalue }) => pages.push(returnvalue as unknown as Page) === jobs.length && resolve());
  });
  await queue.addBulk(jobs);
  await done;
  console.log(pages.filter(({ status }) => status === 200).length, 'pages by', new Set(pages.map(({ by }) => by)).size, 'machines');

  const ended = machines.map((machine) => once(machine, 'exit'));
  for (const machine of machines) machine.kill('SIGTERM');
  await Promise.all(ended);
  await events.close();
  await queue.close();
}
