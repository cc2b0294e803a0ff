// The real node-libcurl, for a comparison: its package from npm, compiled against the libcurl that was built for the addon,
// since its own installation downloads a binary or wants a libcurl of the system.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isCompletePrefix, makeDirectory, prefixDirectory } from '../../packages/core-native/deps/lib/cache.mjs';
import { linkArguments } from '../../packages/core-native/deps/lib/link-order.mjs';
import { fetchNpmPackage } from '../../packages/core-native/deps/lib/npm-package.mjs';

const run = promisify(execFile);
const VERSION = '5.1.2';
/** The oldest that has Node-API 10. */
const OLDEST_NODE = [22, 14];
const DEFINITIONS = ['NAPI_VERSION=10', 'NAPI_EXPERIMENTAL', 'NODE_ADDON_API_CPP_EXCEPTIONS', 'BUILDING_NODE_EXTENSION', 'CURL_STATICLIB'];

/** @returns {Promise<import('./index.mjs').Program | undefined>} a Node whose programs may require('node-libcurl') */
export async function findNodeLibcurl() {
  const executable = [process.execPath, ...(process.env.CURLEW_NODES ?? '').split(delimiter).filter(Boolean)].find(isNewEnough);
  const prefix = prefixDirectory();
  if (!executable || !isCompletePrefix(prefix)) return undefined;
  try {
    const directory = fetchNpmPackage('node-libcurl', VERSION);
    const addon = join(directory, 'lib', 'binding', 'node_libcurl.node');
    if (!existsSync(addon)) await compile({ directory, addon, prefix, include: join(dirname(executable), '..', 'include', 'node') });
    return { executable, env: { ...process.env, NODE_PATH: dirname(directory) } };
  } catch (error) {
    process.stderr.write(`node-libcurl could not be installed: ${error.message.split('\n').slice(0, 3).join(' ')}\n`);
    return undefined;
  }
}

function isNewEnough(node) {
  const [major, minor] = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout.split('.').map(Number);
  const headers = join(dirname(node), '..', 'include', 'node', 'node_api.h');
  return existsSync(headers) && (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]));
}

/** Its binding.gyp wants node-gyp and a curl-config, and says no more than this. */
async function compile({ directory, addon, prefix, include }) {
  const work = makeDirectory(join(directory, `objects-${process.pid}`));
  const includes = [include, join(directory, '..', 'node-addon-api'), join(prefix, 'include')].map((path) => `-I${path}`);
  const flags = ['-std=c++20', '-fPIC', '-w', ...DEFINITIONS.map((name) => `-D${name}`), ...includes];
  const waiting = readdirSync(join(directory, 'src')).filter((name) => name.endsWith('.cc'));
  const objects = waiting.map((name) => join(work, `${name}.o`));
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift())
      await run('c++', [...flags, '-c', join(directory, 'src', name), '-o', join(work, `${name}.o`)]);
  };
  try {
    await Promise.all([worker(), worker()]);
    const made = join(work, 'node_libcurl.node');
    await run('c++', ['-shared', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', ...objects, '-o', made, ...linkArguments(prefix)]);
    makeDirectory(dirname(addon));
    renameSync(made, addon);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
