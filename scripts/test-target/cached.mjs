// Prints the targets whose libcurl is in this machine's cache, one a line: for these a test takes a minute, not ten.
import { existsSync } from 'node:fs';
import { isCompletePrefix, prefixDirectory } from '../../packages/core-native/deps/lib/cache.mjs';
import { TARGETS, toolchainFile } from '../../packages/core-native/deps/lib/targets.mjs';
import { hasSystem } from './systems.mjs';

for (const target of Object.keys(TARGETS).filter((name) => existsSync(toolchainFile(name)) && hasSystem(name)))
  if (isCompletePrefix(prefixDirectory({ target }))) console.log(target);
  else process.stderr.write(`SKIPPED: ${target} is not tested in this run; npm run prebuild -- --target ${target} makes it\n`);
