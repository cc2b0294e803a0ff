import { Easy, Multi, BodyQueue, bodyStream, numberInfos } from '@curlew/core-native';
import { startFileServer } from './lib/origin.mjs';
const INFOS = numberInfos('RESPONSE_CODE', 'SIZE_DOWNLOAD_T', 'TOTAL_TIME_T', 'HTTP_VERSION', 'NUM_CONNECTS');
const nginx = await startFileServer();
const multis = {};
function pool(kind) {
  const idle = [];
  const pending = new Map();
  const multi = new Multi().attach(
    {
      onDone: (easy, code) => {
        const f = pending.get(easy);
        if (f) {
          pending.delete(easy);
          f(code);
        }
      },
    },
    { keepContext: false },
  );
  const make = () => new Easy().setOpts({ BUFFERSIZE: 128 * 1024 });
  const get = () => idle.pop() ?? make();
  const runners = {
    collected: (url) =>
      new Promise((resolve) => {
        const easy = get();
        easy.setOpt('URL', url);
        pending.set(easy, () => {
          const o = easy.takeOutcome(INFOS);
          idle.push(easy);
          resolve(o.body.length);
        });
        multi.addHandle(easy);
      }),
    queue: (url) =>
      new Promise((resolve) => {
        const easy = get();
        easy.setOpt('URL', url);
        let size = 0;
        let headers;
        const q = new BodyQueue(
          easy,
          {
            onHeaders() {
              if (q.ended) {
                const o = q.takeOutcome(easy, INFOS);
                size += o.body.length;
              } else headers = easy.takeHeaderBlock();
            },
            onReadable() {
              for (let b; (b = q.read());) size += b.length;
            },
            onEnd() {
              for (let b; (b = q.read());) size += b.length;
              idle.push(easy);
              resolve(size);
            },
          },
          { highWaterMark: HWM },
        );
        multi.addHandle(easy);
      }),
    write: (url) =>
      new Promise((resolve) => {
        const easy = get();
        easy.setOpt('URL', url);
        let size = 0;
        easy.setOpt('WRITEFUNCTION', (c) => {
          size += c.length;
          return c.length;
        });
        pending.set(easy, () => {
          easy.takeOutcome(INFOS);
          easy.setOpt('WRITEFUNCTION', null);
          idle.push(easy);
          resolve(size);
        });
        multi.addHandle(easy);
      }),
    stream: async (url) => {
      const easy = get();
      easy.setOpt('URL', url);
      const s = bodyStream(easy, { highWaterMark: HWM });
      multi.addHandle(easy);
      let size = 0;
      for await (const c of s) size += c.length;
      await new Promise((r) => setImmediate(r));
      idle.push(easy);
      return size;
    },
  };
  return runners[kind];
}
let HWM = Number(process.env.HWM ?? 65536);
const kinds = (process.env.KINDS ?? 'collected,queue,stream,write').split(',');
const run = async (kind, url, count, concurrency) => {
  const one = (multis[kind] ??= pool(kind));
  let left = count;
  let total = 0;
  const worker = async () => {
    while (left-- > 0) {
      const n = await one(url);
      total += n;
    }
  };
  const c0 = process.cpuUsage();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const c = process.cpuUsage(c0);
  return [(c.user + c.system) / count, total / count];
};
const sizes = { '1k': ['/1k', 8000, 50], '64k': ['/64k', 2000, 20], '1m': ['/1m', 200, 8] };
const fs = await import('node:fs');
const only = (process.env.SIZES ?? Object.keys(sizes).join()).split(',');
const paths = { '1k': '/small', '64k': '/medium', '1m': '/large' };
for (const name of only) {
  const [, count, conc] = sizes[name];
  const url = nginx.http + (process.env['P_' + name] ?? WORK(name));
  const samples = Object.fromEntries(kinds.map((k) => [k, []]));
  for (let r = 0; r < 9; r++)
    for (const k of r % 2 ? kinds : kinds.toReversed()) {
      const [us, size] = await run(k, url, count, conc);
      if (r > 0) samples[k].push(us);
      samples[k].size = size;
    }
  console.log(
    name,
    kinds
      .map((k) => {
        const s = samples[k].toSorted((a, b) => a - b);
        return `${k} ${s[0].toFixed(1)}/${s[s.length >> 1].toFixed(1)} (${samples[k].size})`;
      })
      .join('  '),
  );
}
function WORK(name) {
  return { '1k': '/1k', '64k': '/64k', '1m': '/1m' }[name];
}
await nginx.close();
process.exit();
