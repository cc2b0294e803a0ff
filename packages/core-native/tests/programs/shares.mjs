// Drops handles and shares together in every order, under forced garbage collection; exits with some alive.
import { Easy, Multi, Share } from '@curlew/core-native';

const [origin] = process.argv.slice(2);
const kept = [];
for (let round = 0; round < 300; round++) {
  const share = new Share().setOpt(1, 2).setOpt(1, 5);
  for (let index = 0; index < 3; index++) {
    const easy = new Easy().setOpts({ URL: `${origin}/bytes/10`, SHARE: share });
    if (round % 10 === 0) easy.perform();
    if (round % 50 === 0) kept.push(easy);
    if (index === 2) easy.close();
  }
  if (round % 20 === 0) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
const multi = new Multi().attach({ onDone: () => {} });
for (const easy of kept) if (!easy.closed) multi.addHandle(easy.setOpt('URL', `${origin}/stall`));
setTimeout(() => process.exit(0), 50);
