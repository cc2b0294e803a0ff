import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The directory with include/node in it. node-gyp would download Node's headers. They are only needed for uv.h and
 * common.gypi, and lie beside most node binaries; the addon itself is Node-API only, so any version's will do.
 * @returns {string | undefined}
 */
export function headersDirectory() {
  const candidates = [process.env.npm_config_nodedir, resolve(dirname(process.execPath), '..'), '/usr', '/usr/local'];
  return candidates.find(
    (directory) =>
      directory &&
      existsSync(join(directory, 'include', 'node', 'node_api.h')) &&
      existsSync(join(directory, 'include', 'node', 'common.gypi')),
  );
}
