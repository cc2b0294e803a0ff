// Run with a preloaded epoll_ctl that refuses TCP sockets while UNWATCHABLE_FILE exists: all transfers must end, with a
// code, and the multi must work again afterwards.
import { unlinkSync } from 'node:fs';
import { Easy, Multi } from '@curlew/core-native';

const [origin] = process.argv.slice(2);
const codes = [];
let left = 3;
const multi = new Multi().attach({
  onDone: (easy, code) => {
    codes.push(code);
    if (--left > 0) return;
    if (codes.length === 3) {
      unlinkSync(process.env.UNWATCHABLE_FILE);
      left = 1;
      multi.addHandle(easy);
    } else console.log(codes.join());
  },
});
for (let index = 0; index < 3; index++) multi.addHandle(new Easy().setOpt('URL', `${origin}/bytes/5`));
