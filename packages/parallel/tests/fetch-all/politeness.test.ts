import { collect } from '../collect.js';
import { serve, stopServing } from '../serve.js';
import { RobotsError, fetchAll } from '../../src/index.js';

afterAll(stopServing);

const times = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, index) => make(index));

describe('limits of a host', () => {
  it('keep their rate and their distance, while other hosts go on', async () => {
    const slow = await serve((_request, response) => void response.end());
    const fast = await serve((_request, response) => void response.end());
    const source = times(10, (index) => `${index < 5 ? slow : fast}/${index}`);
    const results = await collect(fetchAll(source, { delayPerHost: 60, max: 10 }));
    const order = results.map(({ url }) => url.startsWith(fast));
    for (const host of [slow, fast]) {
      const sent = results.filter(({ url }) => url.startsWith(host)).map(({ response }) => response!.startTime * 1000);
      const gaps = sent.slice(1).map((time, index) => time - sent[index]!);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(58);
    }
    // They take turns.
    expect(order.slice(0, 4).filter((isFast) => isFast)).toHaveLength(2);
  });

  it('know a host however its URL is written', async () => {
    let [active, most] = [0, 0];
    const host = await serve((_request, response) => {
      most = Math.max(most, (active += 1));
      setTimeout(() => ((active -= 1), response.end()), 20);
    });
    const port = new URL(host).port;
    const spellings = [
      `HTTP://127.0.0.1:${port}/`,
      `http://127.1:${port}`,
      `http://user@127.0.0.1:${port}?a`,
      `http://127.0.0.1:0${port}/`,
      host,
    ];
    await collect(fetchAll(spellings, { max: 10, maxPerHost: 1 }));
    expect(most).toBe(1);
  });

  it('are paused as a whole by a Retry-After, and by no more than is allowed', async () => {
    const at: number[] = [];
    let refusals = 1;
    const host = await serve((_request, response) => {
      at.push(performance.now());
      if (refusals-- > 0) response.writeHead(429, { 'retry-after': '1' });
      response.end();
    });
    const run = fetchAll(
      times(4, (index) => `${host}/${index}`),
      { max: 1, retry: 2 },
    );
    const results = await collect(run);
    expect(results.map(({ response, attempts }) => [response!.statusCode, attempts]).sort()).toEqual([
      [200, 1],
      [200, 1],
      [200, 1],
      [200, 2],
    ]);
    // Nothing at all for a second, not even what had not been refused.
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(950);
    expect(run.statistics.retried).toBe(1);
    refusals = 1;
    at.length = 0;
    await collect(
      fetchAll(
        times(2, (index) => `${host}/${index}`),
        { max: 1, maxHostPause: 50 },
      ),
    );
    expect(at[1]! - at[0]!).toBeLessThan(500);
  });

  it('that retry hold no place meanwhile', async () => {
    const bad = await serve((_request, response) => void response.writeHead(503).end());
    const good = await serve((_request, response) => void response.end());
    const source = [...times(3, () => bad), ...times(10, () => good)];
    const results = await collect(fetchAll(source, { max: 1, retry: { limit: 1, delay: () => 1500 } }));
    expect(results.slice(0, 10).every(({ url }) => url === good)).toBe(true);
    expect(results.slice(10).map(({ attempts }) => attempts)).toEqual([2, 2, 2]);
  });

  it('of a request go before those of the run', async () => {
    const bad = await serve((_request, response) => void response.writeHead(503).end());
    const [result] = await collect(fetchAll([{ url: bad, retry: { limit: 2, delay: () => 1 } }]));
    expect(result!.attempts).toBe(3);
    async function* chunks() {
      yield Buffer.from('x');
    }
    const [upload] = await collect(fetchAll([{ url: bad, method: 'PUT', body: chunks() }], { retry: 3 }));
    expect([upload!.attempts, upload!.response!.statusCode]).toEqual([1, 503]);
  });
});

describe('an adaptive limit', () => {
  it('finds what a host takes', async () => {
    let [active, most] = [0, 0];
    const host = await serve((_request, response) => {
      active += 1;
      most = Math.max(most, active);
      const isTooMuch = active > 6;
      setTimeout(() => {
        active -= 1;
        response.writeHead(isTooMuch ? 503 : 200).end();
      }, 10);
    });
    const urls = times(400, (index) => `${host}/${index}`);
    const run = fetchAll(urls, { max: 100, adaptive: { start: 50 } });
    await collect(run);
    // Without it, nearly all but six in a hundred would be refused.
    expect(run.statistics.statusCodes[503]).toBeLessThan(120);
    expect(most).toBeGreaterThan(6);
    most = 0;
    await collect(fetchAll(urls.slice(0, 100), { max: 100, adaptive: { start: 1, max: 4 } }));
    expect(most).toBeLessThanOrEqual(4);
  });

  it('grows where all is well', async () => {
    let [active, most] = [0, 0];
    const host = await serve((_request, response) => {
      most = Math.max(most, (active += 1));
      setTimeout(() => {
        active -= 1;
        response.end();
      }, 5);
    });
    await collect(
      fetchAll(
        times(300, (index) => `${host}/${index}`),
        { max: 50, adaptive: { start: 2 } },
      ),
    );
    expect(most).toBeGreaterThan(8);
  });
});

describe('robots.txt', () => {
  const hostWith = async (rules: string | number) => {
    const seen: [url: string, at: number][] = [];
    const host = await serve((request, response) => {
      seen.push([request.url!, performance.now()]);
      if (request.url !== '/robots.txt') return void response.end('page');
      if (typeof rules === 'number') return void response.writeHead(rules).end();
      response.end(rules);
    });
    return { host, seen };
  };
  const outcomes = async (host: string, agent: boolean | string, paths: string[]) =>
    (
      await collect(
        fetchAll(
          paths.map((path) => host + path),
          { robots: agent, ordered: true },
        ),
      )
    ).map(({ response, error }) => response?.statusCode ?? (error as { code?: string }).code);

  it('is asked for once, before anything else, and kept to', async () => {
    const { host, seen } = await hostWith('User-agent: *\nDisallow: /private\n\nUser-agent: mine\nDisallow: /mine\n');
    expect(await outcomes(host, true, ['/a', '/private/b', '/mine', '/c'])).toEqual([200, 'ERR_CURL_ROBOTS', 200, 200]);
    expect(seen.map(([url]) => url).sort()).toEqual(['/a', '/c', '/mine', '/robots.txt']);
    expect(seen[0]![0]).toBe('/robots.txt');
    expect(await outcomes(host, 'mine', ['/private/b', '/mine'])).toEqual([200, 'ERR_CURL_ROBOTS']);
    const [refused] = await collect(fetchAll([`${host}/private/x`], { robots: true }));
    expect(refused!.error).toBeInstanceOf(RobotsError);
    expect(refused!.error!.message).toBe(`${host}/private/x: the robots.txt of ${host} asks not to`);
  });

  it('that is not there allows everything, and one that cannot be had nothing', async () => {
    expect(await outcomes((await hostWith(404)).host, true, ['/a'])).toEqual([200]);
    expect(await outcomes((await hostWith(403)).host, true, ['/a'])).toEqual([200]);
    expect(await outcomes((await hostWith(500)).host, true, ['/a'])).toEqual(['ERR_CURL_ROBOTS']);
    expect(await outcomes('http://127.0.0.1:1', true, ['/a'])).toEqual(['ERR_CURL_ROBOTS']);
  });

  it('may ask for a delay', async () => {
    const { host, seen } = await hostWith('User-agent: *\nCrawl-delay: 0.2\n');
    await outcomes(host, true, ['/a', '/b', '/c']);
    const pages = seen.slice(1).map(([, at]) => at);
    expect(pages[2]! - pages[0]!).toBeGreaterThanOrEqual(370);
  });

  it('may be endless', async () => {
    const host = await serve((request, response) => {
      if (request.url !== '/robots.txt') return void response.end();
      response.write('User-agent: *\nDisallow: /private\n');
      const timer = setInterval(() => response.write('# x\n'.repeat(20_000)), 1);
      response.on('close', () => clearInterval(timer));
    });
    expect(await outcomes(host, true, ['/a', '/private'])).toEqual([200, 'ERR_CURL_ROBOTS']);
  });
});
