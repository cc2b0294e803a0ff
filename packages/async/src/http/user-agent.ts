import { versionInfo } from '@curlew/core-native';

/** The User-Agent of requests that name none: many servers refuse a request without one. */
export const DEFAULT_USER_AGENT = `curlew (libcurl/${versionInfo().version})`;
