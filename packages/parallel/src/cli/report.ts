import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FetchResult } from '../fetch-all/fetch-options.js';
import type { OutputFile } from './output-file.js';
import { packageDirectory } from './package-directory.js';
import { isFailure, outcomeOf, tenths, type Result } from './results.js';

/** What the page knows of a transfer, in the order of a row. */
const COLUMNS = [
  'outcome',
  'failed',
  'method',
  'url',
  'bytes',
  'attempts',
  'http',
  'start',
  'blocked',
  'dns',
  'connect',
  'tls',
  'wait',
  'transfer',
  'total',
  'error',
  'headers',
] as const;

/** Headers of a response that are shown, in characters; ten thousand transfers have to stay one page. */
const LONGEST_HEADERS = 1500;
/** Transfers whose headers are kept. */
const WITH_HEADERS = 20_000;

/** A page about a run that needs nothing but a browser. */
export class Report {
  readonly #file: OutputFile;
  /** As JSON: a text takes less memory than an object with as much in it. */
  readonly #rows: string[] = [];

  constructor(file: OutputFile) {
    this.#file = file;
  }

  add(result: Result, { response }: Pick<FetchResult, 'response'>): void {
    const { method, url, bytes, attempts, httpVersion, start, phases, error } = result;
    const { blocked, dns, connect, tls, wait, transfer, total } = phases;
    const times = [start, blocked, dns, connect, tls, wait, transfer, total].map(tenths);
    const headers = this.#rows.length < WITH_HEADERS && response ? headersOf(response.headersTuple) : '';
    const row = [outcomeOf(result), isFailure(result), method, url, bytes, attempts, httpVersion, ...times, error?.message ?? '', headers];
    this.#rows.push(JSON.stringify(row));
  }

  /** @param elapsed milliseconds that the run took */
  async write(elapsed: number): Promise<void> {
    const [before, after] = page();
    await this.#file.write(before);
    await this.#file.write(safe(`{"columns":${JSON.stringify(COLUMNS)},"elapsed":${tenths(elapsed)},"rows":[`));
    let separator = '\n';
    for (const row of this.#rows) {
      await this.#file.write(separator + safe(row));
      separator = ',\n';
    }
    await this.#file.write(`]}${after}`);
    await this.#file.keep();
  }
}

/** A URL with </script> in it must not end the script. */
const safe = (json: string) => json.replaceAll('<', '\\u003c');

function headersOf(fields: readonly (readonly [string, string])[]): string {
  const text = fields.map(([name, value]) => `${name}: ${value}`).join('\n');
  return text.length > LONGEST_HEADERS ? `${text.slice(0, LONGEST_HEADERS)}…` : text;
}

/** What stands before and after the data. */
function page(): [before: string, after: string] {
  const directory = packageDirectory();
  const parts: Record<string, string> = {
    UPLOT_CSS: join(directory, 'dist', 'uplot.css'),
    CSS: join(directory, 'report', 'page.css'),
    JS: join(directory, 'dist', 'report-page.js'),
  };
  const html = readFileSync(join(directory, 'report', 'page.html'), 'utf8').replace(/\/\*(UPLOT_CSS|CSS|JS)\*\//g, (_, name: string) =>
    readFileSync(parts[name]!, 'utf8').replaceAll('</script', '<\\/script'),
  );
  const at = html.indexOf('/*DATA*/');
  return [html.slice(0, at), html.slice(at + '/*DATA*/'.length)];
}
