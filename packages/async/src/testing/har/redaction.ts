import { redactUrl } from '@curlew/core-native';
import type { HeaderField } from '../../http/header-fields.js';
import type { HarPair } from './har.js';

/** Replaces the values of headers that must stay secret. A replay leaves such headers out. */
export const REDACTED = '***';

const SECRET: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/** Headers for an archive. @param secrets keep the values of headers that contain credentials */
export const redactedPairs = (fields: readonly HeaderField[], secrets: boolean): HarPair[] =>
  fields.map(([name, value]) => ({ name, value: !secrets && SECRET.has(name.toLowerCase()) ? REDACTED : value }));

/** A URL for an archive. @param secrets keep user and password */
export const redactedUrl = (url: string, secrets: boolean): string => (secrets ? url : redactUrl(url));
