// Requests on a thread of libcurl's own: they go on while JavaScript is busy.
import { CurlWrapper } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
await using wrapper = new CurlWrapper({ thread: true });
const session = wrapper.session();

await session.get(`${origin}/bytes/1`);
const responses = Promise.all([1, 2, 3].map(() => session.get(`${origin}/delay/100/1000000`)));
// Requests are handed over at the end of the turn in which they were made.
await new Promise((resolve) => setImmediate(resolve));
for (const until = performance.now() + 1000; performance.now() < until;);

const before = performance.now();
for (const { body, totalTime } of await responses) console.log(body.length, totalTime < 0.9);
console.log('waited for them:', performance.now() - before > 500);
