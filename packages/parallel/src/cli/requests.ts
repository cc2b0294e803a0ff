import { readFileSync } from 'node:fs';
import { constants } from '@curlew/async';
import type { DownloadOptions } from '../download/download-options.js';
import type { FetchAllOptions, FetchRequest, FetchRequestOptions, HostPause } from '../fetch-all/fetch-options.js';
import type { Arguments } from './arguments.js';
import type { Job } from './job.js';
import { UsageError } from './usage-error.js';
import { headerOf, type HeaderPair } from './values.js';

/** The default receive buffer in bytes; a smaller one makes slow transfers more even. */
const LARGEST_BUFFER = 128 * 1024;

/** The maximum number of redirects. */
const MAX_REDIRECTS = 10;

/** The settings of all requests, from the command's options. */
export class Requests {
  readonly #args: Arguments;
  readonly #data: Buffer | undefined;
  readonly options: FetchAllOptions;

  /**
   * @param count the number of transfers, if it is known
   * @throws {UsageError} a file that an option names cannot be read
   */
  constructor(args: Arguments, count: number | undefined, onHostPause: (pause: HostPause) => void) {
    this.#args = args;
    this.#data = args.data === undefined ? undefined : dataOf(args.data);
    this.options = {
      ...limitsOf(args),
      ...connectionOf(args),
      ...sentOf(args),
      ...bodiesOf(args),
      curlOptions: curlOptionsOf(args, count),
      onHostPause,
    };
  }

  /** @param file for the body @param onBytes called with the number of further bytes received */
  requestOf({ url, method, headers, body, checksum }: Job, file: string | undefined, onBytes?: (count: number) => void): FetchRequest {
    const request: { url: string } & FetchRequestOptions = { url };
    const given = method ?? (body === undefined && this.#data === undefined ? undefined : 'POST');
    if (given !== undefined) request.method = given.toUpperCase();
    if (headers !== undefined) request.headers = [...Object.entries(headers)];
    if (body !== undefined || this.#data !== undefined) Object.assign(request, bodyOf(body, this.#data));
    if (file !== undefined) Object.assign(request, this.#fileOptions(file, checksum));
    if (onBytes) request.onDownloadProgress = counted(onBytes);
    return request;
  }

  /** Options that are not given are left out: a request with few of them takes a shorter way. */
  #fileOptions(saveTo: string, checksum: string | undefined): DownloadOptions & { saveTo: string } {
    const { continue: resume, newer, skipExisting } = this.#args;
    const options: DownloadOptions & { saveTo: string } = { saveTo };
    if (resume) options.resume = true;
    if (checksum !== undefined) options.checksum = checksum;
    if (skipExisting) options.existing = 'skip';
    else if (newer) options.existing = 'newer';
    return options;
  }
}

/** Converts totals to increments; a retry starts at 0 again. */
function counted(onBytes: (count: number) => void) {
  let before = 0;
  return ({ transferred }: { transferred: number }) => {
    if (transferred > before) onBytes(transferred - before);
    before = transferred;
  };
}

function bodyOf(body: unknown, data: Buffer | undefined) {
  if (body !== undefined) return typeof body === 'string' ? { body } : { json: body };
  return data === undefined ? {} : { data };
}

function limitsOf(args: Arguments): FetchAllOptions {
  const { max, maxHost, rate, rateHost, delayHost, maxHostPause, retry, timeout, connectTimeout, dedupe, robots, userAgent } = args;
  return {
    max,
    ...(maxHost === undefined ? {} : { maxPerHost: maxHost }),
    ...(rate === undefined ? {} : { rate }),
    ...(rateHost === undefined ? {} : { ratePerHost: rateHost }),
    delayPerHost: delayHost * 1000,
    maxHostPause: maxHostPause * 1000,
    retry: { limit: retry, maxRetryAfter: maxHostPause * 1000 },
    timeout: { total: timeout * 1000, connect: connectTimeout * 1000 },
    deduplicate: dedupe,
    robots: robots && (userAgent?.split(/[/\s]/)[0] || true),
    maxRedirects: MAX_REDIRECTS,
  };
}

function connectionOf({ httpVersion, proxy, cacert, cert, key, insecure }: Arguments): FetchAllOptions {
  return {
    ...(httpVersion === undefined ? {} : { httpVersion }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(cacert === undefined ? {} : { ca: cacert }),
    ...(cert === undefined ? {} : { cert: [key ?? cert, cert] as const }),
    verify: !insecure,
  };
}

function sentOf({ header, headerFile, userAgent, user }: Arguments): FetchAllOptions {
  const headers = [...(headerFile === undefined ? [] : headersOf(headerFile)), ...header];
  if (userAgent !== undefined) headers.push(['User-Agent', userAgent]);
  return { headers, ...(user === undefined ? {} : { auth: user }) };
}

/** Without --out, bodies are dropped; files get the bodies as sent on the wire. */
const bodiesOf = ({ out }: Arguments): FetchAllOptions => (out === undefined ? { discardBody: true } : { decompress: false });

function curlOptionsOf({ max, limitRate, limitRateAll, stallTimeout, netrc }: Arguments, count: number | undefined) {
  const share = limitRateAll === undefined ? Infinity : Math.max(1, Math.floor(limitRateAll / Math.min(max, count ?? max)));
  const speed = Math.min(limitRate ?? Infinity, share);
  return {
    // A host that stops responding must not occupy its place for ever.
    ...(stallTimeout === 0 ? {} : { LOW_SPEED_LIMIT: 1, LOW_SPEED_TIME: Math.ceil(stallTimeout) }),
    ...(speed === Infinity
      ? {}
      : { MAX_RECV_SPEED_LARGE: speed, BUFFERSIZE: Math.min(LARGEST_BUFFER, Math.max(1024, Math.floor(speed / 8))) }),
    ...(netrc ? { NETRC: constants.CURL_NETRC_OPTIONAL } : {}),
  };
}

function read(option: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError([`${option}: cannot read ${path}: ${(error as Error).message}`]);
  }
}

const dataOf = (text: string): Buffer => (text.startsWith('@') ? read('--data', text.slice(1)) : Buffer.from(text));

function headersOf(path: string): HeaderPair[] {
  return read('--header-file', path)
    .toString()
    .split(/\r?\n/)
    .flatMap((line, index) => {
      if (line.trim() === '' || line.startsWith('#')) return [];
      const pair = headerOf(line.trim());
      if (!pair) throw new UsageError([`--header-file: ${path}:${index + 1}: expected "Name: value", got "${line}"`]);
      return [pair];
    });
}
