import { Status, binding, hasFailed } from '../binding.js';
import { guardCallback, type AnyCallback } from '../callbacks/guard-callback.js';
import { wantsView } from '../callbacks/chunk-view.js';
import { CurlStateError, errorOfStatus, makeEasyError, refusal } from '../errors/index.js';
import { easyOptionMembers, easyOptionTable, type EasyOptions } from '../generated/easy-options.js';
import { constants } from '../generated/constants.js';
import { infoTable, type EasyInfos } from '../generated/infos.js';
import { mimeAccess, type Mime } from '../mime/mime.js';
import { expectedValue, type OptionKind, type OptionRow } from '../option-values.js';
import { shareAccess, type Share } from '../share.js';
import { urlAccess } from '../url.js';
import { isOlderThan, versionInfo } from '../version.js';
import { EasyBase, easyAccess } from './easy-base.js';
import type { NumberInfos } from './number-infos.js';

/** Kinds whose values are passed to native code unchanged. */
const PLAIN: ReadonlySet<OptionKind> = new Set([
  'long',
  'values',
  'offT',
  'string',
  'bytes',
  'slist',
  'blob',
  'descriptor',
  'source',
  'reserved',
  'unsupported',
]);

/** Name → number of the options of these kinds. */
const plainOptions: Record<string | number, number | undefined> = Object.assign(
  Object.create(null) as Record<string | number, number | undefined>,
  Object.fromEntries(Object.entries(easyOptionTable).flatMap(([name, [id, kind]]) => (PLAIN.has(kind) ? [[name, id]] : []))),
);

/** Kinds that null resets; libcurl has no such value for numbers. */
const UNSETTABLE: ReadonlySet<OptionKind> = new Set([
  'string',
  'bytes',
  'slist',
  'blob',
  'callback',
  'descriptor',
  'source',
  'share',
  'url',
  'mime',
  'easy',
]);

/** Replaces a value of a wrong type that native code might accept with another meaning. */
const NOT_A_VALUE = false;

/** Cache of the rows of options given by number. */
const rowsById = new Map<number, readonly [name: string, row: OptionRow]>();

function rowOf(option: string | number): readonly [name: string, row: OptionRow] {
  if (typeof option === 'string') {
    const row = easyOptionTable[option];
    if (row) return [option, row];
  } else if (Number.isInteger(option)) {
    if (rowsById.size === 0)
      for (const [name, row] of Object.entries(easyOptionTable)) if (!rowsById.has(row[0])) rowsById.set(row[0], [name, row]);
    // An unknown number is passed to libcurl, which may be newer than this package.
    return rowsById.get(option) ?? [`option ${option}`, [option, 'values', 'a later version']];
  }
  throw refusal(
    'ERR_CURL_UNKNOWN_OPTION',
    `setOpt: ${typeof option === 'string' ? `"${option}"` : String(option)} is not an option of libcurl ${versionInfo().version}; ` +
      "names are libcurl's without CURLOPT_",
  );
}

/** The type of an info with Buffers in place of strings. */
export type InfoBytes<T> = T extends string ? Buffer : T extends readonly (infer Item)[] ? InfoBytes<Item>[] : T;

/** Native code refuses anything but the result of numberInfos(). */
const roomFor = (infos: NumberInfos | undefined | null) => new Float64Array(infos?.length ?? 0);

/** Options and infos of an easy handle. */
export abstract class EasySettings extends EasyBase {
  /** The Mime of MIMEPOST, and its version when it was passed to libcurl. */
  #mime: { mime: Mime; version: number } | undefined;

  /**
   * Sets one option; corresponds to `curl_easy_setopt()`.
   * @param option libcurl's name without CURLOPT_, or the option's number
   * @param value the option's value; `null` resets strings, lists, bytes, callbacks and objects
   * @throws {TypeError} the name is unknown or the value has a wrong type
   * @throws {RangeError} the number does not fit, or the text contains a NUL byte
   * @throws {EasyError} libcurl refuses the value
   * @throws {CurlStateError} the handle is closed
   */
  setOpt<K extends keyof EasyOptions>(option: K, value: EasyOptions[K]): this;
  setOpt(option: number, value: unknown): this;
  setOpt(option: string | number, value: unknown): this {
    // The fast path: a known name whose value is passed to libcurl unchanged.
    const id = plainOptions[option];
    const status = id !== undefined ? binding.easySetOpt(easyAccess.id(this)!, id, value, false) : this.#setSlowly(option, value);
    if (status !== Status.ok) this.#refusedOption(status, option, value);
    return this;
  }

  /**
   * Sets several options in the object's order. If one is refused this throws, and those before it stay set.
   * @throws as {@link Easy.setOpt}
   */
  setOpts(options: Partial<EasyOptions>): this {
    for (const name in options) {
      const value = options[name as keyof EasyOptions];
      if (value !== undefined) this.setOpt(name as keyof EasyOptions, value as never);
    }
    return this;
  }

  /**
   * Resets an option to libcurl's default.
   * @throws {TypeError} the name is unknown, or the option is a number, whose default libcurl does not keep
   * @throws {CurlStateError} the handle is closed
   */
  unsetOpt(option: keyof EasyOptions | number): this {
    const [name, row] = rowOf(option);
    if (!UNSETTABLE.has(row[1]))
      throw refusal(
        'ERR_CURL_INVALID_ARG_VALUE',
        `unsetOpt ${name}: a number cannot be unset; set it to libcurl's default, or reset() the handle`,
      );
    return this.setOpt(row[0], null);
  }

  #setSlowly(option: string | number, value: unknown): number {
    const [name, [id, kind]] = rowOf(option);
    const set = (plain: unknown, asView = false) => binding.easySetOpt(easyAccess.id(this)!, id, plain, asView);
    const nullish = value === null || value === undefined;
    switch (nullish ? 'long' : kind) {
      case 'callback': {
        if (typeof value !== 'function') return set(NOT_A_VALUE);
        const asView = wantsView(value);
        return set(guardCallback(name, value as AnyCallback, easyAccess.makeHost(this), asView), asView);
      }
      case 'share':
        if (shareAccess.native(value) && (value as Share).closed)
          throw new CurlStateError('the share is closed', 'ERR_CURL_CLOSED', 'setOpt SHARE');
        return set(shareAccess.native(value) ?? NOT_A_VALUE);
      case 'url':
        return set(urlAccess.native(value) ?? NOT_A_VALUE);
      case 'easy':
        return set(easyAccess.native(value) ?? NOT_A_VALUE);
      case 'mime':
        return this.#setMime(id, value);
      default:
        if (kind === 'mime') this.#mime = undefined;
        return set(value);
    }
  }

  #setMime(id: number, value: unknown): number {
    const description = mimeAccess.describe(value);
    if (!description) return Status.wrongType;
    const status = binding.easySetOpt(easyAccess.id(this)!, id, description, false);
    if (status === Status.ok) this.#mime = { mime: value as Mime, version: mimeAccess.version(value as Mime) };
    return status;
  }

  /**
   * Called before each transfer: a Mime may have been changed since it was set, as is allowed in libcurl.
   * @internal
   */
  protected refreshMime(): void {
    if (this.#mime !== undefined && this.#mime.version !== mimeAccess.version(this.#mime.mime)) this.setOpt('MIMEPOST', this.#mime.mime);
  }

  /** For a duplicate, and for reset(). @internal */
  protected adoptMime(original: EasySettings | undefined): void {
    this.#mime = undefined;
    if (original && original.#mime) this.setOpt('MIMEPOST', original.#mime.mime);
  }

  #refusedOption(status: number, option: string | number, value: unknown): never {
    const [name, [, kind, since]] = rowOf(option);
    const operation = `setOpt ${name}`;
    if (status === Status.unknownOption || status === constants.CURLE_UNKNOWN_OPTION) {
      const { version } = versionInfo();
      const reason = isOlderThan(since) ? `needs libcurl ${since}, this is ${version}` : `is not built into this libcurl (${version})`;
      throw makeEasyError(constants.CURLE_UNKNOWN_OPTION, { operation, detail: `${name} ${reason}` });
    }
    const members = easyOptionMembers[name];
    const detail = status === constants.CURLE_BAD_FUNCTION_ARGUMENT && members ? `expected ${members.join(', ')}` : this.errorDetail;
    throw errorOfStatus(status, { operation, expected: expectedValue[kind], value }) ?? makeEasyError(status, { operation, detail });
  }

  /**
   * An info about the last or running transfer; corresponds to `curl_easy_getinfo()`.
   * @param info libcurl's name without CURLINFO_
   * @returns a number (times in seconds, `_T` in microseconds, sizes in bytes), a string or null, or a list
   * @throws {TypeError} the name is unknown
   * @throws {CurlStateError} the handle is closed
   */
  getInfo<K extends keyof EasyInfos>(info: K): EasyInfos[K] {
    return this.#info(info) as EasyInfos[K];
  }

  /**
   * The same with text as bytes, since text from a server need not be UTF-8.
   * @throws as {@link Easy.getInfo}
   */
  getInfoBytes<K extends keyof EasyInfos>(info: K): InfoBytes<EasyInfos[K]> {
    return this.#info(info, true) as InfoBytes<EasyInfos[K]>;
  }

  #info(info: keyof EasyInfos, asBytes?: true): unknown {
    const id = infoTable[info];
    if (id === undefined)
      throw refusal(
        'ERR_CURL_UNKNOWN_OPTION',
        `getInfo: "${String(info)}" is not an info of libcurl; names are libcurl's without CURLINFO_`,
      );
    const native = easyAccess.native(this)!;
    const answer = asBytes ? native.getInfo(id, asBytes) : native.getInfo(id);
    if (!hasFailed(answer)) return info.startsWith('TLS_') ? tlsSessionOf(answer) : answer;
    const operation = `getInfo ${info}`;
    throw (
      errorOfStatus(answer.failed, { operation }) ??
      makeEasyError(answer.failed, { operation, detail: `needs a later libcurl, this is ${versionInfo().version}` })
    );
  }

  /**
   * Reads many numeric infos at the price of one; see {@link numberInfos}.
   * @returns the values in order, NaN for infos that the linked libcurl does not know
   * @throws {TypeError} not made by numberInfos
   * @throws {CurlStateError} the handle is closed
   */
  getNumbers(infos: NumberInfos, target: Float64Array = roomFor(infos)): Float64Array {
    const status = easyAccess.native(this)!.getNumbers(infos, target);
    if (status !== Status.ok) this.refused(status, 'getNumbers', 'the result of numberInfos()', infos);
    return target;
  }

  /**
   * Fails a transfer with CURLE_FILESIZE_EXCEEDED when its body is larger: counted after decoding, unlike
   * MAXFILESIZE_LARGE. For a {@link BodyQueue} that decodes, reading fails with it. Reset by reset().
   * @param bytes a whole number from 0
   * @throws {TypeError | RangeError} not such a number
   * @throws {CurlStateError} the handle is closed
   */
  setBodyLimit(bytes: number): this {
    const status = easyAccess.native(this)!.setBodyLimit(bytes);
    if (status !== Status.ok) this.refused(status, 'setBodyLimit', 'a whole number of bytes from 0', bytes);
    return this;
  }

  /**
   * Makes this package decode bodies instead of libcurl, unless they go to a WRITEFUNCTION: gzip (also with several
   * members), deflate (zlib or raw), br and zstd, and combinations of them. With an unknown coding the body is left as
   * it is; a damaged or truncated body fails the transfer with CURLE_BAD_CONTENT_ENCODING. The event loop keeps running
   * however large the decoded body is. Default: off, also after reset().
   *
   * Sets ACCEPT_ENCODING and HTTP_CONTENT_DECODING; the former may be set to something else afterwards. With a libcurl of
   * the system libcurl's own decoding is used.
   * @throws {TypeError} not a boolean
   * @throws {CurlStateError} the handle is closed
   */
  setDecoding(on: boolean): this {
    const status = easyAccess.native(this)!.setDecoding(on);
    if (status !== Status.ok) this.refused(status, 'setDecoding', 'a boolean', on);
    return this;
  }

  /**
   * Has requests sent at most once, unless their method is idempotent (GET, HEAD, PUT, DELETE, OPTIONS, TRACE) or the
   * server says that it has refused the stream. By itself libcurl sends a request again when a kept connection closes
   * without an answer, although the server may have acted on it. With this, the transfer fails instead, mostly with
   * CURLE_GOT_NOTHING, CURLE_RECV_ERROR or CURLE_SEND_ERROR. So that this is rare, a kept connection is checked before
   * each such request instead of once a second. Off by default, and after reset().
   * @returns false with a libcurl of the system, which has no such option: it goes on sending requests again
   * @throws {TypeError} not a boolean
   * @throws {CurlStateError} the handle is closed
   */
  setSendOnce(on: boolean): boolean {
    const status = easyAccess.native(this)!.setSendOnce(on);
    if (status === Status.unsupported) return false;
    if (status !== Status.ok) this.refused(status, 'setSendOnce', 'a boolean', on);
    return true;
  }

  /** @internal */
  protected override effectiveUrl(): string | undefined {
    const answer = easyAccess.native(this)!.getInfo(infoTable.EFFECTIVE_URL!);
    return typeof answer === 'string' ? answer : undefined;
  }
}

function tlsSessionOf(answer: unknown): EasyInfos['TLS_SSL_PTR'] {
  const [backend, internals] = answer as [number, bigint | null];
  return { backend, internals };
}
