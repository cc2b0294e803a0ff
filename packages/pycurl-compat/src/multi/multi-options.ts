import type { MultiOptions } from '@curlew/core-native';
import { reportIgnored, type AnyFunction } from '../callbacks/adapt-callback.js';
import { intOrNone } from '../callbacks/answers.js';
import type { MultiCallbackTypes } from '../callbacks/callback-types.js';
import { pycurlConstants, type PycurlConstants } from '../constants.js';
import { OverflowError, error } from '../errors/errors.js';
import { cInt } from '../python/arguments.js';
import { isText, type Text } from '../python/text.js';

/** `M_MAXCONNECTS` → `MAXCONNECTS`. */
const names = new Map(
  Object.entries(pycurlConstants as Readonly<Record<string, number>>)
    .filter(([name]) => name.startsWith('M_') && !name.startsWith('M_NOTIFY_'))
    .map(([name, id]) => [id, name.slice(2)] as const),
);
const CALLBACKS: ReadonlySet<string> = new Set(['SOCKETFUNCTION', 'TIMERFUNCTION', 'NOTIFYFUNCTION']);
const LISTS: ReadonlySet<string> = new Set(['PIPELINING_SITE_BL', 'PIPELINING_SERVER_BL']);
/** pycurl checks an option's number against that of libcurl's newest option. */
const LARGEST = 19;
const LONG_MAX = 2n ** 63n - 1n;

/** An option of a multi and what it takes; `setopt(M_TIMERFUNCTION, (timeout_ms) => …)`. */
export type MultiOptionValue<Id extends number, Multi, Curl> = number extends Id
  ? AnyMultiValue<Multi, Curl>
  : ValueOfName<NamesOf<Id>, Multi, Curl>;

type AnyMultiValue<Multi, Curl> =
  number | boolean | readonly Text[] | MultiCallbackTypes<Multi, Curl>[keyof MultiCallbackTypes<Multi, Curl>] | null;
type MultiNames = Extract<keyof PycurlConstants, `M_${string}`>;
type NamesOf<Id> = { [Name in MultiNames]: PycurlConstants[Name] extends Id ? Name : never }[MultiNames];
type ValueOfName<Name, Multi, Curl> = Name extends keyof MultiCallbackTypes<Multi, Curl>
  ? MultiCallbackTypes<Multi, Curl>[Name] | null
  : Name extends 'M_PIPELINING_SITE_BL' | 'M_PIPELINING_SERVER_BL'
    ? readonly Text[] | null
    : number | boolean;

/** The core's option and value that stand for one of pycurl's. */
export interface MultiSetting {
  name: keyof MultiOptions;
  value: number | AnyFunction | null;
}

/**
 * An option and its value by pycurl's rules.
 * @throws {TypeError} pycurl takes no such value for this option
 * @throws {OverflowError} too large
 */
export function multiSetting(option: unknown, value: unknown): MultiSetting | undefined {
  const number = cInt(option);
  if (number <= 0 || number % 10_000 > LARGEST) throw invalid();
  const name = names.get(number) ?? '';
  const isCallback = CALLBACKS.has(name);
  const isList = LISTS.has(name);
  const setting = (taken: MultiSetting['value']) => ({ name: name as keyof MultiOptions, value: taken });
  if (value === null || value === undefined) {
    if (!isCallback && !isList) throw new TypeError('unsetting is not supported for this option');
    return isCallback ? setting(null) : undefined;
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    if (typeof value === 'number' && !Number.isInteger(value)) throw invalid();
    const integer = BigInt(value);
    if (integer > LONG_MAX || integer < -LONG_MAX - 1n) throw new OverflowError('Python int too large to convert to C long');
    if (name === '' || isCallback || isList) throw new TypeError('integers are not supported for this option');
    return setting(Number(value));
  }
  if (Array.isArray(value)) {
    if (!isList) throw new TypeError('lists/tuples are not supported for this option');
    // HTTP/1 pipelining was removed from libcurl; the lists are accepted without effect.
    if (!value.every(isText)) throw new error('list/tuple items must be strings');
    return undefined;
  }
  if (typeof value !== 'function') throw invalid();
  if (!isCallback) throw new TypeError('callables are not supported for this option');
  return setting(value as AnyFunction);
}

const invalid = () => new TypeError('invalid arguments to setopt');

/**
 * The core's callback for one of pycurl's.
 * @param handed converts the core's arguments to pycurl's
 * @param isHeeded whether an exception fails the running call; otherwise it is printed, as in pycurl
 */
export function adaptMultiCallback(
  name: string,
  callback: AnyFunction,
  handed: (...given: never[]) => unknown[],
  isHeeded: () => boolean,
): AnyFunction {
  const call = callback as (...values: unknown[]) => unknown;
  if (name === 'NOTIFYFUNCTION')
    return (...given) => {
      try {
        call(...handed(...given));
      } catch (thrown) {
        reportIgnored(thrown);
      }
    };
  const words = name === 'SOCKETFUNCTION' ? 'multi socket' : 'multi timer';
  return (...given) => {
    try {
      // libcurl treats only −1 as a failure.
      return intOrNone(words, 0, call(...handed(...given))) === -1 ? -1 : 0;
    } catch (thrown) {
      if (isHeeded()) throw thrown;
      reportIgnored(thrown);
      return -1;
    }
  };
}
