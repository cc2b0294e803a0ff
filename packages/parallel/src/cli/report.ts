import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { redactHeaders, redactUrl, type Response } from '@curlew/async';
import type { FetchResult } from '../fetch-all/fetch-options.js';
import type { OutputFile } from './output-file.js';
import { packageDirectory } from './package-directory.js';
import { isFailure, outcomeOf, tenths, type Result } from './results.js';

/** The values of a transfer on the page, in the order of a row. */
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

/** The maximum length of a response's headers in characters, so that the page of ten thousand transfers stays usable. */
const LONGEST_HEADERS = 1500;
/** The maximum number of transfers whose headers are kept. */
const WITH_HEADERS = 20_000;

/** An HTML page about a run, in one self-contained file. */
export class Report {
  readonly #file: OutputFile;
  /** Rows as JSON, because a string takes less memory than an object. */
  readonly #rows: string[] = [];

  readonly #secrets: boolean;

  /** @param secrets keep credentials in headers, and passwords in URLs */
  constructor(file: OutputFile, secrets: boolean) {
    this.#file = file;
    this.#secrets = secrets;
  }

  add(result: Result, { response }: Pick<FetchResult, 'response'>): void {
    const { method, bytes, attempts, start, phases, error } = result;
    const httpVersion = result.response?.httpVersion ?? '';
    const url = this.#secrets ? result.url : redactUrl(result.url);
    const { blocked, dns, connect, tls, wait, transfer, total } = phases;
    const times = [start, blocked, dns, connect, tls, wait, transfer, total].map(tenths);
    const headers = this.#rows.length < WITH_HEADERS && response ? this.#headersOf(response) : '';
    const row = [outcomeOf(result), isFailure(result), method, url, bytes, attempts, httpVersion, ...times, error?.message ?? '', headers];
    this.#rows.push(JSON.stringify(row));
  }

  #headersOf({ headersTuple }: Response): string {
    return headerText(this.#secrets ? headersTuple : redactHeaders(headersTuple));
  }

  /** @param elapsed the duration of the run in milliseconds */
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

/** Escapes JSON for a script element: a URL with </script> must not end it. */
const safe = (json: string) => json.replaceAll('<', '\\u003c');

function headerText(fields: readonly (readonly [string, string])[]): string {
  const text = fields.map(([name, value]) => `${name}: ${value}`).join('\n');
  return text.length > LONGEST_HEADERS ? `${text.slice(0, LONGEST_HEADERS)}…` : text;
}

/** The page before and after the data. */
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
