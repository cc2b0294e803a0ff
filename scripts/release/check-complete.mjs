// Before a release: every platform's package has all that its package.json names, above all its addon, and its bill of
// materials is that of this addon and version. They are built on several machines and come together here; npm would publish
// a package without it as well.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TARGETS, platformDirectory } from '../../packages/core-native/deps/lib/targets.mjs';

/** @param {string} directory of a platform's package @returns {string[]} why it cannot be published */
export function faultsOfPackage(directory) {
  const { name, version, files } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const absent = files.filter((file) => !existsSync(join(directory, file)));
  if (absent.length > 0) return [`${name} has no ${absent.join(', ')}`];
  const { component } = JSON.parse(readFileSync(join(directory, 'sbom.cdx.json'), 'utf8')).metadata;
  const addon = createHash('sha256')
    .update(readFileSync(join(directory, 'curlew.node')))
    .digest('hex');
  return [
    ...(component.version === version ? [] : [`${name} is ${version}, and its sbom.cdx.json is of ${component.version}`]),
    ...(component.components[0].hashes[0].content === addon ? [] : [`the sbom.cdx.json of ${name} is of another addon`]),
  ];
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const faults = Object.keys(TARGETS).flatMap((target) => faultsOfPackage(platformDirectory(target)));
  if (faults.length > 0) {
    console.error(`This cannot be published:\n  ${faults.join('\n  ')}`);
    process.exitCode = 1;
  }
}
