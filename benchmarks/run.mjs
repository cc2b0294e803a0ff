// npm run bench [-- --count 20000 --concurrency 50 --rounds 5]: GETs of 1 KiB, keep-alive, from nginx on loopback.
// Each client runs in a process of its own, all of them in turn in each round, so that a drift of the machine's speed
// meets all of them; the table shows each client's median.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startNginx } from '../scripts/nginx.mjs';
import { buildReference } from './lib/reference.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    concurrency: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '5' },
  },
});
const here = new URL('.', import.meta.url).pathname;
const client = (name) => [process.execPath, join(here, 'clients', `${name}.mjs`)];
const reference = buildReference();
const contenders = {
  ...(reference ? { 'C (libcurl + libuv)': [reference] } : {}),
  AsyncCurlMulti: client('async-curl-multi'),
  undici: client('undici'),
  'node:http': client('node-http'),
  fetch: client('fetch'),
};

const nginx = await startNginx((directory) => writeFileSync(join(directory, '1k'), Buffer.alloc(1024, 'x')));
if (!nginx) {
  console.error('nginx is needed as the origin of the benchmark: apt-get install nginx');
  process.exit(1);
}
const samples = new Map(Object.keys(contenders).map((name) => [name, []]));
try {
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [name, [program, ...args]] of Object.entries(contenders)) {
      const { status, stdout, stderr } = spawnSync(program, [...args, `${nginx.http}/1k`, values.count, values.concurrency], {
        encoding: 'utf8',
        timeout: 120_000,
      });
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
      const sample = JSON.parse(stdout);
      if (sample.failed > 0) throw new Error(`${name}: ${sample.failed} requests failed`);
      samples.get(name).push(sample);
    }
  }
} finally {
  await nginx.close();
}

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const count = Number(values.count);
const of = (name, value) => median(samples.get(name).map(value));
const cpuOf = (name) => of(name, ({ cpu }) => (cpu * 1e6) / count);
const rows = [['client', 'requests/s', 'CPU µs/request', 'peak RSS MB', 'CPU, C = 1']];
for (const name of samples.keys())
  rows.push([
    name,
    of(name, ({ wall }) => count / wall).toFixed(0),
    cpuOf(name).toFixed(1),
    of(name, ({ rss }) => rss / 1024).toFixed(0),
    reference ? (cpuOf(name) / cpuOf('C (libcurl + libuv)')).toFixed(2) : '-',
  ]);
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
console.log(
  `${count} GETs of 1 KiB, keep-alive, ${values.concurrency} at a time, median of ${values.rounds} rounds, Node ${process.versions.node}\n`,
);
for (const row of rows)
  console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  '));
