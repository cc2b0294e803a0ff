import { checkOneOf, constants, type EasyOptions } from '@curlew/core-native';
import type { Credentials } from '../../http/request.js';
import { option, optionWithDefault, type CheckedOf, type Descriptors } from './descriptor.js';
import { checkPair } from './pair.js';

/** libcurl's bits for them. @internal */
export const AUTH_TYPES = {
  basic: constants.CURLAUTH_BASIC,
  digest: constants.CURLAUTH_DIGEST,
  ntlm: constants.CURLAUTH_NTLM,
  negotiate: constants.CURLAUTH_NEGOTIATE,
  any: constants.CURLAUTH_ANY,
} as const;

/** An authentication scheme; `any` asks the server first and uses the safest that it offers. */
export type AuthType = keyof typeof AUTH_TYPES;

/** Options that authenticate the caller. They are not sent to another origin. */
export interface AuthenticationOptions {
  /** User and password (USERNAME, PASSWORD); null for none although the session has some. Default: those of the URL, if any. */
  auth?: Credentials | null | undefined;
  /**
   * The authentication scheme (HTTPAUTH). Default `basic`.
   *
   * With any other, libcurl reads the body of the challenge that it answers to its end, to use the connection again, and
   * delivers none of it: neither `maxResponseSize` nor MAXFILESIZE counts these bytes. So only `timeout` ends a challenge
   * whose body never ends. (One with `Connection: close` is answered at once.)
   */
  authType?: AuthType | undefined;
}

/** @internal */
export const authenticationOptions = {
  auth: option(checkPair),
  authType: optionWithDefault<AuthType>('basic', (value, name) => checkOneOf('', name, value, Object.keys(AUTH_TYPES) as AuthType[])),
} satisfies Descriptors<AuthenticationOptions>;

/** @internal */
export function authenticationCredentials({ auth, authType }: CheckedOf<typeof authenticationOptions>): Partial<EasyOptions> {
  // USERPWD would split the user name at its first colon.
  return auth ? { USERNAME: auth[0], PASSWORD: auth[1], HTTPAUTH: AUTH_TYPES[authType] } : {};
}
