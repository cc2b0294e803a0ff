import { pycurlConstants, type PycurlConstants } from './constants.js';
import * as functions from './module.js';

export * from './module.js';
export type { PycurlConstants } from './constants.js';

/** pycurl's module object: its constants and functions, name for name. */
const pycurl: PycurlConstants & typeof functions = Object.freeze({ ...pycurlConstants, ...functions });
export { pycurl };
