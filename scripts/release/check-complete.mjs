// Before a release: every platform's package has its addon, its licences and its bill of materials. They are built on
// several machines and come together here; npm would publish a package without them as well.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TARGETS, platformDirectory, platformPackage } from '../../packages/core-native/deps/lib/targets.mjs';

const FILES = ['curlew.node', 'LICENSES.txt', 'sbom.cdx.json'];

const missing = Object.keys(TARGETS).flatMap((target) => {
  const files = FILES.filter((file) => !existsSync(join(platformDirectory(target), file)));
  return files.length > 0 ? [`${platformPackage(target)} has no ${files.join(', ')}`] : [];
});
if (missing.length > 0) {
  console.error(`This cannot be published:\n  ${missing.join('\n  ')}`);
  process.exitCode = 1;
}
