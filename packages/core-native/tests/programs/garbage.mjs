// Drops handles, also ones whose callbacks capture them, and counts how many are collected. Needs --expose-gc.
import { Easy, Multi } from '@curlew/core-native';

const COUNT = 2000;
const [origin] = process.argv.slice(2);
let collected = 0;
const registry = new FinalizationRegistry(() => (collected += 1));
const collect = async (wanted) => {
  for (let round = 0; round < 50 && collected < wanted; round++) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const result = collected;
  collected = 0;
  return result;
};

for (let index = 0; index < COUNT; index++) {
  const easy = new Easy();
  easy.setOpt('WRITEFUNCTION', () => void easy.errorDetail);
  registry.register(easy);
}
console.log('idle', await collect(COUNT));

for (let index = 0; index < 100; index++) {
  const multi = new Multi().attach({ onDone: () => multi });
  registry.register(multi);
}
console.log('multis', await collect(100));

// A running transfer is finished although no reference to it is left.
let done = 0;
(() => {
  const multi = new Multi().attach({ onDone: (easy, code) => (done += code === 0 && easy.takeBody().length === 4 ? 1 : 0) });
  for (let index = 0; index < 20; index++) multi.addHandle(new Easy().setOpt('URL', `${origin}/delay/200/4`));
})();
const started = Date.now();
while (done < 20 && Date.now() - started < 10_000) {
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 10));
}
console.log('finished', done);
