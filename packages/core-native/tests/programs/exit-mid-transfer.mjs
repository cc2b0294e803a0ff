// Ends in the middle of transfers, in the given way: exit | exit-in-callback | throw | natural | unref-idle | unread.
// With "thread" behind it, libcurl runs on a thread.
import { BodyQueue, Easy, Multi } from '@curlew/core-native';

const [origin, how, where] = process.argv.slice(2);
const listener = { onDone: (easy, code) => console.log('done', code, easy.takeBody().length) };
const multi = new Multi().attach(listener, { thread: where === 'thread' });
const add = (path, options = {}) => multi.addHandle(new Easy().setOpts({ URL: origin + path, ...options }));

if (how === 'unref-idle') {
  // Idle handles must not keep the process.
  new Easy();
} else if (how === 'natural') {
  add('/delay/200/5');
  add('/bytes/6');
} else if (how === 'unread') {
  const easy = new Easy().setOpt('URL', `${origin}/bytes/5000000`);
  new BodyQueue(easy, {});
  multi.addHandle(easy);
} else {
  for (let index = 0; index < 20; index++) add(index % 2 ? '/stall' : '/drip/100/5');
  const end = () => {
    if (how === 'throw') throw new Error('on purpose');
    process.exit(7);
  };
  if (how === 'exit-in-callback') add('/bytes/100', { WRITEFUNCTION: end });
  else setTimeout(end, 100);
}
