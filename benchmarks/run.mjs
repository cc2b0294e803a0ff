// npm run bench [-- --only '1 KiB' --count 20000 --concurrency 50 --rounds 3 --table loop|blocking|slow]: the same requests
// by peers side by side in one run, against nginx on loopback. One table per workload for clients on the event loop, for
// loops that block, and for what may be open at once.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startNginx } from '../scripts/nginx.mjs';
import { findPycurl } from '../scripts/pycurl.mjs';
import { buildInsideNode, buildReference } from './lib/reference.mjs';
import { runRounds, tableOf } from './lib/rounds.mjs';
import { workloads } from './lib/workloads.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    count: { type: 'string' },
    concurrency: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    table: { type: 'string' },
  },
});

function chosenOf(option, value, all) {
  if (value === undefined) return Object.keys(all);
  if (Object.hasOwn(all, value)) return [value];
  console.error(`--${option}: expected one of ${Object.keys(all).join('; ')}, got "${value}"`);
  process.exit(2);
}

const clients = new URL('./clients', import.meta.url).pathname;
const client = (name) => ({ program: process.execPath, args: [join(clients, `${name}.mjs`)] });

function reference(label, name) {
  const program = buildReference(name);
  return program ? { [label]: { program } } : {};
}

function insideNode() {
  const addon = buildInsideNode();
  return addon ? { 'the same C inside Node': { program: process.execPath, args: [join(clients, 'inside-node.mjs'), addon] } } : {};
}

function pycurl() {
  const found = findPycurl();
  if (!found) process.stderr.write('WARNING: no pycurl in this run: apt-get install python3-pycurl\n');
  const version = /PycURL\/(\S+)/.exec(found?.version ?? '')?.[1];
  return found ? { [`pycurl ${version}`]: { program: found.python, args: [join(clients, 'pycurl_multi.py')], env: found.env } } : {};
}

const ourselves = () => ({
  ...reference('C (libcurl + libuv)', 'reference-uv'),
  ...insideNode(),
  AsyncCurlMulti: client('async-curl-multi'),
  'session.get': client('session'),
});

const tables = {
  loop: {
    title: 'on the event loop',
    base: 'C (libcurl + libuv)',
    workloads: Object.keys(workloads).filter((name) => !workloads[name].slow),
    contenders: () => ({
      ...ourselves(),
      undici: client('undici'),
      'node:http': client('node-http'),
      fetch: client('fetch'),
      ...pycurl(),
    }),
  },
  blocking: {
    title: 'in a loop that blocks',
    base: 'C (perform + poll)',
    workloads: ['1 KiB', '64 KiB'],
    contenders: () => ({ ...reference('C (perform + poll)', 'reference-multi'), CurlMulti: client('multi'), ...pycurl() }),
  },
  slow: {
    title: 'on the event loop, each answered after 4 seconds',
    base: 'C (libcurl + libuv)',
    workloads: Object.keys(workloads).filter((name) => workloads[name].slow),
    contenders: ourselves,
  },
};
const chosenTables = chosenOf('table', values.table, tables);
const chosenWorkloads = chosenOf('only', values.only, workloads);

const nginx = await startNginx((directory) => {
  for (const [name, size] of Object.entries({ '1k': 1024, '64k': 64 * 1024, '1m': 1024 * 1024 }))
    writeFileSync(join(directory, name), Buffer.alloc(size, 'x'));
});
if (!nginx) {
  console.error('nginx is needed as the origin of the benchmark: apt-get install nginx');
  process.exit(1);
}

/** The workload in the environment: as JSON for programs that read that, in pieces for C. */
function environment({ size, post, tls, http2, slow, warmup }) {
  const ca = tls ? { ca: nginx.caFile } : {};
  return {
    BENCH_WARMUP: String(warmup),
    ...(slow ? { BENCH_LOOP_DELAY: '1' } : {}),
    BENCH_WORKLOAD: JSON.stringify({ size, ...ca, ...(http2 ? { http2 } : {}), ...(post ? { post } : {}) }),
    ...(tls ? { BENCH_CA: nginx.caFile, NODE_EXTRA_CA_CERTS: nginx.caFile } : {}),
    ...(http2 ? { BENCH_HTTP2: '1' } : {}),
    ...(post ? { BENCH_POST: 'x'.repeat(post) } : {}),
  };
}

let slowOrigin;

async function originOf({ slow, tls }) {
  if (!slow) return tls ? nginx.https : nginx.http;
  const { startOrigin } = createRequire(import.meta.url)('@curlew-internal/test-origin');
  slowOrigin ??= await startOrigin();
  return slowOrigin.http;
}

try {
  const rounds = Number(values.rounds);
  console.log(`keep-alive, nginx on loopback, medians of ${rounds} rounds, Node ${process.versions.node}`);
  for (const { title, base, contenders, workloads: fitting } of chosenTables.map((name) => tables[name])) {
    const taking = contenders();
    for (const name of fitting.filter((each) => chosenWorkloads.includes(each))) {
      const workload = workloads[name];
      const count = Number(values.count ?? workload.count);
      const concurrency = Number(values.concurrency ?? workload.concurrency);
      const url = `${await originOf(workload)}${workload.path}`;
      const samples = runRounds(taking, rounds, [url, String(count), String(concurrency)], environment(workload));
      console.log(`\n${name}, ${title}: ${count} requests, ${concurrency} at a time\n\n${tableOf(samples, count, base).join('\n')}`);
    }
  }
} finally {
  await nginx.close();
  await slowOrigin?.close();
}
