import { viewChunks } from '@curlew/core-native';
import { adaptCallback, isRaised, type AnyFunction } from '../callbacks/adapt-callback.js';
import { fileWriteAnswer } from '../callbacks/answers.js';
import { CurlBase, stateOf, type GivenCallback } from './curl-state.js';

/** The callback that replaces a file object; pycurl uses the old name of HEADERDATA. */
const FILE_CALLBACKS: Readonly<Record<string, string>> = {
  READDATA: 'READFUNCTION',
  WRITEDATA: 'WRITEFUNCTION',
  HEADERDATA: 'HEADERFUNCTION',
  WRITEHEADER: 'HEADERFUNCTION',
};

/** The callbacks of a Curl. The handle keeps track of running callbacks. */
export abstract class CurlCallbacks extends CurlBase {
  get #own() {
    return stateOf(this);
  }

  /** Sets a callback, which gets a view instead of a copy if that was requested. @internal */
  protected setCallback(name: string, callback: AnyFunction, asView: boolean): void {
    const own = this.#own;
    const adapted = adaptCallback(name, callback);
    const tracked = (...values: never[]) => {
      const wasWriting = own.isInWriteCallback;
      own.callbackDepth += 1;
      own.isInWriteCallback = name === 'WRITEFUNCTION';
      try {
        return adapted(...values);
      } catch (thrown) {
        if (isRaised(name, thrown)) own.raise(thrown);
        throw thrown;
      } finally {
        own.callbackDepth -= 1;
        own.isInWriteCallback = wasWriting;
      }
    };
    own.easy.setOpt(name as 'WRITEFUNCTION', (asView ? viewChunks(tracked as never) : tracked) as never);
    own.callbacks.set(name, { callback, asView });
  }

  /** Sets a file-like object to read from or write to. @throws {TypeError} it lacks the method @internal */
  protected setFile(name: string, file: object): void {
    const reads = name === 'READDATA';
    const method = (file as Record<string, unknown>)[reads ? 'read' : 'write'];
    if (typeof method !== 'function') throw new TypeError(`object given without a ${reads ? 'read' : 'write'} method`);
    const call = method.bind(file) as (given: unknown) => unknown;
    this.setCallback(FILE_CALLBACKS[name]!, reads ? call : (chunk) => fileWriteAnswer(call(chunk)), false);
  }

  /** Sets the callbacks of another handle as this handle's own, so that they count as running in it. @internal */
  protected takeCallbacks(from: ReadonlyMap<string, GivenCallback>): void {
    for (const [name, { callback, asView }] of from) this.setCallback(name, callback, asView);
  }
}
