import { X509Certificate } from 'node:crypto';
import { constants, easyStrError } from '@curlew/core-native';
import type { AnyFunction } from '../callbacks/adapt-callback.js';
import type { WriteViewCallback } from '../callbacks/callback-types.js';
import { CurlShare, shareOf } from '../curl-share.js';
import { urlOf } from '../curl-url.js';
import { asPycurl } from '../errors/as-pycurl.js';
import { OverflowError, error } from '../errors/errors.js';
import { mimeOf } from '../mime/curl-mime.js';
import { areKeywords, cInt, checkKeywords } from '../python/arguments.js';
import { warnOfOption } from '../python/deprecations.js';
import { bytesOf, checkAscii, checkCString, isText, type Text } from '../python/text.js';
import { isTrue } from '../python/truth.js';
import { CurlCallbacks } from './curl-callbacks.js';
import { stateOf } from './curl-state.js';
import { formOf } from './http-post.js';
import { ruleOf, type OptionRule } from './option-rule.js';
import type { FormField, OptionNumber, OptionValue } from './option-values.js';

/** Options of {@link Curl.setopt}; Python's keyword arguments. */
export interface SetoptKeywords {
  /** Pass WRITEFUNCTION or HEADERFUNCTION a view that is valid only during the call, instead of a copy. */
  use_memoryview?: boolean;
}

const LONG_MAX = 2n ** 63n - 1n;

/** The options of a Curl: checks values and passes them to the right setter. */
export abstract class CurlOptions extends CurlCallbacks {
  get #own() {
    return stateOf(this);
  }

  /**
   * Sets an option; corresponds to `curl_easy_setopt()`.
   * @param value a value that pycurl accepts for the option; null or undefined unsets it
   * @throws {TypeError} pycurl takes no such value for this option, or no such keyword
   * @throws {UnicodeEncodeError} text that is not ASCII
   * @throws {ValueError} a NUL byte
   * @throws {OverflowError} too large
   * @throws {error} libcurl refuses, or the handle is closed or running
   */
  setopt(
    option: (typeof constants)['CURLOPT_WRITEFUNCTION' | 'CURLOPT_HEADERFUNCTION'],
    value: WriteViewCallback,
    keywords: SetoptKeywords & { use_memoryview: true },
  ): void;
  setopt<O extends number>(option: O, value: OptionValue<O>, keywords?: SetoptKeywords): void;
  setopt(...given: unknown[]): void {
    if (given.length < 2) throw new TypeError(`setopt() takes at least 2 positional arguments (${given.length} given)`);
    // As in Python, an invalid option is reported before a surplus argument.
    cInt(given[0]);
    if (given.length > 3 || (given.length === 3 && given[2] !== undefined && !areKeywords(given[2])))
      throw new TypeError(`setopt() takes at most 2 positional arguments (${given.length} given)`);
    const [option, value, keywords = {}] = given as [number, unknown, SetoptKeywords?];
    checkKeywords(keywords, ['use_memoryview'], 'setopt()');
    this.#own.checkIdle('setopt');
    const rule = ruleOf(option, 'setopt');
    if (keywords.use_memoryview !== undefined && rule.name !== 'WRITEFUNCTION' && rule.name !== 'HEADERFUNCTION')
      throw new TypeError('use_memoryview is only supported for WRITEFUNCTION and HEADERFUNCTION');
    if (value === null || value === undefined) this.#unset(rule);
    else asPycurl('setopt', () => this.#set(option, rule, value, isTrue(keywords.use_memoryview)));
  }

  #set(option: number, rule: OptionRule, value: unknown, asView: boolean): void {
    if (rule.accepts.has('blob')) return void this.#own.easy.setOpt(option, bytesOf(value, 'blob option value'));
    if (isText(value)) return this.#setText(option, rule, value);
    switch (typeof value) {
      case 'number':
      case 'bigint':
      case 'boolean':
        return this.#setNumber(option, rule, value);
      case 'function':
        if (!rule.accepts.has('callable')) throw new TypeError('functions are not supported for this option');
        warnOfOption(rule.name);
        return this.setCallback(rule.name, value as AnyFunction, asView);
      case 'object':
        return this.#setObject(option, rule, value!);
      default:
        throw new TypeError('invalid arguments to setopt');
    }
  }

  #setText(option: number, { name, accepts }: OptionRule, value: Text): void {
    if (!accepts.has('string') && !accepts.has('string(pinned)')) throw new TypeError('strings are not supported for this option');
    warnOfOption(name);
    const text = name === 'POSTFIELDS' ? (typeof value === 'string' ? checkAscii(value) : value) : checkCString(value);
    const data = name === 'COPYPOSTFIELDS' ? this.#cutToSize(text) : text;
    // pycurl passes libcurl the text's address as a number, which counts as true.
    this.#own.easy.setOpt(option, name === 'WILDCARDMATCH' ? true : data);
    if (name === 'POSTFIELDS' || name === 'COPYPOSTFIELDS') this.#own.postFields = data;
  }

  /** libcurl copies as many bytes of COPYPOSTFIELDS as POSTFIELDSIZE said before. */
  #cutToSize(text: Text): Text {
    const size = this.#own.postFieldSize;
    if (size > text.length)
      throw new error(constants.CURLE_BAD_FUNCTION_ARGUMENT, `COPYPOSTFIELDS has ${text.length} bytes, POSTFIELDSIZE says ${size}`);
    return size < 0 ? text : text.slice(0, size);
  }

  #setNumber(option: number, { name, accepts }: OptionRule, value: number | bigint | boolean): void {
    if (typeof value === 'number' && !Number.isInteger(value)) throw new TypeError('invalid arguments to setopt');
    if (name !== '' && !accepts.has('int') && !accepts.has('off_t')) throw new TypeError('integers are not supported for this option');
    const number = BigInt(value);
    if (name === '') throw new error(constants.CURLE_UNKNOWN_OPTION, easyStrError(constants.CURLE_UNKNOWN_OPTION));
    if (number > LONG_MAX || number < -LONG_MAX - 1n) throw new OverflowError('Python int too large to convert to C long');
    if (name === 'POSTFIELDSIZE' || name === 'POSTFIELDSIZE_LARGE') this.#setPostFieldSize(option, Number(value));
    else this.#own.easy.setOpt(option, value);
  }

  /**
   * A size larger than the current data is applied only with COPYPOSTFIELDS, because libcurl would read beyond the end.
   */
  #setPostFieldSize(option: number, size: number): void {
    const { postFields } = this.#own;
    this.#own.postFieldSize = size;
    if (postFields === null) this.#own.easy.setOpt(option, size);
    else if (size <= postFields.length) this.#own.easy.setOpt(option, size < 0 ? cStringLength(postFields) : size);
  }

  #setObject(option: number, rule: OptionRule, value: object): void {
    const { accepts } = rule;
    if (Array.isArray(value)) this.#setList(option, rule, value);
    else if (accepts.has('CurlShare')) this.#setShare(value);
    else if (accepts.has('CurlMime')) this.#setMime(value);
    else if (accepts.has('CurlUrl')) this.#own.easy.setOpt('CURLU', urlOf(value));
    else if (accepts.has('file-like')) this.setFile(rule.name, value);
    else throw new TypeError('invalid arguments to setopt');
  }

  /** Sets a list. An empty list changes nothing, as in pycurl. Bytes are passed to libcurl unchanged. */
  #setList(option: number, { name, accepts }: OptionRule, items: unknown[]): void {
    if (accepts.has('httppost-list')) {
      warnOfOption(name);
      if (items.length === 0) return;
      this.#own.easy.setOpt('MIMEPOST', formOf(items as FormField[]));
      return this.#own.setMime(null);
    }
    if (!accepts.has('list')) throw new TypeError('lists are not supported for this option');
    const texts = items.map((item) => {
      if (!isText(item)) throw new TypeError('list items must be byte strings or Unicode strings with ASCII code points only');
      return checkCString(item);
    });
    if (texts.length > 0) this.#own.easy.setOpt(option, texts);
  }

  #setMime(value: object): void {
    const { mime, curlMime } = mimeOf(value, this);
    this.#own.easy.setOpt('MIMEPOST', mime);
    this.#own.setMime(curlMime);
  }

  #setShare(value: object): void {
    if (this.#own.share && !this.#own.share.closed) throw new error('Curl object already sharing. Unshare first.');
    if (!(value instanceof CurlShare)) throw new TypeError('invalid arguments to setopt');
    if (value.closed) throw new error('CurlShare is closed');
    this.#own.easy.setOpt('SHARE', shareOf(value));
    this.#own.share = value;
  }

  /** Sets an option that takes text. @throws as {@link Curl.setopt} */
  setopt_string(option: OptionNumber, value: Text): void {
    this.#own.checkIdle('setopt');
    if (!isText(value)) throw new TypeError('invalid arguments to setopt_string');
    const rule = ruleOf(option, 'setopt_string');
    asPycurl('setopt', () => this.#setText(option, rule, value));
  }

  /** Unsets an option. @throws {TypeError} pycurl cannot unset this option @throws {error} closed or running */
  unsetopt(option: OptionNumber): void {
    this.#own.checkIdle('unsetopt');
    this.#unset(ruleOf(option, 'unsetopt'));
  }

  #unset({ name, unset }: OptionRule): void {
    if (!unset) throw new TypeError('unsetopt() is not supported for this option');
    asPycurl('unsetopt', () => {
      if (name === 'WRITEFUNCTION') this.#own.easy.setOpts({ WRITEFUNCTION: null, WRITEDATA: 1 });
      else if (name === 'CERTINFO') this.#own.easy.setOpt('CERTINFO', false);
      else this.#own.easy.setOpt(name === 'HTTPPOST' ? 'MIMEPOST' : (name as 'URL'), null);
      if (name === 'SHARE') this.#own.share = null;
      if (name === 'HTTPPOST' || name === 'MIMEPOST') this.#own.setMime(null);
      this.#own.callbacks.delete(name);
    });
  }

  /**
   * Trusts these certificates (PEM) instead of a file's. If the text contains none, TLS connections fail with
   * E_FAILED_INIT.
   * @throws {TypeError} neither bytes nor ASCII text
   * @throws {error} (43, …) closed
   */
  set_ca_certs(pem: Text): void {
    const isGiven = pem instanceof Uint8Array || (typeof pem === 'string' && Buffer.byteLength(pem) === pem.length);
    if (!isGiven) throw new TypeError('set_ca_certs argument must be a byte string or a Unicode string with ASCII code points only');
    const { easy } = this.#own;
    if (easy.closed) throw new error(constants.CURLE_BAD_FUNCTION_ARGUMENT, easyStrError(constants.CURLE_BAD_FUNCTION_ARGUMENT));
    const hasOne = hasCertificate(pem);
    asPycurl('set_ca_certs', () => {
      if (hasOne) easy.setOpt('CAINFO_BLOB', Buffer.from(pem as string));
      easy.setOpt('SSL_CTX_FUNCTION', hasOne ? null : () => constants.CURLE_FAILED_INIT);
    });
  }
}

/** C's strlen(). */
function cStringLength(text: Text): number {
  const end = typeof text === 'string' ? text.indexOf('\0') : text.indexOf(0);
  return end < 0 ? text.length : end;
}

function hasCertificate(pem: Text): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
