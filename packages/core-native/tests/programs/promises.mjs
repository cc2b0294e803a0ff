// Awaits transfers with no other handle alive: promises must settle in the turn their transfer ends.
import { Easy, Multi } from '@curlew/core-native';

const [origin] = process.argv.slice(2);
const waiting = new Map();
const multi = new Multi().attach({ onDone: (easy) => waiting.get(easy)() });
const run = (easy) => new Promise((resolve) => (waiting.set(easy, resolve), multi.addHandle(easy)));
const easy = new Easy().setOpt('URL', `${origin}/bytes/10`);
const start = Date.now();
for (let index = 0; index < 50; index++) await run(easy);
console.log('settled', Date.now() - start < 3000 ? 'in time' : `late: ${Date.now() - start} ms`);
