// npm run bench [-- --only '1 KiB' --count 20000 --concurrency 50 --rounds 3 --table loop|blocking|slow]: the same requests
// by peers side by side in one run, against nginx on loopback. One table per workload for clients on the event loop, for
// loops that block, and for what may be open at once. With --record the figures are those of the README and its picture from then on.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findPycurl } from '../internal/test-servers/pycurl.mjs';
import { chosenOf, countOf } from './lib/options.mjs';
import { runOnNewestNode } from './lib/newest-node.mjs';
import { environmentOf, startFileServer } from './lib/origin.mjs';
import { record, rowOf } from './lib/recorded.mjs';
import { buildAddon, buildReference } from './lib/reference.mjs';
import { runRounds, tableOf } from './lib/rounds.mjs';
import { workloads } from './lib/workloads.mjs';

runOnNewestNode();

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    count: { type: 'string' },
    concurrency: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    table: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
});

const clients = new URL('./clients', import.meta.url).pathname;
const client = (name) => ({ program: process.execPath, args: [join(clients, `${name}.mjs`)] });

const onThread = (name) => ({ ...client(name), env: { ...process.env, BENCH_THREAD: '1' } });

function reference(label, name) {
  const program = buildReference(name);
  return program ? { [label]: { program } } : {};
}

function addon(label, name) {
  const path = buildAddon(name);
  return path ? { [label]: { program: process.execPath, args: [join(clients, `${name}.mjs`), path] } } : {};
}

function pycurl() {
  const found = findPycurl();
  if (!found) process.stderr.write('WARNING: no pycurl in this run: apt-get install python3-pycurl\n');
  const version = /PycURL\/(\S+)/.exec(found?.version ?? '')?.[1];
  return found ? { [`pycurl ${version}`]: { program: found.python, args: [join(clients, 'pycurl_multi.py')], env: found.env } } : {};
}

const ourselves = () => ({
  ...reference('C (libcurl + libuv)', 'reference-uv'),
  ...addon('the same C inside Node', 'inside-node'),
  ...addon('a bare binding', 'bare-binding'),
  AsyncCurlMulti: client('async-curl-multi'),
  'session.get': client('session'),
});

const upperLayers = () => ({
  'session.stream': client('session-stream'),
  'session.fetch': client('session-fetch'),
  fetchAll: client('fetch-all'),
  ParallelCurl: client('parallel-curl'),
});

const tables = {
  loop: {
    title: 'on the event loop',
    base: 'C (libcurl + libuv)',
    workloads: Object.keys(workloads).filter((name) => !workloads[name].slow && workloads[name].http !== '3'),
    contenders: () => ({
      ...ourselves(),
      ...upperLayers(),
      'undici.request': client('undici'),
      'node:http': client('node-http'),
      fetch: client('fetch'),
      ...pycurl(),
    }),
  },
  http3: {
    title: 'on the event loop, caddy',
    base: 'C (libcurl + libuv)',
    workloads: Object.keys(workloads).filter((name) => workloads[name].http === '3'),
    contenders: () => ({ ...ourselves(), ...upperLayers() }),
  },
  blocking: {
    title: 'in a loop that blocks',
    base: 'C (perform + poll)',
    workloads: ['1 KiB', '64 KiB'],
    contenders: () => ({ ...reference('C (perform + poll)', 'reference-multi'), CurlMulti: client('multi'), ...pycurl() }),
  },
  thread: {
    title: 'libcurl on the event loop, and on a thread of its own',
    base: 'AsyncCurlMulti',
    workloads: Object.keys(workloads).filter((name) => !workloads[name].slow && workloads[name].http !== '3'),
    contenders: () => ({
      AsyncCurlMulti: client('async-curl-multi'),
      'AsyncCurlMulti, thread': onThread('async-curl-multi'),
      'session.get': client('session'),
      'session.get, thread': onThread('session'),
      'session.stream': client('session-stream'),
      'session.stream, thread': onThread('session-stream'),
      'session.fetch': client('session-fetch'),
      'session.fetch, thread': onThread('session-fetch'),
    }),
  },
  slow: {
    title: 'on the event loop, each answered after 4 seconds',
    base: 'C (libcurl + libuv)',
    workloads: Object.keys(workloads).filter((name) => workloads[name].slow),
    contenders: ourselves,
  },
};
if (values.record && (values.only ?? values.table ?? values.count ?? values.concurrency) !== undefined) {
  console.error('--record is for a whole run: without --only, --table, --count and --concurrency');
  process.exit(2);
}
const chosenTables = chosenOf('table', values.table, tables);
const chosenWorkloads = chosenOf('only', values.only, workloads);

/** The servers of this run, each started on first use. */
const origins = {};

async function originOf({ slow, http }) {
  const { startOrigin } = createRequire(import.meta.url)('@curlew-internal/test-origin');
  const name = slow ? 'slow' : http === '3' ? 'caddy' : 'nginx';
  return (origins[name] ??= await (slow ? startOrigin() : startFileServer(http)));
}

const recorded = {};
try {
  const rounds = countOf('rounds', values.rounds);
  console.log(`keep-alive, servers on loopback, medians of ${rounds} rounds, Node ${process.versions.node}`);
  for (const { title, base, contenders, workloads: fitting } of chosenTables.map((name) => tables[name])) {
    const taking = contenders();
    for (const name of fitting.filter((each) => chosenWorkloads.includes(each))) {
      const workload = workloads[name];
      const count = values.count === undefined ? workload.count : countOf('count', values.count);
      const concurrency = values.concurrency === undefined ? workload.concurrency : countOf('concurrency', values.concurrency);
      const origin = await originOf(workload);
      const url = `${workload.tls ? origin.https : origin.http}${workload.path}`;
      const samples = runRounds(taking, rounds, [url, String(count), String(concurrency)], environmentOf(workload, origin.caFile));
      if (tables.loop.title === title) recorded[name] = rowOf(samples, count, base);
      console.log(`\n${name}, ${title}: ${count} requests, ${concurrency} at a time\n\n${tableOf(samples, count, base).join('\n')}`);
    }
  }
  if (values.record) {
    await record(recorded, rounds, createRequire(import.meta.url)('undici/package.json').version);
    await import('./picture.mjs');
  }
} finally {
  for (const origin of Object.values(origins)) await origin.close();
}
