import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBrowser } from '../../../../internal/test-servers/index.mjs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { OutputFile } from '../../src/cli/output-file.js';
import { Report } from '../../src/cli/report.js';
import type { Response } from '@curlew/async';
import type { Result } from '../../src/cli/results.js';

const root = join(__dirname, '..', '..', '..', '..');
const found = findBrowser();
if (!found) process.stderr.write('WARNING: no browser for the tests of the report: apt-get install chromium\n');
// A browser is not available everywhere; CI's machine gets Debian's.
const describeWithBrowser = found ? describe : describe.skip;

/** Where the pictures of the page are kept, to be looked at. */
const ARTEFACTS = join(root, 'artifacts', 'report');

/** Seven hosts, one failure in a hundred, and one transfer of a minute. */
const resultAt = (index: number): Result => {
  const isRefused = index % 100 === 99;
  const isSlow = index === 42;
  const wait = isSlow ? 60_000 : 10 + ((index * 37) % 90);
  const tls = index % 3 === 0 ? 3 : 0;
  const phases = { blocked: index % 4, dns: 1, connect: 2, tls, wait, transfer: 5 + (index % 11) };
  const total = Object.values(phases).reduce((sum, value) => sum + value, 0);
  return {
    method: index % 10 === 3 ? 'POST' : 'GET',
    url: `https://host${index % 7}.example/path/${index}?q=</script><b>`,
    start: index * 2,
    status: isRefused ? 0 : index % 50 === 10 ? 404 : 200,
    response: isRefused ? undefined : ({ httpVersion: '2' } as Response),
    bytes: isRefused ? 0 : (index * 7919) % 100_000,
    attempts: 1,
    phases: { ...phases, total },
    file: undefined,
    isUnchanged: false,
    error: isRefused
      ? Object.assign(new Error('refused'), { code: 'CURLE_COULDNT_CONNECT' })
      : index % 50 === 10
        ? Object.assign(new Error('status 404'), { code: '404' })
        : undefined,
    expected: false,
  };
};

describeWithBrowser('the report', () => {
  let directory: string;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];
  const requests: string[] = [];

  const write = async (count: number) => {
    const path = join(directory, `report-${count}-${performance.now()}.html`);
    const report = new Report(await OutputFile.create('--report', path), false);
    const response = { headersTuple: [['Content-Type', 'text/html'] as const, ['X-Evil', '</script><script>alert(1)</script>'] as const] };
    for (let index = 0; index < count; index++) report.add(resultAt(index), { response: response as never });
    await report.write(61_234);
    return path;
  };
  const open = async (count: number, { width = 1200, height = 1000, scheme = 'light' } = {}) => {
    const path = await write(count);
    page = await browser.newPage();
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.setViewport({ width, height });
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(path).href, { waitUntil: 'load' });
    return path;
  };
  /** The value of an expression in the page. */
  const inPage = <T>(expression: string) => page.evaluate(expression) as Promise<T>;
  const textOf = (selector: string) => inPage<string>(`document.querySelector(${JSON.stringify(selector)}).textContent`);
  const cells = (column: string) => inPage<string[]>(`[...document.querySelectorAll('.line .${column}')].map((cell) => cell.textContent)`);
  const sortOf = (key: string) => inPage<string>(`document.querySelector('[data-key="${key}"]').getAttribute('aria-sort')`);
  const isPressed = (selector: string) => inPage<string>(`document.querySelector('${selector}').getAttribute('aria-pressed')`);
  /** The time that is shown, in milliseconds. */
  const view = async () => {
    const text = await inPage<string>(`document.getElementById('waterfall').getAttribute('aria-description')`);
    return text.split(' to ').map((time) => Number.parseFloat(time) * (time.endsWith(' s') ? 1000 : 1));
  };
  const sort = (key: string) => page.click(`[data-key="${key}"] button`);
  /** The share of an overview's pixels that has something on it, above its axis. */
  const inked = () =>
    inPage<number>(`(() => {
      const canvas = document.getElementById('waterfall');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height - 30);
      return data.filter((value, index) => index % 4 === 3 && value > 0).length / (data.length / 4);
    })()`);
  /** How much of the overview's width the pixels of most transfers take. */
  const widest = () =>
    inPage<number>(`(() => {
      const canvas = document.getElementById('waterfall');
      const context = canvas.getContext('2d');
      let columns = 0;
      for (let x = 0; x < canvas.width; x += 4) {
        const { data } = context.getImageData(x, 0, 1, canvas.height - 30);
        if (data.filter((value, index) => index % 4 === 3 && value > 0).length > canvas.height / 6) columns += 4;
      }
      return columns / canvas.width;
    })()`);
  const drag = async (selector: string, from: number, to: number) => {
    const box = (await (await page.$(selector))!.boundingBox())!;
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + from * box.width, y);
    await page.mouse.down();
    await page.mouse.move(box.x + to * box.width, y, { steps: 4 });
    await page.mouse.up();
  };

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'curlew-report-'));
    mkdirSync(ARTEFACTS, { recursive: true });
    browser = await puppeteer.launch({ executablePath: found!.executable, env: found!.env, headless: 'shell', args: ['--no-sandbox'] });
  }, 60_000);
  beforeEach(() => {
    problems.length = 0;
    requests.length = 0;
  });
  afterEach(() => page.close());
  afterAll(async () => {
    await browser.close();
    rmSync(directory, { recursive: true });
  });

  it('shows totals, loads nothing and causes no error in the browser', async () => {
    const path = await open(300);
    expect(await textOf('#totals')).toMatch(/^300 transfers, 9 failed, .* in 61\.23 s: 5 per second$/);
    expect(await inked()).toBeGreaterThan(0.02);
    expect((await cells('url'))[0]).toBe('https://host0.example/path/0?q=</script><b>');
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(path).href]);
    expect(problems).toEqual([]);
  });

  it('does not compress its scale for one slow transfer, and can show all of it', async () => {
    await open(300);
    expect([await isPressed('#fit'), await isPressed('#all')]).toEqual(['true', 'false']);
    expect(await widest()).toBeGreaterThan(0.8);
    expect((await view())[1]).toBeLessThan(800);
    await page.click('#all');
    const squeezed = await widest();
    expect(squeezed).toBeLessThan(0.1);
    expect((await view())[1]).toBeGreaterThan(60_000);
    await page.click('#log');
    expect(await widest()).toBeGreaterThan(3 * squeezed);
  });

  it('can be zoomed and moved by dragging, by keys and by buttons', async () => {
    await open(300);
    const before = await view();
    await drag('#waterfall', 0.5, 0.6);
    const [from, to] = await view();
    expect(to! - from!).toBeCloseTo((before[1]! - before[0]!) / 10, -1);
    expect(from).toBeGreaterThan(250);
    await page.focus('#waterfall');
    await page.keyboard.press('ArrowRight');
    expect((await view())[0]).toBeGreaterThan(from!);
    await page.keyboard.press('0');
    expect(await isPressed('#all')).toBe('true');
    await page.click('#fit');
    await page.click('#in');
    expect((await view())[1]! - (await view())[0]!).toBeCloseTo((before[1]! - before[0]!) / 2, -1);
    await page.click('#out');
    expect(await view()).toEqual(before);
  });

  it('has a legend that filters', async () => {
    await open(300);
    const all = await inked();
    await page.click('#legend [data-name="wait"]');
    expect(await isPressed('#legend [data-name="wait"]')).toBe('false');
    expect(await inked()).toBeLessThan(all * 0.7);
    expect(await inPage<number>(`document.querySelectorAll('.line i[style*="--wait"]').length`)).toBe(0);
    await page.click('#legend [data-name="failed"]');
    expect(await textOf('#count')).toBe('9 of 300');
  });

  it('groups the rows of a host', async () => {
    await open(300);
    await page.click('#hosts');
    const hosts = (await cells('url')).map((url) => /host\d/.exec(url)![0]);
    expect(new Set(hosts).size).toBe(1);
    expect(hosts[0]).toBe('host0');
  });

  it('selects transfers by their latency', async () => {
    await open(300);
    await drag('#latencies .u-over', 0.9, 0.999);
    expect(await textOf('#count')).toBe('1 of 300');
    expect(await textOf('#latency')).toMatch(/ s to 60\.\d\d s ✕$/);
    await page.click('#latency');
    expect(await textOf('#count')).toBe('300 of 300');
  });

  it('draws the running transfers and the received bytes', async () => {
    await open(300);
    const lines = await inPage<number>(`(() => {
      const canvas = document.querySelector('#activity canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, index) => index % 4 === 3 && value > 200).length;
    })()`);
    expect(lines).toBeGreaterThan(2000);
    expect(await textOf('#activity .u-legend')).toMatch(/Running.*Throughput/s);
  });

  it('shows headers and phases of the transfer that is clicked', async () => {
    await open(300);
    await page.click('.line');
    const detail = await textOf('#detail');
    for (const part of ['https://host0.example/path/0', 'Content-Type: text/html', 'X-Evil: </script>', 'DNS', '10.0 ms'.slice(0, 2)])
      expect(detail).toContain(part);
    await page.keyboard.press('Escape');
    expect(await inPage<boolean>(`document.getElementById('detail').open`)).toBe(false);
  });

  it('sorts by each column, both ways, and filters', async () => {
    await open(300);
    await sort('bytes');
    const ascending = await sortOf('bytes');
    const smallest = (await cells('bytes'))[0];
    await sort('bytes');
    expect([ascending, smallest]).toEqual(['ascending', '0 B']);
    expect(await sortOf('bytes')).toBe('descending');
    expect((await cells('bytes'))[0]).toMatch(/^99\.\d KB$/);
    await sort('total');
    await sort('total');
    expect((await cells('total'))[0]).toMatch(/^60\.0\d s$/);
    await page.type('#filter', 'couldnt');
    expect(await textOf('#count')).toBe('3 of 300');
    expect((await cells('index')).sort()).toEqual(['100', '200', '300']);
  });

  it('stays usable with 10,000 rows', async () => {
    const path = await open(10_000);
    const start = performance.now();
    await sort('total');
    await page.click('#hosts');
    await drag('#waterfall', 0.2, 0.3);
    await inPage(`document.getElementById('scroller').scrollTo(0, 1e9)`);
    await page.waitForFunction(`[...document.querySelectorAll('.line .url')].some((cell) => cell.textContent.includes('host6'))`);
    expect(performance.now() - start).toBeLessThan(4000);
    expect((await cells('url')).length).toBeLessThan(200);
    expect(await inPage<number>(`document.getElementById('scroller').scrollHeight`)).toBeGreaterThan(10_000 * 24);
    expect(readFileSync(path).length).toBeLessThan(3_500_000);
    expect(problems).toEqual([]);
  });

  it('fits on a phone', async () => {
    await open(300, { width: 390, height: 844 });
    expect(await inPage<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.click('.line');
    expect(await inPage<number>(`document.getElementById('detail').getBoundingClientRect().width`)).toBeLessThanOrEqual(390);
  });

  it('of an empty run is a page too', async () => {
    await open(0);
    expect(await textOf('#totals')).toMatch(/^0 transfers, 0 failed/);
    expect(problems).toEqual([]);
  });

  it.each([
    [300, 'desktop', 'light'],
    [300, 'desktop', 'dark'],
    [300, 'phone', 'light'],
    [300, 'phone', 'dark'],
    [10_000, 'desktop', 'light'],
    [10_000, 'desktop', 'dark'],
    [10_000, 'phone', 'light'],
    [10_000, 'phone', 'dark'],
  ])('is saved as a screenshot: %i rows, %s, %s', async (count, device, scheme) => {
    await open(count, { ...(device === 'phone' ? { width: 390, height: 844 } : { width: 1280, height: 900 }), scheme });
    await page.screenshot({ path: join(ARTEFACTS, `${device}-${scheme}-${count}.png`), fullPage: true });
    expect(problems).toEqual([]);
  });
});
