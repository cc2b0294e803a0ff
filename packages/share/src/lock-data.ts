import { constants } from '@curlew/core-native';

/** The kinds of data that handles can share, with libcurl's numbers (CURL_LOCK_DATA_*). */
export const LockData = {
  COOKIE: constants.CURL_LOCK_DATA_COOKIE,
  DNS: constants.CURL_LOCK_DATA_DNS,
  SSL_SESSION: constants.CURL_LOCK_DATA_SSL_SESSION,
  CONNECT: constants.CURL_LOCK_DATA_CONNECT,
  PSL: constants.CURL_LOCK_DATA_PSL,
  HSTS: constants.CURL_LOCK_DATA_HSTS,
} as const;

/** The name of a kind of data that handles can share. */
export type LockDataName = keyof typeof LockData;

/** The kinds that libcurl allows to be shared between threads; connections, cookies and HSTS are documented as unsafe. */
export const threadSafeLockData: readonly LockDataName[] = ['DNS', 'SSL_SESSION', 'PSL'];
