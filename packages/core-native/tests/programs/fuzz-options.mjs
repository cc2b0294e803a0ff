// Every option × hostile values: each call is either accepted or refused with an error that names the option, and the
// handle works on. Prints how many calls there were, and what was wrong.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CurlError, Easy, Mime, Multi, Share, Url, easyOptionTable } from '@curlew/core-native';

const [origin] = process.argv.slice(2);
const directory = mkdtempSync(join(tmpdir(), 'curlew-fuzz-'));
// Some options name files that are written to (COOKIEJAR, HSTS, ALTSVC).
process.chdir(directory);

const detached = new Uint8Array(8);
globalThis.structuredClone(detached.buffer, { transfer: [detached.buffer] });
const closedShare = new Share();
closedShare.close();
const closedEasy = new Easy();
closedEasy.close();
const cyclic = [];
cyclic.push(cyclic);
const throwing = () => {
  throw new Error('hostile');
};
const texts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\r\n',
  'é',
  '\u{1f600}',
  '\ud800',
  '\udfff x',
  '%00',
  '%s%n%x',
  '../../..',
  'x'.repeat(1_000),
  'x'.repeat(100_000),
];
const numbers = [
  0,
  -0,
  1,
  -1,
  2,
  7,
  1.5,
  NaN,
  Infinity,
  -Infinity,
  1e308,
  5e-324,
  2 ** 15,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  2 ** 32,
  2 ** 53,
  -(2 ** 53),
  2 ** 63,
];
const bigints = [0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 63n, 2n ** 64n, 10n ** 100n];
const bytes = [
  Buffer.alloc(0),
  Buffer.from('bytes'),
  Buffer.alloc(70_000, 1),
  Buffer.from([0]),
  new Uint16Array([1, 2]),
  new Float64Array(3),
  new BigInt64Array(1),
  new DataView(new ArrayBuffer(4)),
  new ArrayBuffer(4),
  new SharedArrayBuffer(4),
  new Uint8Array(new SharedArrayBuffer(4)),
  detached,
  detached.buffer,
];
const lists = [
  [],
  [''],
  ['a'],
  ['a\0'],
  ['\ud800'],
  [1],
  [null],
  [undefined],
  [['a']],
  Object.assign(new Array(2), { 1: 'after a hole' }),
  [Buffer.from('b')],
  cyclic,
  new Array(3),
  { length: 2, 0: 'a', 1: 'b' },
];
lists.push(Object.defineProperty([], 0, { get: throwing }), Object.defineProperty(['a'], 1, { get: () => fuzzed.close() }));
const objects = [
  null,
  undefined,
  true,
  false,
  {},
  Object.create(null),
  Symbol('s'),
  new Date(),
  /x/,
  new Map(),
  new Proxy({}, { get: throwing, has: throwing, ownKeys: throwing, getPrototypeOf: throwing }),
  new Proxy([], { get: throwing }),
  new Proxy(() => {}, { apply: throwing }),
  { toString: throwing, valueOf: throwing, [Symbol.toPrimitive]: throwing },
  Promise.resolve(),
  new String('boxed'),
  new Number(1),
  Object(1n),
];
const functions = [
  () => {},
  throwing,
  async () => {},
  function* () {},
  class {},
  () => 'text',
  () => -1,
  () => ({}),
  Function.prototype,
  () => Buffer.alloc(1 << 20),
];
const handles = [
  new Easy(),
  closedEasy,
  new Multi(),
  new Share(),
  closedShare,
  new Url('http://127.0.0.1:1/'),
  new Url(),
  new Mime(),
  Object.create(Easy.prototype),
  Object.create(Url.prototype),
];
const values = [...texts, ...numbers, ...bigints, ...bytes, ...lists, ...objects, ...functions, ...handles];

/** The handle that is being fuzzed; one of the values closes it. */
let fuzzed;
let calls = 0;
const wrong = [];
const isClear = (error, name) =>
  (error instanceof TypeError || error instanceof RangeError || error instanceof CurlError) &&
  error.message.includes(name) &&
  error.message.length < 20_000;

for (const [name, [id]] of Object.entries(easyOptionTable)) {
  for (const [index, value] of values.entries()) {
    calls += 1;
    if (!fuzzed || fuzzed.closed) fuzzed = new Easy().setOpts({ URL: `${origin}/bytes/10`, TIMEOUT_MS: 500, CONNECTTIMEOUT_MS: 200 });
    const easy = fuzzed;
    try {
      easy.setOpt(index % 2 ? name : id, value);
    } catch (error) {
      const isOurs = error instanceof Error && (error.message === 'hostile' || isClear(error, name) || error.message.includes('option '));
      // A number may have several names, and an error has one of them.
      const alias = Object.entries(easyOptionTable).some(
        ([other, row]) => row[0] === id && error instanceof Error && isClear(error, other),
      );
      if (!isOurs && !alias)
        wrong.push(`${name} = ${index}: ${error instanceof Error ? `${error.name} ${error.message}`.slice(0, 200) : 'no error'}`);
    }
  }
  // A transfer must not fail because of the last accepted value. Callbacks of other areas are left as they are.
  const easy = fuzzed;
  try {
    easy.setOpts({
      TIMEOUT_MS: 500,
      URL: `${origin}/bytes/10`,
      WRITEDATA: null,
      HEADERDATA: null,
      READDATA: null,
      STDERR: null,
      VERBOSE: false,
      WRITEFUNCTION: null,
    });
    easy.perform();
  } catch (error) {
    if (!(error instanceof CurlError)) wrong.push(`${name}: perform ${error}`);
  }
  try {
    easy.close();
  } catch (error) {
    if (error.message !== 'hostile' && !isClear(error, '')) wrong.push(`${name}: close ${error}`);
  }
}
process.chdir('/');
rmSync(directory, { recursive: true });
console.log(JSON.stringify({ calls, wrong: wrong.slice(0, 20), wrongs: wrong.length }));
