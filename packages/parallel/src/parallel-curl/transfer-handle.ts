import {
  CurlStateError,
  EasyError,
  ResponseHeaders,
  constants,
  infoTable,
  numberInfos,
  parseHeaderBlock,
  refusal,
  type Easy,
  type EasyInfos,
  type NumberInfoName,
  type Outcome,
} from '@curlew/async';

/** The infos that are kept of every transfer, because its handle is reused. */
const KEPT_NUMBERS = [
  'RESPONSE_CODE',
  'HTTP_VERSION',
  'NUM_CONNECTS',
  'PRIMARY_PORT',
  'SIZE_DOWNLOAD_T',
  'SIZE_UPLOAD_T',
  'NAMELOOKUP_TIME_T',
  'CONNECT_TIME_T',
  'APPCONNECT_TIME_T',
  'PRETRANSFER_TIME_T',
  'STARTTRANSFER_TIME_T',
  'TOTAL_TIME_T',
] as const satisfies readonly NumberInfoName[];
const KEPT: readonly string[] = [...KEPT_NUMBERS, 'EFFECTIVE_URL', 'CONTENT_TYPE', 'PRIMARY_IP', 'REDIRECT_URL'];
const NUMBERS = numberInfos(...KEPT_NUMBERS);

/** The outcome of a transfer whose handle was closed. */
const NOTHING: Outcome = {
  numbers: KEPT_NUMBERS.map(() => 0),
  url: '',
  primaryIp: '',
  headerBlock: Buffer.alloc(0),
  setsCookies: false,
  body: Buffer.alloc(0),
};

type InfoName = keyof EasyInfos;
const namesById = new Map(Object.entries(infoTable).map(([name, id]) => [id, name as InfoName] as const));

/**
 * A finished transfer, for callbacks and results; pyparallelcurl's curl handle. Inside the callback, and until its
 * promise is settled, all infos are available; later only the common ones: status, headers, errors, and the infos
 * listed at {@link TransferHandle.getInfo}.
 */
export class TransferHandle {
  #easy: Easy | undefined;
  readonly #outcome: Omit<Outcome, 'body'> & { body: unknown };
  #redirectUrl: string | null = null;
  #headers: ResponseHeaders | undefined;
  /** Why the transfer failed; undefined when it succeeded (an HTTP error status is a success). */
  readonly error: (Error & { code?: string }) | undefined;

  /** The body; null when the transfer failed. @internal */
  readonly content: Buffer | null;

  /** @internal */
  constructor(easy: Easy, error: Error | undefined) {
    // Somebody who had it from outstandingRequests may have closed it.
    this.#easy = easy.closed ? undefined : easy;
    this.error = error;
    const outcome = easy.closed ? { ...NOTHING } : easy.takeOutcome(NUMBERS);
    this.content = error ? null : outcome.body;
    this.#outcome = outcome;
    // A body that failed is not kept, not even in part.
    if (error) this.#outcome.body = undefined;
  }

  /**
   * An info about the transfer; corresponds to `curl_easy_getinfo()`.
   * @param info libcurl's name without CURLINFO_, such as `RESPONSE_CODE`, or its number
   * @throws {TypeError} not an info
   * @throws {Error} the callback has returned, and this info is not kept
   */
  getInfo<K extends InfoName>(info: K): EasyInfos[K];
  getInfo(info: number): EasyInfos[InfoName];
  getInfo(info: InfoName | number): unknown {
    const name = typeof info === 'number' ? namesById.get(info) : info;
    if (typeof name !== 'string')
      throw refusal('ERR_CURL_UNKNOWN_OPTION', `getInfo: expected the name or number of an info, got ${String(info)}`);
    if (this.#easy) return this.#easy.getInfo(name);
    const at = KEPT.indexOf(name);
    if (at >= 0) return at < KEPT_NUMBERS.length ? this.#outcome.numbers[at] : this.#text(name);
    throw new CurlStateError(
      `it is available until the callback has returned; later only ${KEPT.join(', ')}`,
      'ERR_CURL_CLOSED',
      `getInfo ${name}`,
    );
  }

  /** A kept info that is not a number. */
  #text(name: InfoName): string | null {
    const { url, primaryIp } = this.#outcome;
    return name === 'EFFECTIVE_URL'
      ? url
      : name === 'PRIMARY_IP'
        ? primaryIp
        : name === 'REDIRECT_URL'
          ? this.#redirectUrl
          : this.#contentType;
  }

  /** As libcurl has it: the last one of the last response, null for none. */
  get #contentType(): string | null {
    const fields = parseHeaderBlock(this.headerBlock).responses.at(-1)?.fields ?? [];
    return fields.findLast(([name]) => name.toLowerCase() === 'content-type')?.[1] || null;
  }

  /** The HTTP status; 0 without a response. */
  get status(): number {
    return this.getInfo('RESPONSE_CODE');
  }

  /** The header lines as received, one block per response. */
  get headerBlock(): string {
    return this.#outcome.headerBlock.toString('latin1');
  }

  /** The headers of the last response by name, without case. */
  get headers(): ResponseHeaders {
    return (this.#headers ??= new ResponseHeaders(parseHeaderBlock(this.headerBlock).responses.at(-1)?.fields));
  }

  /** libcurl's code of the error; 0 for none. */
  get errno(): number {
    if (!this.error) return 0;
    return this.error instanceof EasyError ? this.error.errno : constants.CURLE_ABORTED_BY_CALLBACK;
  }

  /** The text of the error; '' for none. pycurl's `errstr()`. */
  get errstr(): string {
    return this.error?.message ?? '';
  }

  /** Keeps the infos that stay available, because the handle is about to be reused. @internal */
  release(): void {
    // Only a redirect that was not followed leads anywhere.
    const status = this.#outcome.numbers[0]!;
    if (status >= 300 && status < 400 && this.#easy?.closed === false) this.#redirectUrl = this.#easy.getInfo('REDIRECT_URL');
    this.#easy = undefined;
  }
}
