// npm run bench [-- --count 20000 --concurrency 50 --rounds 5 --table loop|blocking]: GETs of 1 KiB, keep-alive, from
// nginx on loopback. One table for clients on the event loop, one for loops that block.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startNginx } from '../scripts/nginx.mjs';
import { findPycurl } from '../scripts/pycurl.mjs';
import { buildReference } from './lib/reference.mjs';
import { runRounds, tableOf } from './lib/rounds.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    concurrency: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '5' },
    table: { type: 'string' },
  },
});
const clients = new URL('./clients', import.meta.url).pathname;
const client = (name) => ({ program: process.execPath, args: [join(clients, `${name}.mjs`)] });

function reference(label, name) {
  const program = buildReference(name);
  return program ? { [label]: { program } } : {};
}

function pycurl() {
  const found = findPycurl();
  if (!found) process.stderr.write('WARNING: no pycurl in this run: apt-get install python3-pycurl\n');
  return found
    ? {
        [`pycurl ${/PycURL\/(\S+)/.exec(found.version)?.[1]}`]: {
          program: found.python,
          args: [join(clients, 'pycurl_multi.py')],
          env: found.env,
        },
      }
    : {};
}

const tables = {
  loop: {
    title: 'on the event loop',
    base: 'C (libcurl + libuv)',
    contenders: () => ({
      ...reference('C (libcurl + libuv)', 'reference-uv'),
      AsyncCurlMulti: client('async-curl-multi'),
      'session.get': client('session'),
      undici: client('undici'),
      'node:http': client('node-http'),
      fetch: client('fetch'),
    }),
  },
  blocking: {
    title: 'in a loop that blocks',
    base: 'C (perform + poll)',
    contenders: () => ({ ...reference('C (perform + poll)', 'reference-multi'), CurlMulti: client('multi'), ...pycurl() }),
  },
};
const chosen = values.table === undefined ? Object.keys(tables) : [values.table];
const unknown = chosen.find((name) => !Object.hasOwn(tables, name));
if (unknown !== undefined) {
  console.error(`--table: expected one of ${Object.keys(tables).join(', ')}, got "${unknown}"`);
  process.exit(2);
}

const nginx = await startNginx((directory) => writeFileSync(join(directory, '1k'), Buffer.alloc(1024, 'x')));
if (!nginx) {
  console.error('nginx is needed as the origin of the benchmark: apt-get install nginx');
  process.exit(1);
}
const [count, rounds] = [Number(values.count), Number(values.rounds)];
try {
  console.log(
    `${count} GETs of 1 KiB, keep-alive, ${values.concurrency} at a time, median of ${rounds} rounds, Node ${process.versions.node}`,
  );
  for (const { title, base, contenders } of chosen.map((name) => tables[name])) {
    const samples = runRounds(contenders(), rounds, [`${nginx.http}/1k`, values.count, values.concurrency]);
    console.log(`\n${title}\n\n${tableOf(samples, count, base).join('\n')}`);
  }
} finally {
  await nginx.close();
}
