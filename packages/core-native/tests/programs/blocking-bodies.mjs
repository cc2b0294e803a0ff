// Takes 3,000 bodies of 100 KB in a loop that never lets the event loop turn, by perform() and by a multi of its own.
// Prints how much memory each has taken, in megabytes.
import { Easy, Multi } from '@curlew/core-native';

const [origin] = process.argv.slice(2);
const easy = new Easy().setOpt('URL', `${origin}/bytes/100000`);
const multi = new Multi();

function byMulti() {
  multi.addHandle(easy);
  while (multi.perform() > 0) multi.poll(1000);
  multi.infoRead();
  multi.removeHandle(easy);
}

function grown(transfer) {
  for (let warm = 0; warm < 100; warm++) transfer();
  const before = process.memoryUsage().rss;
  for (let count = 0; count < 3000; count++) {
    transfer();
    if (easy.takeBody().length !== 100_000) throw new Error('the body is not whole');
  }
  return Math.round((process.memoryUsage().rss - before) / 1e6);
}

console.log(JSON.stringify([grown(() => easy.perform()), grown(byMulti)]));
process.exit();
