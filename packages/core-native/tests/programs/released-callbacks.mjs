// Prints which callbacks are still there after garbage collection, though their handles are: released-callbacks.mjs
import { Easy } from '@curlew/core-native';

const ENDS = {
  nothing: () => {},
  close: (easy) => easy.close(),
  reset: (easy) => easy.reset(),
  'setOpt null': (easy) => {
    for (const option of OPTIONS) easy.setOpt(option, null);
  },
};
const OPTIONS = ['WRITEFUNCTION', 'READFUNCTION', 'XFERINFOFUNCTION', 'DEBUGFUNCTION', 'CLOSESOCKETFUNCTION'];

const [easys, callbacks] = [[], []];
function prepare(name, end) {
  const easy = new Easy();
  for (const option of OPTIONS) {
    const callback = makeCallback();
    easy.setOpt(option, callback);
    callbacks.push([name, new WeakRef(callback)]);
  }
  end(easy);
  easys.push(easy);
}
/** On its own, so that it closes over nothing. */
function makeCallback() {
  return () => {};
}

for (const [name, end] of Object.entries(ENDS)) prepare(name, end);
for (let turn = 0; turn < 5; turn += 1) {
  await new Promise((resolve) => setTimeout(resolve, 1));
  globalThis.gc();
}
for (const name of Object.keys(ENDS)) {
  const held = callbacks.filter(([end, reference]) => end === name && reference.deref() !== undefined);
  console.log(`${name}: ${held.length} of ${OPTIONS.length}`);
}
if (easys.length === 0) throw new Error('the handles are kept to the end');
