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
} from '@curlew/async';

/** What is known of every transfer for good; its handle goes to the next one. */
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
const KEPT_TEXTS = ['EFFECTIVE_URL', 'CONTENT_TYPE', 'PRIMARY_IP', 'REDIRECT_URL'] as const;
const KEPT: readonly string[] = [...KEPT_NUMBERS, ...KEPT_TEXTS];
const NUMBERS = numberInfos(...KEPT_NUMBERS);

/** Read into the same memory each time: a typed array for each transfer would cost more than what is in it. */
const scratch = new Float64Array(NUMBERS.length);

type InfoName = keyof EasyInfos;
const namesById = new Map(Object.entries(infoTable).map(([name, id]) => [id, name as InfoName] as const));

/**
 * A finished transfer, as callbacks and results get it; the seed's curl handle. Inside the callback, and until the
 * promise that it returns is done, everything can be asked; later what most want to know: status, headers, errors, and
 * the infos that {@link TransferHandle.getInfo} names.
 */
export class TransferHandle {
  #easy: Easy | undefined;
  #headerBlock: Buffer | undefined;
  #headers: ResponseHeaders | undefined;
  /** In the order of KEPT. */
  #kept: readonly unknown[] | undefined;
  /** Why the transfer failed; undefined when it succeeded (an HTTP error status is a success). */
  readonly error: (Error & { code?: string }) | undefined;

  /** @internal */
  constructor(easy: Easy, error: Error | undefined) {
    this.#easy = easy;
    this.error = error;
  }

  /**
   * What libcurl knows about the transfer; corresponds to `curl_easy_getinfo()`.
   * @param info libcurl's name without CURLINFO_, such as `RESPONSE_CODE`, or its number
   * @throws {TypeError} not an info @throws {Error} the callback is over, and this is not kept
   */
  getInfo<K extends InfoName>(info: K): EasyInfos[K];
  getInfo(info: number): EasyInfos[InfoName];
  getInfo(info: InfoName | number): unknown {
    const name = typeof info === 'number' ? namesById.get(info) : info;
    if (name === undefined) throw refusal('ERR_CURL_UNKNOWN_OPTION', `getInfo: expected the name or number of an info, got ${info}`);
    if (this.#easy) return this.#easy.getInfo(name);
    const at = KEPT.indexOf(name);
    if (at >= 0) return this.#kept![at];
    throw new CurlStateError(
      `it can be asked until the callback is done; later there are ${KEPT.join(', ')}`,
      'ERR_CURL_CLOSED',
      `getInfo ${name}`,
    );
  }

  /** The HTTP status, 0 when no response came. */
  get status(): number {
    return this.getInfo('RESPONSE_CODE');
  }

  /** The header lines as received, one block per response. */
  get headerBlock(): string {
    this.#headerBlock ??= this.#easy!.takeHeaderBlock();
    return this.#headerBlock.toString('latin1');
  }

  /** The headers of the last response by name, without case. */
  get headers(): ResponseHeaders {
    return (this.#headers ??= new ResponseHeaders(parseHeaderBlock(this.headerBlock).responses.at(-1)?.fields));
  }

  /** libcurl's number of the error, 0 for none. */
  get errno(): number {
    if (!this.error) return 0;
    return this.error instanceof EasyError ? this.error.errno : constants.CURLE_ABORTED_BY_CALLBACK;
  }

  /** What went wrong, '' for nothing. pycurl's `errstr()`. */
  get errstr(): string {
    return this.error?.message ?? '';
  }

  /** The handle goes to the next transfer: keeps what can be asked for later. @internal */
  release(): void {
    const easy = this.#easy!;
    this.#headerBlock ??= easy.takeHeaderBlock();
    const kept: unknown[] = [];
    for (const number of easy.getNumbers(NUMBERS, scratch)) kept.push(number);
    for (const name of KEPT_TEXTS) kept.push(easy.getInfo(name));
    this.#kept = kept;
    this.#easy = undefined;
  }
}
