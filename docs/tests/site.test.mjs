// Looks at the built site in a browser, as a reader would. `npm run docs:check` builds it first.
import assert from 'node:assert/strict';
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, posix } from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../../internal/test-servers/browser.mjs';

const docs = join(import.meta.dirname, '..');
const dist = join(docs, '.vitepress', 'dist');
const screenshots = join(docs, '..', 'artifacts', 'site');
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** Serves the built files, with clean URLs. */
function serve(request, response) {
  const path = decodeURIComponent(new URL(request.url, 'http://site').pathname);
  const file = [path, `${path}.html`, join(path, 'index.html')]
    .map((name) => join(dist, name))
    .find((name) => extname(name) && existsSync(name));
  if (!file) return void response.writeHead(404).end();
  response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
}

const found = findBrowser();
const WIDTHS = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844, isMobile: true, hasTouch: true } };

/** A page of each kind. */
const PAGES = {
  first: '/',
  'getting-started': '/guide/getting-started',
  package: '/packages/async',
  recipe: '/recipes/many-urls',
  'coming-from': '/coming-from/node-http',
  api: '/api/@curlew/async/interfaces/Session',
  options: '/generated/session-options',
  errors: '/errors',
  installation: '/reference/installation',
};

describe('the links of the site', () => {
  it('lead to headings that exist', () => {
    const pages = new Map(
      readdirSync(dist, { recursive: true })
        .filter((file) => file.endsWith('.html'))
        .map((file) => [file.replaceAll('\\', '/'), readFileSync(join(dist, file), 'utf8')]),
    );
    const ids = new Map([...pages].map(([page, text]) => [page, new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))]));
    const broken = new Set();
    for (const [page, text] of pages)
      // VitePress itself refuses links to pages that do not exist.
      for (const [, path, anchor] of text.matchAll(/<a [^>]*href="((?![a-z]+:)[^"#]*)#([^"]+)"/g)) {
        const target = path === '' ? page : path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(page), path);
        const file = [target, `${target}.html`, posix.join(target, 'index.html')].find((name) => ids.has(name));
        if (!ids.get(file)?.has(decodeURIComponent(anchor))) broken.add(`${page}: ${path}#${anchor}`);
      }
    assert.deepEqual([...broken], []);
  });
});

describe('the site', { skip: found ? false : 'there is no browser' }, () => {
  let server, browser, base;
  before(async () => {
    mkdirSync(screenshots, { recursive: true });
    server = createServer(serve).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    base = `http://127.0.0.1:${server.address().port}`;
    browser = await puppeteer.launch({ executablePath: found.executable, env: found.env, args: ['--no-sandbox', '--disable-gpu'] });
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  /** Opens a page and runs `look` on it; every error that the browser reports fails the test. */
  async function open(path, viewport, look) {
    const page = await browser.newPage();
    const complaints = [];
    page.on('console', (message) => ['error', 'warn'].includes(message.type()) && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
    page.on('response', (response) => response.status() >= 400 && complaints.push(`${response.url()}: ${response.status()}`));
    await page.setViewport(viewport);
    await page.goto(`${base}${path}`, { waitUntil: 'networkidle0' });
    try {
      await look(page);
      assert.deepEqual(complaints, []);
    } finally {
      await page.close();
    }
  }

  for (const [size, viewport] of Object.entries(WIDTHS))
    for (const [name, path] of Object.entries(PAGES))
      it(`shows ${name} on a ${size}, and the browser does not complain`, () =>
        open(path, viewport, async (page) => {
          await page.screenshot({ path: join(screenshots, `${name}-${size}.png`) });
          assert.ok((await page.$eval('h1', (heading) => heading.textContent)).length > 3);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(overflow <= 0, `the page is ${overflow} pixels wider than the screen`);
        }));

  const DRAWN = {
    '/guide/getting-started': /@curlew\/parallel/,
    '/packages/async': /Session/,
    '/packages/core-native': /perform/,
    '/packages/multi': /infoRead/,
    '/packages/parallel': /robots/,
    '/packages/pycurl-compat': /libcurl/,
    '/packages/share': /fromToken/,
  };
  for (const [path, content] of Object.entries(DRAWN))
    it(`draws the diagram of ${path}`, () =>
      open(path, WIDTHS.desktop, async (page) => {
        await page.waitForSelector('.mermaid svg', { timeout: 15_000 });
        assert.match(await page.$eval('.mermaid svg', (picture) => picture.textContent), content);
      }));

  it('shows the benchmark’s picture in the colour scheme of the page', () =>
    open('/', WIDTHS.desktop, async (page) => {
      const shown = () =>
        page.$$eval('img[src*="speed-"]', (pictures) =>
          pictures.filter((each) => each.clientWidth > 300).map((each) => each.getAttribute('src')),
        );
      const before = await shown();
      assert.equal(before.length, 1);
      await page.click('.VPNavBar .VPSwitchAppearance');
      await page.waitForFunction(
        (one) => [...document.querySelectorAll('img')].some((each) => each.clientWidth > 300 && each.getAttribute('src') !== one),
        {},
        before[0],
      );
      assert.equal((await shown()).length, 1);
    }));

  it('changes to dark mode', () =>
    open('/', WIDTHS.desktop, async (page) => {
      const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await background();
      await page.click('.VPNavBar .VPSwitchAppearance');
      await page.waitForFunction((before) => getComputedStyle(document.body).backgroundColor !== before, {}, light);
      await page.screenshot({ path: join(screenshots, 'dark-desktop.png') });
    }));

  it('finds an option with the local search', () =>
    open('/', WIDTHS.desktop, async (page) => {
      await page.click('.VPNavBarSearch button');
      await page.waitForSelector('.search-input');
      await page.type('.search-input', 'maxResponseSize');
      await page.waitForSelector('.results .result', { timeout: 15_000 });
      await page.screenshot({ path: join(screenshots, 'search-desktop.png') });
    }));

  it('has a page for each class, function and type that the packages export', () => {
    const pages = (folder) => readdirSync(join(dist, 'api', '@curlew', ...folder)).length;
    assert.ok(pages(['async', 'classes']) > 10);
    assert.ok(pages(['async', 'testing', 'functions']) > 2);
  });
});
