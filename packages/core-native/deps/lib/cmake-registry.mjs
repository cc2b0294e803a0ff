import { existsSync, readdirSync, readFileSync, rmSync, rmdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Takes out of CMake's registry of packages (~/.cmake/packages) the build trees below a directory: some of the libraries
 * enter theirs, which is gone with the build. (`CMAKE_EXPORT_NO_PACKAGE_REGISTRY` would be an input of every prefix.)
 * @param {string} work
 */
export function forgetBuildTrees(work) {
  const registry = join(homedir(), '.cmake', 'packages');
  if (!existsSync(registry)) return;
  for (const { name, parentPath } of readdirSync(registry, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())) {
    const entry = join(parentPath, name);
    if (!readFileSync(entry, 'utf8').startsWith(`${work}/`)) continue;
    rmSync(entry);
    if (readdirSync(parentPath).length === 0) rmdirSync(parentPath);
  }
}
