// Several transfers as futures; one of them is cancelled.
import { AsyncCurlMulti, CancelledError, Easy } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
await using multi = new AsyncCurlMulti();
const futures = ['/bytes/10', '/bytes/20', '/delay/5000'].map((path) => multi.addHandle(new Easy().setOpt('URL', origin + path)));
setTimeout(() => futures[2]?.cancel(), 100);
for (const result of await Promise.allSettled(futures)) {
  if (result.status === 'fulfilled') console.log(result.value.getInfo('RESPONSE_CODE'), result.value.takeBody().length);
  else console.log(result.reason instanceof CancelledError ? 'cancelled' : result.reason);
}
