// Fetches 100 URLs, at most 10 at a time.
import { ParallelCurl } from '@curlew/parallel';

const origin = process.env.ORIGIN ?? 'https://example.com';
const parallel = new ParallelCurl(10, { FOLLOWLOCATION: true, USERAGENT: 'my-crawler/1.0' });

for (let page = 1; page <= 100; page++) {
  await parallel.startRequest(`${origin}/bytes/${page}`, (content, url, handle) => {
    if (content) console.log(handle.getInfo('RESPONSE_CODE'), content.length, url);
    else console.error('failed', handle.errstr);
  });
}
await parallel.close();
