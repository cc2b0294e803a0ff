// Uses handles in any order and at any time, also inside callbacks: ORIGIN SEED SECONDS [thread]. A fault is a crash, a
// report of a sanitizer, or an error that does not come from a check of this package. Prints the number of operations.
//
// The seed repeats the choices, but not the times at which servers answer, so a failure may need several runs.
import { CurlError } from '@curlew/core-native';
import { OPERATIONS } from './operations.mjs';
import { Random } from './random.mjs';
import { World } from './world.mjs';

const [origin, seed, seconds, where] = process.argv.slice(2);
const random = new Random(Number(seed));

function fail(text) {
  console.error(`seed ${seed}: ${text}`);
  process.exit(1);
}

/** Errors of the fuzzer's own callbacks, of libcurl, and of this package's checks, which have a code. */
const isExpected = (error) =>
  error?.message === 'of the fuzzer' ||
  error instanceof CurlError ||
  ((error instanceof TypeError || error instanceof RangeError) && /^ERR_/.test(error.code));

function check(error, operation) {
  if (!isExpected(error)) fail(`${operation}: ${error?.stack ?? error}`);
}

process.on('uncaughtException', (error) => check(error, 'uncaught'));
process.on('unhandledRejection', (error) => check(error, 'a rejection'));

function operate(world) {
  // Transfers that block may call back for a while.
  if (isOver()) return;
  const [, name, perform] = random.weighted(OPERATIONS);
  world.steps += 1;
  try {
    perform(world);
  } catch (error) {
    check(error, name);
  }
}

const world = new World({ origin, random, thread: where === 'thread', operate });
const end = performance.now() + Number(seconds) * 1000;

const isOver = () => performance.now() >= end;

function turn() {
  world.operate(12);
  if (isOver()) finish();
  else if (random.chance(0.5)) setImmediate(turn);
  else setTimeout(turn, random.below(8));
}

/** The ways in which a program ends, with weights. */
const ENDS = [
  [2, 'in the middle', () => process.exit()],
  [3, 'when everything is closed', () => (closeAll(), dropAll(), setImmediate(leave))],
  [2, 'when everything is dropped', () => (dropAll(), setTimeout(leave, 50))],
];

function closeAll() {
  for (const object of [...world.streams.map((stream) => ({ close: () => stream.destroy() })), ...world.multis, ...world.easys])
    try {
      object.close();
    } catch (error) {
      check(error, 'close');
    }
}

function dropAll() {
  for (const kind of ['easys', 'multis', 'queues', 'streams', 'shares']) world[kind].length = 0;
  globalThis.gc?.();
}

function leave() {
  globalThis.gc?.();
  process.exit();
}

function finish() {
  console.log(world.steps);
  const [, , leaveSomehow] = random.weighted(ENDS);
  leaveSomehow();
}

turn();
