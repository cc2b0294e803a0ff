// Before a release: every platform's package has all that its package.json names, above all its addon. They are built on
// several machines and come together here; npm would publish a package without it as well.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TARGETS, platformDirectory, platformPackage } from '../../packages/core-native/deps/lib/targets.mjs';

const missing = Object.keys(TARGETS).flatMap((target) => {
  const directory = platformDirectory(target);
  const { files } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const absent = files.filter((file) => !existsSync(join(directory, file)));
  return absent.length > 0 ? [`${platformPackage(target)} has no ${absent.join(', ')}`] : [];
});
if (missing.length > 0) {
  console.error(`This cannot be published:\n  ${missing.join('\n  ')}`);
  process.exitCode = 1;
}
