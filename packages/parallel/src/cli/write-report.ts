import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Result } from './results.js';
import { outcomeOf } from './outcome.js';

const COLUMNS = [
  'index',
  'outcome',
  'failed',
  'method',
  'url',
  'bytes',
  'attempts',
  'start',
  'dns',
  'connect',
  'tls',
  'wait',
  'transfer',
  'total',
] as const;

/** The page's parts lie in `report/` of this package: beside the bundle's directory, and above this file. */
function partsDirectory(): string {
  for (let directory = __dirname; ; directory = dirname(directory))
    if (existsSync(join(directory, 'report', 'page.html'))) return join(directory, 'report');
}

/**
 * Writes a page that needs nothing but a browser.
 * @param elapsed milliseconds that the run took
 */
export async function writeReport(path: string, results: readonly Result[], elapsed: number): Promise<void> {
  const directory = partsDirectory();
  const [page, css, js] = await Promise.all(['page.html', 'page.css', 'page.js'].map((name) => readFile(join(directory, name), 'utf8')));
  const parts: Record<string, string> = { CSS: css!, JS: js!, DATA: dataOf(results, elapsed) };
  const html = page!.replace(/\/\*(CSS|JS|DATA)\*\//g, (_, name: string) => parts[name]!);
  await writeFile(`${path}.part`, html);
  await rename(`${path}.part`, path);
}

function dataOf(results: readonly Result[], elapsed: number): string {
  const tenths = (value: number) => Math.round(value * 10) / 10;
  const rows = results.map((result, index) => {
    const { method, url, bytes, attempts, start, phases } = result;
    const { dns, connect, tls, wait, transfer, total } = phases;
    const isFailed = result.error !== undefined && !result.expected;
    const times = [start, dns, connect, tls, wait, transfer, total].map(tenths);
    return [index, outcomeOf(result), isFailed, method, url, bytes, attempts, ...times];
  });
  // A URL with </script> in it must not end the script.
  return JSON.stringify({ columns: COLUMNS, rows, elapsed: tenths(elapsed) }).replaceAll('<', '\\u003c');
}
