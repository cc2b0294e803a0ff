import { easyOptionTable } from '@curlew/core-native';
import { pycurlConstants } from '../constants.js';
import { cInt } from '../python/arguments.js';
import { optionRules } from '../generated/option-rules.js';

/** pycurl's rules for an option. */
export interface OptionRule {
  /** libcurl's name without CURLOPT_. */
  name: string;
  accepts: ReadonlySet<string>;
  unset: boolean;
}

const constants = pycurlConstants as Readonly<Record<string, number>>;
const coreNames = new Map(Object.entries(easyOptionTable).map(([name, [id]]) => [id, name] as const));
const rules = new Map<number, OptionRule>();
for (const [name, [accepts, unset]] of Object.entries(optionRules)) {
  const id = constants[name];
  if (id === undefined) continue;
  const known = rules.get(id);
  // FILE and WRITEDATA, INFILE and READDATA, … are two names of one option.
  rules.set(id, {
    name: coreNames.get(id) ?? name,
    accepts: new Set([...(known?.accepts ?? []), ...accepts]),
    unset: unset || (known?.unset ?? false),
  });
}

const BLOBS = 40_000;
/** libcurl's newest option, without its type. */
const LARGEST = Math.max(...Object.values(easyOptionTable).map(([id]) => id % 10_000));
/** The rule for a number that could be an option but is not one of pycurl's: it accepts no value. */
const UNKNOWN: OptionRule = { name: '', accepts: new Set(), unset: false };

/** The rule of an option. @throws {TypeError} as in pycurl, if it is not an option @throws {OverflowError} not a C int */
export function ruleOf(option: unknown, method: string): OptionRule {
  const number = cInt(option);
  const rule = rules.get(number);
  if (rule) return rule;
  if (number <= 0 || number >= BLOBS + LARGEST || number % 10_000 > LARGEST) throw new TypeError(`invalid arguments to ${method}`);
  return UNKNOWN;
}
