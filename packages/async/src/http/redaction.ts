import { inspect, type InspectOptions } from 'node:util';
import { argumentError } from '@curlew/core-native';
import type { HeaderField } from './header-fields.js';

/** Stands for a value that must stay secret. */
export const REDACTED = '***';

/** Headers whose values let somebody else act as the caller. */
const SECRET: ReadonlySet<string> = new Set([
  'api-key',
  'authorization',
  'cookie',
  'proxy-authorization',
  'set-cookie',
  'x-amz-security-token',
  'x-api-key',
  'x-auth-token',
]);

/** Whether a header contains credentials. @param name in any case */
export const isSecretHeader = (name: string): boolean => SECRET.has(name.toLowerCase());

/**
 * Headers for a log or an archive.
 * @returns a copy with `***` for the values of headers that contain credentials: Authorization, cookies, API keys
 * @throws {TypeError} not an array of names and values
 */
export function redactHeaders(fields: readonly HeaderField[]): HeaderField[] {
  if (!Array.isArray(fields) || !fields.every(Array.isArray))
    throw argumentError('redactHeaders', 'fields', 'an array of names and values', fields);
  return redacted(fields as unknown as readonly HeaderField[]);
}

/** The same without a check. */
export const redacted = (fields: readonly HeaderField[]): HeaderField[] =>
  fields.map(([name, value]) => [name, isSecretHeader(name) ? REDACTED : value]);

/** The redacted headers by name, for `console.log`; the values of a repeated header are an array. */
export function shownHeaders(fields: readonly HeaderField[]): Record<string, string | string[]> {
  const shown: Record<string, string | string[]> = Object.create(null) as Record<string, never>;
  for (const [name, value] of redacted(fields)) shown[name] = name in shown ? [shown[name]!, value].flat() : value;
  return { ...shown };
}

/** The text of `console.log` for an object of this class. @param shown the properties to show, which contain no secret */
export const inspectAs = (className: string, shown: object, depth: number, options: InspectOptions): string =>
  depth < 0 ? `[${className}]` : `${className} ${inspect(shown, options)}`;
