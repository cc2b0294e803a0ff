import { viewChunks } from '@curlew/core-native';
import { mimeOf } from '../mime/curl-mime.js';
import { CurlShare, shareOf } from '../curl-share.js';
import { urlOf } from '../curl-url.js';
import { asPycurl, error } from '../errors.js';
import { adaptCallback } from './callbacks.js';
import { CurlBase, stateOf, type GivenCallback } from './curl-state.js';
import { formOf } from './http-post.js';
import { ruleOf, type OptionRule } from './option-rule.js';
import { blobOf, checkAscii, isAscii } from './option-text.js';
import type { FormField, OptionNumber, OptionValue, Text } from './option-values.js';

/** Options of {@link Curl.setopt}; Python's keyword arguments. */
export interface SetoptKeywords {
  /** Hand WRITEFUNCTION or HEADERFUNCTION a view that ends with the call, instead of a copy. */
  use_memoryview?: boolean;
}

/** The callback that stands for a file; pycurl knows HEADERDATA by its old name. */
const FILE_CALLBACKS: Readonly<Record<string, string>> = {
  READDATA: 'READFUNCTION',
  WRITEDATA: 'WRITEFUNCTION',
  HEADERDATA: 'HEADERFUNCTION',
  WRITEHEADER: 'HEADERFUNCTION',
};

/** The options of a Curl: which kind of value goes where. */
export abstract class CurlOptions extends CurlBase {
  get #own() {
    return stateOf(this);
  }

  /**
   * Sets an option; corresponds to `curl_easy_setopt()`.
   * @param value what pycurl takes for it; null or undefined unsets it
   * @throws {TypeError} pycurl takes no such value for this option
   * @throws {UnicodeEncodeError} text that is not ASCII @throws {ValueError} a NUL byte @throws {OverflowError} too large
   * @throws {error} libcurl refuses, or the handle is closed or running
   */
  setopt<O extends OptionNumber>(option: O, value: OptionValue<O>, keywords?: SetoptKeywords): void;
  setopt(option: number, value: unknown, keywords: SetoptKeywords = {}): void {
    this.#own.checkIdle('setopt');
    const rule = ruleOf(option, 'setopt');
    if (keywords.use_memoryview !== undefined && rule.name !== 'WRITEFUNCTION' && rule.name !== 'HEADERFUNCTION')
      throw new TypeError('use_memoryview is only supported for WRITEFUNCTION and HEADERFUNCTION');
    if (value === null || value === undefined) this.#unset(rule);
    else asPycurl('setopt', () => this.#set(option, rule, value, keywords.use_memoryview === true));
  }

  #set(option: number, rule: OptionRule, value: unknown, asView: boolean): void {
    const takes = (...kinds: string[]) => kinds.some((kind) => rule.accepts.has(kind));
    if (takes('blob')) return void this.#own.easy.setOpt(option, blobOf(value));
    switch (typeof value) {
      case 'string':
        if (!takes('string', 'string(pinned)')) throw new TypeError('strings are not supported for this option');
        return void this.#own.easy.setOpt(option, checkAscii(value));
      case 'number':
      case 'bigint':
      case 'boolean':
        if (typeof value === 'number' && !Number.isInteger(value)) throw new TypeError('invalid arguments to setopt');
        if (!takes('int', 'off_t')) throw new TypeError('integers are not supported for this option');
        return void this.#own.easy.setOpt(option, value);
      case 'function':
        if (!takes('callable')) throw new TypeError('functions are not supported for this option');
        return this.#setCallback(rule.name, value as (...values: never[]) => unknown, asView);
      case 'object':
        return this.#setObject(option, rule, value!);
      default:
        throw new TypeError('invalid arguments to setopt');
    }
  }

  #setObject(option: number, rule: OptionRule, value: object): void {
    const { accepts } = rule;
    if (value instanceof Uint8Array) {
      if (!accepts.has('string') && !accepts.has('string(pinned)')) throw new TypeError('strings are not supported for this option');
      this.#own.easy.setOpt(option, value);
    } else if (Array.isArray(value)) this.#setList(option, rule, value);
    else if (accepts.has('CurlShare')) this.#setShare(value);
    else if (accepts.has('CurlMime')) this.#setMime(value);
    else if (accepts.has('CurlUrl')) this.#own.easy.setOpt('CURLU', urlOf(value));
    else if (accepts.has('file-like')) this.#setFile(rule.name, value);
    else throw new TypeError('invalid arguments to setopt');
  }

  #setList(option: number, { accepts }: OptionRule, items: unknown[]): void {
    if (accepts.has('httppost-list')) {
      this.#own.easy.setOpt('MIMEPOST', formOf(items as FormField[]));
      return this.#own.setMime(null);
    }
    if (!accepts.has('list')) throw new TypeError('lists are not supported for this option');
    const isText = (item: unknown): item is Text => item instanceof Uint8Array || (typeof item === 'string' && isAscii(item));
    if (!items.every(isText)) throw new TypeError('list items must be byte strings or Unicode strings with ASCII code points only');
    // An empty list changes nothing, as in pycurl. Bytes go to libcurl as they are.
    if (items.length > 0) this.#own.easy.setOpt(option, items);
  }

  #setMime(value: object): void {
    const { mime, curlMime } = mimeOf(value, this);
    this.#own.easy.setOpt('MIMEPOST', mime);
    this.#own.setMime(curlMime);
  }

  #setShare(value: object): void {
    if (!(value instanceof CurlShare)) throw new TypeError('invalid arguments to setopt');
    if (value.closed) throw new error(['CurlShare is closed']);
    if (this.#own.share && !this.#own.share.closed) throw new error(['Curl object already sharing. Unshare first.']);
    this.#own.easy.setOpt('SHARE', shareOf(value));
    this.#own.share = value;
  }

  #setFile(name: string, file: object): void {
    const reads = name === 'READDATA';
    const method = (file as Record<string, unknown>)[reads ? 'read' : 'write'];
    if (typeof method !== 'function') throw new TypeError(`object given without a ${reads ? 'read' : 'write'} method`);
    const callback = FILE_CALLBACKS[name];
    // What a file answers to write() is its own affair.
    const call = method.bind(file) as (given: unknown) => unknown;
    this.#setCallback(callback!, reads ? call : (chunk) => void call(chunk), false);
  }

  #setCallback(name: string, callback: (...values: never[]) => unknown, asView: boolean): void {
    const own = this.#own;
    const adapted = adaptCallback(name, callback);
    const tracked = (...values: never[]) => {
      const wasWriting = own.isInWriteCallback;
      own.callbackDepth += 1;
      own.isInWriteCallback = name === 'WRITEFUNCTION';
      try {
        return adapted(...values);
      } finally {
        own.callbackDepth -= 1;
        own.isInWriteCallback = wasWriting;
      }
    };
    own.easy.setOpt(name as 'WRITEFUNCTION', (asView ? viewChunks(tracked as never) : tracked) as never);
    own.callbacks.set(name, { callback, asView });
  }

  /** Sets the callbacks of another handle: as its own they know which handle they run in. @internal */
  protected takeCallbacks(from: ReadonlyMap<string, GivenCallback>): void {
    for (const [name, { callback, asView }] of from) this.#setCallback(name, callback, asView);
  }

  /** Sets an option that takes text. @throws as {@link Curl.setopt} */
  setopt_string(option: OptionNumber, value: Text): void {
    if (typeof value !== 'string' && !(value instanceof Uint8Array)) throw new TypeError('invalid arguments to setopt_string');
    this.#own.checkIdle('setopt');
    ruleOf(option, 'setopt_string');
    asPycurl('setopt', () => this.#own.easy.setOpt(option as number, typeof value === 'string' ? checkAscii(value) : value));
  }

  /** Takes an option's value back. @throws {TypeError} pycurl knows no way for this option @throws {error} closed or running */
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

  /** Trusts these certificates (PEM) instead of a file's. */
  set_ca_certs(pem: Text): void {
    if (typeof pem !== 'string' && !(pem instanceof Uint8Array)) throw new TypeError('set_ca_certs() requires str or bytes');
    asPycurl('set_ca_certs', () => this.#own.easy.setOpt('CAINFO_BLOB', Buffer.from(pem as string)));
  }
}
