// Collects multis whose next event is already waiting: ORIGIN (thread|loop). Their native part is freed one turn of the
// event loop later, so that event still reaches it. Prints the number of multis. Needs --expose-gc.
import { Easy, Multi } from '@curlew/core-native';

const [origin, where] = process.argv.slice(2);
const thread = where === 'thread';
const COUNT = 20;

const block = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const nextCheck = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Leaves a multi without transfers that the event loop, or its thread, will tell something when it looks next.
 * @returns false if it has been told already, because this turn took longer than `ms`
 */
async function leaveWithEvent(ms) {
  let multi;
  await new Promise((resolve) => {
    multi = new Multi().attach({ onDone: resolve }, { thread });
    multi.addHandle(new Easy().setOpt('URL', `${origin}/status/204`));
  });
  multi.addHandle(new Easy().setOpts({ URL: `${origin}/stall`, TIMEOUT_MS: ms }));
  await nextCheck();
  block(2 * ms);
  const [easy] = multi.handles;
  if (easy) multi.removeHandle(easy);
  // The promise above keeps the variable alive.
  multi = undefined;
  return easy !== undefined;
}

let ms = 10;
for (let left = 0; left < COUNT;) {
  if (await leaveWithEvent(ms)) left += 1;
  else ms *= 2;
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 2));
}
console.log(COUNT);
