import { constants } from '@curlew/core-native';
import { constantScopes } from './generated/constant-scopes.js';
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

/** Puts the constants that pycurl has on the objects of a class on its prototype. */
export function scopeConstants(prototype: object, scope: 'Curl' | 'CurlMulti' | 'CurlShare'): void {
  const elsewhere = new Set<string>(Object.values(constantScopes).flat());
  const names = scope === 'Curl' ? Object.keys(pycurlConstants).filter((name) => !elsewhere.has(name)) : constantScopes[scope];
  for (const name of names)
    Object.defineProperty(prototype, name, {
      value: (pycurlConstants as Record<string, unknown>)[name],
      writable: true,
      configurable: true,
    });
}
