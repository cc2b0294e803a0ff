import {
  EasyError,
  ResponseHeaders,
  constants,
  infoTable,
  numberInfos,
  parseHeaderBlock,
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
const NUMBERS = numberInfos(...KEPT_NUMBERS);

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
  #kept: ReadonlyMap<InfoName, unknown> | undefined;
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
    if (name === undefined) throw new TypeError(`getInfo: expected the name or number of an info, got ${info}`);
    if (this.#easy) return this.#easy.getInfo(name);
    if (this.#kept!.has(name)) return this.#kept!.get(name);
    const kept = [...this.#kept!.keys()].join(', ');
    throw new Error(`getInfo ${name}: can be asked until the callback is done; later there are ${kept}`);
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
    const numbers = easy.getNumbers(NUMBERS);
    this.#kept = new Map<InfoName, unknown>([
      ...KEPT_NUMBERS.map((name, index) => [name, numbers[index]] as const),
      ...KEPT_TEXTS.map((name) => [name, easy.getInfo(name)] as const),
    ]);
    this.#easy = undefined;
  }
}
