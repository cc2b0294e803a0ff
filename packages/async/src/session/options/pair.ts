import { argumentError } from '@curlew/core-native';

/** A pair of strings; null for none. @throws {TypeError} anything else */
export function checkPair(value: unknown, name: string): readonly [string, string] | undefined {
  if (value === null) return undefined;
  if (!Array.isArray(value) || value.length !== 2 || value.some((each) => typeof each !== 'string'))
    throw argumentError('', name, 'two strings', value);
  return value as unknown as readonly [string, string];
}
