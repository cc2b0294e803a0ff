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
 */
export const redactHeaders = (fields: readonly HeaderField[]): HeaderField[] =>
  fields.map(([name, value]) => [name, isSecretHeader(name) ? REDACTED : value]);
