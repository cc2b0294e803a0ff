import { checkBoolean, checkInteger } from '@curlew/core-native';
import { optionWithDefault, type Descriptors } from './descriptor.js';

/** Options of redirects. */
export interface RedirectOptions {
  /** Follow redirects (301, 302, 303, 307, 308) to http and https. Default true: the session follows them, not libcurl. */
  allowRedirects?: boolean | undefined;
  /** The maximum number of redirects. Default 5; the next one rejects with a {@link RequestError}. */
  maxRedirects?: number | undefined;
  /** Follow redirects from https to http. Default false. */
  allowDowngrade?: boolean | undefined;
}

/** @internal */
export const redirectOptions = {
  allowRedirects: optionWithDefault(true, (value, name) => checkBoolean('', name, value)),
  maxRedirects: optionWithDefault(5, (value, name) => checkInteger('', name, value)),
  allowDowngrade: optionWithDefault(false, (value, name) => checkBoolean('', name, value)),
} satisfies Descriptors<RedirectOptions>;
