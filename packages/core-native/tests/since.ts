import { versionInfo } from '../src/index.js';

/** `it`, or `it.skip` where the linked libcurl is older: the system's is when CURLEW_LIBCURL=system. */
export const itSince = (major: number, minor: number) => (isSince(major, minor) ? it : it.skip);

/** The same for `describe`. */
export const describeSince = (major: number, minor: number) => (isSince(major, minor) ? describe : describe.skip);

export const isSince = (major: number, minor: number): boolean => versionInfo().versionNum >= ((major << 16) | (minor << 8));
