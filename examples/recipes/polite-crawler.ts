// A crawler that keeps to robots.txt and to one request per host and 20 ms, and fetches no page twice.
import { RobotsError, fetchAll } from '@curlew/parallel';
import { startOrigin } from '@curlew/async/testing';

const page = (...links: string[]) => ({
  headers: { 'content-type': 'text/html' },
  body: links.map((link) => `<a href="${link}">`).join(''),
});
await using site = await startOrigin({
  routes: {
    '/robots.txt': { body: 'User-agent: *\nDisallow: /private/\n' },
    '/': page('/a', '/b', '/private/x'),
    '/a': page('/b', '/#top'),
    '/b': page('/a'),
  },
});

const waiting = [`${site.url}/`];
let running = 0;
let wake = () => {};
/** Ends when no request waits or runs any more. */
async function* frontier() {
  for (;;) {
    const url = waiting.shift();
    if (url !== undefined) {
      running += 1;
      yield url;
    } else if (running === 0) return;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
}

const seen = new Set(waiting);
const options = { robots: 'my-crawler', userAgent: 'my-crawler/1.0', max: 10, maxPerHost: 1, delayPerHost: 20, timeout: 10_000 };
for await (const { url, response, error } of fetchAll(frontier(), options)) {
  if (error) console.log(new URL(url).pathname, error instanceof RobotsError ? 'not allowed' : error.message);
  else console.log(new URL(url).pathname, response!.statusCode);
  for (const [, link] of response?.text.matchAll(/href="([^"]+)"/g) ?? []) {
    const found = new URL(link!, url);
    found.hash = '';
    if (found.origin !== new URL(url).origin || seen.has(found.href)) continue;
    seen.add(found.href);
    waiting.push(found.href);
  }
  running -= 1;
  wake();
}
