import { collect } from '../collect.js';
import { serve, stopServing } from '../serve.js';
import { fetchAll } from '../../src/index.js';

afterEach(stopServing);

describe('a request that waits to follow a redirect to a busy host', () => {
  const ways: [string, () => object][] = [
    ['runs out of time', () => ({ timeout: 150 })],
    ['is aborted', () => ({ signal: AbortSignal.timeout(150) })],
    [
      'runs out of time in its own callback',
      () => ({ timeout: 150, beforeRedirect: () => new Promise((resolve) => setTimeout(resolve, 250)) }),
    ],
  ];
  it.each(ways)('%s and gives its place back', async (_what, options) => {
    let [active, most] = [0, 0];
    const busy = await serve((request, response) => {
      most = Math.max(most, (active += 1));
      setTimeout(() => ((active -= 1), response.end()), request.url === '/slow' ? 400 : 5);
    });
    const lead = await serve((request, response) => {
      if (request.url === '/redirect') response.writeHead(302, { location: `${busy}/target` });
      setTimeout(() => response.end(), 5);
    });
    const urls = (host: string) => Array.from({ length: 10 }, (_, index) => `${host}/${index}`);
    const source = [`${busy}/slow`, { url: `${lead}/redirect`, ...options() }, ...urls(busy), ...urls(lead)];
    const run = fetchAll(source, { max: 10, maxPerHost: 1 });
    const results = await collect(run);
    expect(results).toHaveLength(22);
    expect(results.filter(({ error }) => error).map(({ url }) => url)).toEqual([`${lead}/redirect`]);
    expect(run.progress).toMatchObject({ running: 0, waiting: 0 });
    expect(most).toBe(1);
  });
});

describe('a callback that fails', () => {
  it('for a Crawl-delay ends the run with its error', async () => {
    const host = await serve((_request, response) => void response.end('User-agent: *\nCrawl-delay: 6\n'));
    const boom = new Error('boom');
    const onHostPause = () => {
      throw boom;
    };
    await expect(collect(fetchAll([host], { robots: true, onHostPause }))).rejects.toBe(boom);
  });

  it.each([undefined, Number.NaN, '5', Infinity])('by returning a delay of %p ends the run with a TypeError', async (wrong) => {
    const host = await serve((_request, response) => void response.writeHead(503).end());
    const retry = { limit: 1, delay: () => wrong as number };
    await expect(collect(fetchAll([host], { retry }))).rejects.toThrow(/retry: the result of delay: expected a number of milliseconds/);
  });
});
