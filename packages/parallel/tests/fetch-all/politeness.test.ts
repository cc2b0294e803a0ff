import { needing } from '@curlew-internal/test-origin';
import { collect } from '../collect.js';
import { serve, stopServing } from '../serve.js';
import { RobotsError, fetchAll, type FetchAllOptions, type HostPause } from '../../src/index.js';
import { RobotsRules } from '../../src/fetch-all/robots-rules.js';

afterAll(stopServing);

const times = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, index) => make(index));

describe('the limits of a host', () => {
  needing('real time').it('keep rate and delay, while other hosts continue', async () => {
    const slow = await serve((_request, response) => void response.end());
    const fast = await serve((_request, response) => void response.end());
    const source = times(10, (index) => `${index < 5 ? slow : fast}/${index}`);
    const results = await collect(fetchAll(source, { delayPerHost: 60, max: 10 }));
    const sentTo = (host: string) =>
      results
        .filter(({ url }) => url.startsWith(host))
        .map(({ response }) => response!.startTime * 1000)
        .sort((a, b) => a - b);
    for (const host of [slow, fast]) {
      const sent = sentTo(host);
      // A busy machine sends one of them late, and the next one on time.
      const gaps = sent.slice(1).map((time, index) => time - sent[index]!);
      expect(Math.min(...gaps)).toBeGreaterThan(30);
      expect(sent.at(-1)! - sent[0]!).toBeGreaterThan(4 * 60 - 30);
    }
    // The requests to the one do not wait for those to the other.
    expect(sentTo(fast)[0]).toBeLessThan(sentTo(slow)[1]!);
  });

  it('recognise a host however its URL is written', async () => {
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

  it('include a pause by Retry-After, up to its maximum', async () => {
    const at: number[] = [];
    let [refusals, seconds] = [1, 1];
    const host = await serve((_request, response) => {
      at.push(performance.now());
      if (refusals-- > 0) response.writeHead(429, { 'retry-after': String(seconds) });
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
    [refusals, seconds] = [1, 60];
    at.length = 0;
    await collect(
      fetchAll(
        times(2, (index) => `${host}/${index}`),
        { max: 1, maxHostPause: 50 },
      ),
    );
    expect(at[1]! - at[0]!).toBeLessThan(60_000);
  });

  it('take no place while a request waits for its retry', async () => {
    // Not the jittered delay of a retry, which may be anything from 0.
    const bad = await serve((_request, response) => void response.writeHead(503, { 'retry-after': '1' }).end());
    const good = await serve((_request, response) => void response.end());
    const source = [...times(3, () => bad), ...times(10, () => good)];
    const results = await collect(fetchAll(source, { max: 1, retry: 1, maxHostPause: 0 }));
    expect(results.slice(0, 10).every(({ url }) => url === good)).toBe(true);
    expect(results.slice(10).map(({ attempts }) => attempts)).toEqual([2, 2, 2]);
  });

  it('of a request take precedence over those of the run', async () => {
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

describe('a host that refuses requests', () => {
  const refusing = () => serve((_request, response) => void response.writeHead(429, { 'retry-after': '3600' }).end());
  const answering = () => serve((_request, response) => void response.end('ok'));
  /** Seconds until 20 URLs of a good host are done that come behind 1,100 of a bad one. */
  async function secondsBehind(bad: string, options: FetchAllOptions): Promise<number> {
    const good = await answering();
    const run = fetchAll([...times(1100, (index) => `${bad}/${index}`), ...times(20, (index) => `${good}/${index}`)], options);
    const start = performance.now();
    let left = 20;
    for await (const { url } of run) {
      if (url.startsWith(good)) left -= 1;
      if (left === 0) break;
    }
    return (performance.now() - start) / 1000;
  }

  it('does not hold up others by a Retry-After of an hour', async () => {
    const retry = { limit: 3, maxRetryAfter: 4_000_000 };
    expect(await secondsBehind(await refusing(), { max: 10, retry, maxHostPause: 4_000_000 })).toBeLessThan(25);
  });

  it('does not hold up others by being slow with few places', async () => {
    const slow = await serve((_request, response) => void setTimeout(() => response.end(), 30_000).unref());
    expect(await secondsBehind(slow, { max: 10, maxPerHost: 2 })).toBeLessThan(25);
  });

  it('does not hold up others by a Crawl-delay of a day, which is limited like a pause', async () => {
    const bad = await serve((_request, response) => void response.end('User-agent: *\nCrawl-delay: 86400\n'));
    const pauses: HostPause[] = [];
    const onHostPause = (pause: HostPause) => pauses.push(pause);
    expect(await secondsBehind(bad, { max: 10, robots: true, onHostPause })).toBeLessThan(25);
    expect(pauses).toEqual([{ origin: bad, milliseconds: 60_000, reason: 'Crawl-delay' }]);
    const some = times(3, (index) => `${bad}/${index}`);
    const results = await collect(fetchAll(some, { robots: true, maxHostPause: 100 }));
    const sent = results.map(({ startTime }) => startTime).sort((a, b) => a - b);
    expect(sent[2]! - sent[0]!).toBeGreaterThanOrEqual(0.19);
  });

  it('causes no pause by a Retry-After without retries', async () => {
    const bad = await refusing();
    // A pause of an hour would exceed the time limit of the test.
    const results = await collect(
      fetchAll(
        times(30, (index) => `${bad}/${index}`),
        { max: 2 },
      ),
    );
    expect([results.length, results[29]!.response!.statusCode]).toEqual([30, 429]);
  });

  it('is skipped, however many of its requests come first, without using more memory', async () => {
    // Nothing listens to what it is sent.
    const dead = await serve(() => {});
    const good = await answering();
    let taken = 0;
    function* source() {
      for (taken = 0; taken < 130_000; taken++) yield taken < 100_000 ? `${dead}/${taken}` : `${good}/${taken}`;
    }
    const run = fetchAll(source(), { max: 20, maxPerHost: 4 });
    let done = 0;
    let before = 0;
    for await (const { url } of run) {
      if (!url.startsWith(good)) continue;
      done += 1;
      if (done === 1000) before = process.memoryUsage().rss;
      if (done === 20_000) break;
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(60 << 20);
  }, 60_000);
});

describe('a redirect', () => {
  it('counts for the host that it leads to', async () => {
    let [active, most] = [0, 0];
    const crowded = await serve((_request, response) => {
      most = Math.max(most, (active += 1));
      setTimeout(() => ((active -= 1), response.end('there')), 20);
    });
    const lead = await serve((request, response) => void response.writeHead(302, { location: crowded + request.url }).end());
    const others = await Promise.all(
      times(6, () => '').map(() => serve((r, response) => void response.writeHead(302, { location: crowded + r.url }).end())),
    );
    const urls = times(60, (index) => `${[lead, ...others][index % 7]}/${index}`);
    const results = await collect(fetchAll(urls, { max: 60, maxPerHost: 2 }));
    expect(results.every(({ response }) => response?.url.startsWith(crowded) && response.history.length === 1)).toBe(true);
    expect(most).toBe(2);
  });

  it('to a host that has no free place takes no place', async () => {
    const slow = await serve((_request, response) => void setTimeout(() => response.end(), 400));
    const good = await serve((request, response) => {
      if (request.url === '/slow') return void response.writeHead(302, { location: slow }).end();
      response.end();
    });
    const urls = [...times(6, () => `${good}/slow`), ...times(20, (index) => `${good}/${index}`)];
    const results = await collect(fetchAll(urls, { max: 4, maxPerHost: 2 }));
    const order = results.map(({ url }) => url.endsWith('/slow'));
    expect(order.slice(0, 20)).toEqual(times(20, () => '').map(() => false));
    expect(results.every(({ response }) => response?.ok)).toBe(true);
  });

  it('is followed only where robots.txt of its host allows it', async () => {
    const strict = await serve(
      (request, response) => void response.end(request.url === '/robots.txt' ? 'User-agent: *\nDisallow: /no' : 'page'),
    );
    const lead = await serve((request, response) => {
      if (request.url === '/robots.txt') return void response.writeHead(404).end();
      response.writeHead(302, { location: strict + request.url }).end();
    });
    const results = await collect(fetchAll([`${lead}/yes`, `${lead}/no`], { robots: true, ordered: true }));
    expect(results[0]!.response!.text).toBe('page');
    expect(results[1]!.error).toMatchObject({ code: 'ERR_CURL_ROBOTS' });
  });

  it('that waits is aborted with its run', async () => {
    const slow = await serve(() => {});
    const lead = await serve((_request, response) => void response.writeHead(302, { location: slow }).end());
    const run = fetchAll([slow, lead, `${lead}/x`, 'nonsense'], { max: 4, maxPerHost: 1 });
    for await (const { url } of run) if (url === 'nonsense') break;
    await expect(run.next()).resolves.toEqual({ done: true, value: undefined });
  });
});

describe('an adaptive limit', () => {
  it('finds the capacity of a host', async () => {
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

  it('grows if all requests succeed', async () => {
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

  it('is requested once, before anything else, and obeyed', async () => {
    const { host, seen } = await hostWith('User-agent: *\nDisallow: /private\n\nUser-agent: mine\nDisallow: /mine\n');
    expect(await outcomes(host, true, ['/a', '/private/b', '/mine', '/c'])).toEqual([200, 'ERR_CURL_ROBOTS', 200, 200]);
    expect(seen.map(([url]) => url).sort()).toEqual(['/a', '/c', '/mine', '/robots.txt']);
    expect(seen[0]![0]).toBe('/robots.txt');
    expect(await outcomes(host, 'mine', ['/private/b', '/mine'])).toEqual([200, 'ERR_CURL_ROBOTS']);
    const [refused] = await collect(fetchAll([`${host}/private/x`], { robots: true }));
    expect(refused!.error).toBeInstanceOf(RobotsError);
    expect(refused!.error!.message).toBe(`${host}/private/x: the robots.txt of ${host} disallows it`);
  });

  it('that does not exist allows everything, and one that cannot be fetched allows nothing', async () => {
    expect(await outcomes((await hostWith(404)).host, true, ['/a'])).toEqual([200]);
    expect(await outcomes((await hostWith(403)).host, true, ['/a'])).toEqual([200]);
    expect(await outcomes((await hostWith(500)).host, true, ['/a'])).toEqual(['ERR_CURL_ROBOTS']);
    expect(await outcomes('http://127.0.0.1:1', true, ['/a'])).toEqual(['ERR_CURL_ROBOTS']);
  });

  it('may require a delay', async () => {
    const { host, seen } = await hostWith('User-agent: *\nCrawl-delay: 0.2\n');
    await outcomes(host, true, ['/a', '/b', '/c']);
    const pages = seen.slice(1).map(([, at]) => at);
    expect(pages[2]! - pages[0]!).toBeGreaterThanOrEqual(370);
  });

  it('is itself always allowed', async () => {
    for (const rules of ['User-agent: *\nDisallow: /\n', 500])
      expect(await outcomes((await hostWith(rules)).host, true, ['/robots.txt', '/a'])).toEqual([
        rules === 500 ? 500 : 200,
        'ERR_CURL_ROBOTS',
      ]);
  });

  it('decides by the longest pattern, with wildcards and escapes', () => {
    const text = `
      User-agent: other
      Disallow: /

      user-agent: *  # all
      Disallow: /*.php$
      Allow: /p
      Disallow: /private
      Allow: /private/open$
      Disallow: /a%2fb
      Disallow: /ü/*/x
      Disallow: /same
      Allow: /same
      Disallow: *?session=
      Disallow:
      Crawl-delay: 1.5
    `;
    const rules = new RobotsRules(text, 'mine');
    const allowed = (path: string) => rules.isAllowed(`http://host${path}`);
    for (const path of ['/', '/page', '/private/open', '/a/b', '/same', '/x.php?y', '/%C3%BC/x', '/x?a=1'])
      expect([path, allowed(path)]).toEqual([path, true]);
    for (const path of ['/x.php', '/a.b/c.php', '/private', '/private/open/1', '/%70rivate', '/a%2Fb', '/%c3%bc/1/x', '/y?session=1'])
      expect([path, allowed(path)]).toEqual([path, false]);
    expect(rules.crawlDelay).toBe(1.5);
    expect(new RobotsRules(text, 'Other/1.0').isAllowed('http://host/page')).toBe(false);
  });

  needing('real time').it('is evaluated quickly, however many wildcards it has', () => {
    let text = 'User-agent: *\n';
    for (let index = 0; text.length < 500_000; index++) text += `Disallow: /*a*b*c${index}*d\n`;
    const rules = new RobotsRules(text, '*');
    const before = process.cpuUsage();
    for (let index = 0; index < 20; index++)
      expect(rules.isAllowed(`http://host/aaaaaaaaaaabbbbbbbbbbbbcccccccccc/${index}?${'ab'.repeat(40)}`)).toBe(true);
    // The processor's time: others may be busy with it.
    expect(process.cpuUsage(before).user / 1000 / 20).toBeLessThan(10);
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
