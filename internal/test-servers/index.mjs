// Programs of other projects that tests compare with or talk to: the system's, or those of Debian's packages, unpacked
// into the cache.
export { findBrowser } from './browser.mjs';
export { findCommand } from './command.mjs';
export { findNodeLibcurl } from './node-libcurl.mjs';
export { startOutside } from './outside-server.mjs';
export { findPycurl } from './pycurl.mjs';
export { startRedis } from './redis.mjs';
