import { easyOptionTable } from '@curlew/core-native';
import { pycurlConstants } from '../constants.js';
import { optionRules } from '../generated/option-rules.js';

/** What pycurl knows of an option. */
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

/** The rule of an option. @throws {TypeError} as pycurl, for what is no option */
export function ruleOf(option: unknown, method: string): OptionRule {
  const rule = typeof option === 'number' ? rules.get(option) : undefined;
  if (!rule) throw new TypeError(`invalid arguments to ${method}`);
  return rule;
}
