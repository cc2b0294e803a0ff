import { constants } from '@curlew/core-native';
import { constantSymbols } from './generated/constant-symbols.js';

type Symbols = typeof constantSymbols;

/** pycurl's constants, each a literal type with the pinned libcurl's value. */
export type PycurlConstants = {
  readonly [Name in keyof Symbols]: Symbols[Name] extends keyof typeof constants ? (typeof constants)[Symbols[Name]] : never;
};

/** pycurl's constants by pycurl's names: `pycurl.URL`, `pycurl.E_COULDNT_CONNECT`, … Values are the linked libcurl's. */
export const pycurlConstants = Object.freeze(
  Object.fromEntries(Object.entries(constantSymbols).map(([name, symbol]) => [name, (constants as Record<string, number>)[symbol]])),
) as PycurlConstants;
