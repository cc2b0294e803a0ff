// Run with a preloaded epoll_ctl that refuses TCP sockets while UNWATCHABLE_FILE exists: libcurl gives the multi up.
import { unlinkSync } from 'node:fs';
import { AsyncCurlMulti, Easy } from '@curlew/async';

const multi = new AsyncCurlMulti();
const easys = Array.from({ length: 3 }, () => new Easy().setOpt('URL', `${process.argv[2]}/bytes/5`));
const outcomes = await Promise.allSettled(easys.map((easy) => multi.addHandle(easy)));
unlinkSync(process.env.UNWATCHABLE_FILE);
await multi.perform(easys[0]);
console.log(JSON.stringify([outcomes.map(({ reason }) => reason?.code), multi.futures().length, easys[0].takeBody().length]));
