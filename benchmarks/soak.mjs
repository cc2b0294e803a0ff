// `npm run soak`: a million mixed transfers in one process, one after the other and side by side, and how much memory the
// process has along the way. Not part of `npm test`. Ends with 1 when it still grows after the first tenth.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { Easy, Mime, Multi, bodyStream, viewChunks } from '@curlew/core-native';

const { startOrigin } = createRequire(import.meta.url)('@curlew-internal/test-origin');
const { values } = parseArgs({ options: { transfers: { type: 'string', default: '1000000' } } });
const total = Number(values.transfers);
const WIDTH = 50;
const STEPS = 20;
/** The growth in bytes that is allowed after the first tenth of the run. */
const ALLOWED = 24e6;

const origin = await startOrigin();
const form = new Mime();
form.addPart().name('field').data('value');
form.addPart().name('file').filename('a.bin').data(Buffer.alloc(500));
const ignore = () => {};

/** The kinds of transfers, each with its own options, used in turn. */
const kinds = [
  () => ({ URL: `${origin.http}/bytes/1024` }),
  () => ({ URL: `${origin.http}/bytes/1024`, HTTPHEADER: ['X-A: 1', 'X-B: 2'], HEADERFUNCTION: ignore }),
  () => ({ URL: `${origin.http}/status/200`, POSTFIELDS: Buffer.alloc(1024) }),
  () => ({ URL: `${origin.http}/bytes/20000`, WRITEFUNCTION: viewChunks((view) => void view.length) }),
  () => ({ URL: `${origin.https}/bytes/1024`, CAINFO: origin.caFile }),
  () => ({ URL: `${origin.http}/status/200`, MIMEPOST: form }),
  () => ({ URL: `${origin.http}/redirect/1`, FOLLOWLOCATION: true, COOKIEFILE: '' }),
  () => ({ URL: `${origin.http}/encoded/gzip`, ACCEPT_ENCODING: '' }),
  () => ({ URL: `${origin.http}/status/404`, FAILONERROR: true }),
  () => ({ URL: origin.refused }),
];

const pool = [];
let started = 0;
let finished = 0;
const curve = [];

/** A handle of the pool; now and then a fresh one. */
function take() {
  const easy = pool.length > 0 && started % 7 !== 0 ? pool.pop().reset() : new Easy();
  return easy.setOpts(kinds[started++ % kinds.length]());
}

function give(easy, code) {
  easy.takeBody();
  if (code !== 0) easy.failure(code);
  if (pool.length < WIDTH && finished % 11 !== 0) pool.push(easy);
  else easy.close();
  finished += 1;
  if (finished % Math.ceil(total / STEPS) === 0) note();
}

function note() {
  globalThis.gc();
  curve.push(process.memoryUsage().rss);
  console.log(
    `${String(finished).padStart(9)} transfers  ${(curve.at(-1) / 1e6).toFixed(1).padStart(7)} MB  ${'▇'.repeat(curve.at(-1) / 4e6)}`,
  );
}

/** Nine tenths of the transfers run concurrently, on the event loop. */
function parallel(multi, count) {
  return new Promise((resolve) => {
    let left = count;
    let running = 0;
    const next = () => {
      while (running < WIDTH && left > 0) {
        const easy = take();
        if (left % 50 === 0) bodyStream(easy).on('error', ignore).resume();
        left -= 1;
        running += 1;
        multi.addHandle(easy);
      }
      if (running === 0) resolve();
    };
    multi.next = (easy, code) => {
      running -= 1;
      give(easy, code);
      next();
    };
    next();
  });
}

/** The rest run one after the other, blocking. */
function sequential(count) {
  for (let index = 0; index < count; index++) {
    const easy = take();
    let code = 0;
    try {
      easy.perform();
    } catch (error) {
      code = error.errno;
    }
    give(easy, code);
  }
}

const began = Date.now();
while (finished < total) {
  // Multis are created and closed as well.
  const next = {};
  const multi = new Multi().attach({ onDone: (easy, code) => next.next(easy, code) });
  next.addHandle = (easy) => multi.addHandle(easy);
  const count = Math.min(10_000, total - finished);
  await parallel(next, Math.ceil(count * 0.9));
  multi.close();
  sequential(Math.min(count - Math.ceil(count * 0.9), total - finished));
}
for (const easy of pool) easy.close();
await origin.close();

const after = curve.slice(Math.ceil(STEPS / 10));
const grown = Math.max(...after.slice(-3)) - Math.min(...after.slice(0, 3));
console.log(
  `${finished} transfers in ${((Date.now() - began) / 1000).toFixed(0)} s; from the first tenth on ${(grown / 1e6).toFixed(1)} MB`,
);
if (grown > ALLOWED) process.exitCode = 1;
