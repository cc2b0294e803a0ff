import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { Result } from '../../src/cli/results.js';
import { writeReport } from '../../src/cli/write-report.js';

const scripts = join(__dirname, '..', '..', '..', '..', 'scripts');
const found = JSON.parse(
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { findBrowser } from ${JSON.stringify(join(scripts, 'browser.mjs'))}; console.log(JSON.stringify(findBrowser() ?? null));`,
    ],
    { encoding: 'utf8' },
  ),
) as { executable: string; env: Record<string, string> } | null;
if (!found) process.stderr.write('WARNING: no browser to look at the report with: apt-get install chromium\n');
// A browser cannot be had everywhere; CI's machine gets Debian's.
const describeWithBrowser = found ? describe : describe.skip;

const resultAt = (index: number): Result => ({
  method: index % 10 === 3 ? 'POST' : 'GET',
  url: `https://host${index % 7}.example/path/${index}?q=</script><b>`,
  start: index * 2,
  status: index % 5 === 0 ? 404 : 200,
  httpVersion: '2',
  bytes: (index * 7919) % 100_000,
  attempts: 1,
  phases: { dns: 1, connect: 2, tls: 3, wait: 10 + (index % 90), transfer: 5, total: 21 + (index % 90) },
  file: undefined,
  error: index % 100 === 99 ? Object.assign(new Error('refused'), { code: 'CURLE_COULDNT_CONNECT' }) : undefined,
  expected: false,
});

describeWithBrowser('the report', () => {
  let directory: string;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];
  const requests: string[] = [];

  const open = async (count: number) => {
    const path = join(directory, `report-${count}.html`);
    await writeReport(
      path,
      Array.from({ length: count }, (_, index) => resultAt(index)),
      12_345,
    );
    page = await browser.newPage();
    await page.setViewport({ width: 1200, height: 900 });
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(path).href, { waitUntil: 'load' });
    return path;
  };
  /** The value of an expression in the page. */
  const inPage = <T>(expression: string) => page.evaluate(expression) as Promise<T>;
  const textOf = (selector: string) => inPage<string>(`document.querySelector(${JSON.stringify(selector)}).textContent`);
  const cells = (column: number) =>
    inPage<string[]>(`[...document.querySelectorAll('#rows tr')].map((line) => line.children[${column}].textContent)`);
  const sortOf = (key: string) => inPage<string>(`document.querySelector('th[data-key="${key}"]').getAttribute('aria-sort')`);

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'curlew-report-'));
    browser = await puppeteer.launch({ executablePath: found!.executable, env: found!.env, headless: 'shell', args: ['--no-sandbox'] });
  }, 60_000);
  afterEach(() => page.close());
  afterAll(async () => {
    await browser.close();
    rmSync(directory, { recursive: true });
  });

  it('shows totals, draws the waterfall, fetches nothing and complains of nothing', async () => {
    const path = await open(300);
    expect(await textOf('#totals')).toMatch(/^300 transfers, 3 failed, .* in 12\.35 s: 24 per second$/);
    const inked = await inPage<number>(`(() => {
      const canvas = document.getElementById('waterfall');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, index) => index % 4 === 3 && value > 0).length / (data.length / 4);
    })()`);
    expect(inked).toBeGreaterThan(0.01);
    expect(await inPage<number>(`document.querySelectorAll('#rows .bar i').length`)).toBeGreaterThan(50);
    expect((await cells(2))[0]).toBe('https://host0.example/path/0?q=</script><b>');
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(path).href]);
    expect(problems).toEqual([]);
  });

  it('sorts by each column, both ways', async () => {
    await open(300);
    await page.click('th[data-key="bytes"] button');
    const ascending = await sortOf('bytes');
    const smallest = (await cells(3))[0];
    await page.click('th[data-key="bytes"] button');
    expect([ascending, smallest]).toEqual(['ascending', '0 B']);
    expect(await sortOf('bytes')).toBe('descending');
    expect((await cells(3))[0]).toMatch(/^99\.\d KB$/);
    await page.click('th[data-key="outcome"] button');
    await page.click('th[data-key="outcome"] button');
    expect((await cells(1))[0]).toBe('CURLE_COULDNT_CONNECT');
  });

  it('filters', async () => {
    await open(300);
    await page.type('#filter', 'couldnt');
    expect(await textOf('#count')).toBe('3 of 300');
    expect(await cells(0)).toEqual(['100', '200', '300']);
  });

  it('stays usable with 10,000 rows', async () => {
    const path = await open(10_000);
    const start = performance.now();
    await page.click('th[data-key="total"] button');
    await inPage(`document.getElementById('scroller').scrollTo(0, 1e9)`);
    await page.waitForFunction(`document.querySelector('#before tr').clientHeight > 200_000`);
    const rows = (await cells(0)).length;
    expect(performance.now() - start).toBeLessThan(2000);
    expect(rows).toBeLessThan(200);
    expect((await cells(4)).at(-1)).toBe('110 ms');
    expect(await inPage<number>(`document.getElementById('scroller').scrollHeight`)).toBeGreaterThan(10_000 * 24);
    expect(readFileSync(path).length).toBeLessThan(2_000_000);
    expect(problems).toEqual([]);
  });

  it('of nothing is a page too', async () => {
    await open(0);
    expect(await textOf('#totals')).toMatch(/^0 transfers, 0 failed/);
    expect(problems).toEqual([]);
  });
});
