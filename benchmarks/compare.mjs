// npm run bench:compare -- DIRECTORY [--client session] [--only '1 KiB'] [--rounds 20] [--count 40000]: the cost of a
// change. DIRECTORY is another checkout, built, without the change. Both clients run in turn, and change places in each
// round. After 20 rounds a difference of 2 % shows even on a machine whose single figures vary by 20 %, because the
// quicker half of many runs are those that nothing has disturbed.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chosenOf, countOf } from './lib/options.mjs';
import { environmentOf, startFileServer } from './lib/origin.mjs';
import { runOnce } from './lib/rounds.mjs';
import { workloads } from './lib/workloads.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    client: { type: 'string', default: 'session' },
    only: { type: 'string', default: '1 KiB' },
    rounds: { type: 'string', default: '20' },
    count: { type: 'string' },
  },
});
const comparable = Object.fromEntries(Object.entries(workloads).filter(([, { slow }]) => !slow));
const [row] = chosenOf('only', values.only, comparable);
const workload = comparable[row];
const rounds = countOf('rounds', values.rounds);
const count = values.count === undefined ? workload.count : countOf('count', values.count);
const here = new URL('..', import.meta.url).pathname;
const clientIn = (root) => join(root, 'benchmarks', 'clients', `${values.client}.mjs`);
const sides = { before: clientIn(resolve(positionals[0] ?? '')), now: clientIn(here) };
for (const path of Object.values(sides)) {
  if (positionals.length === 1 && existsSync(path)) continue;
  console.error(
    `usage: npm run bench:compare -- DIRECTORY; expected another checkout with ${clientIn('')}, got "${positionals.join(' ')}"`,
  );
  process.exit(2);
}

const origin = await startFileServer(workload.http);
const samples = { before: [], now: [] };
try {
  const args = [`${workload.tls ? origin.https : origin.http}${workload.path}`, String(count), String(workload.concurrency)];
  const environment = environmentOf(workload, origin.caFile);
  for (let round = 0; round < rounds; round++)
    for (const side of round % 2 ? ['now', 'before'] : ['before', 'now']) {
      const { cpu } = runOnce(side, { program: process.execPath, args: [sides[side]] }, args, environment);
      samples[side].push((cpu * 1e6) / count);
    }
} finally {
  await origin.close();
}

const quantile = (numbers, part) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * part)];
console.log(`${values.client}, ${row}: CPU µs per request, ${rounds} rounds of ${count}\n`);
for (const [name, part] of Object.entries({ least: 0, 'lower quarter': 0.25, median: 0.5 })) {
  const [before, now] = [quantile(samples.before, part), quantile(samples.now, part)];
  console.log(`${name.padEnd(14)} before ${before.toFixed(2)}  now ${now.toFixed(2)}  ${(now / before).toFixed(3)}`);
}
