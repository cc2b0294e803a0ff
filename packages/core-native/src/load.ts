import { join } from 'node:path';
import nodeGypBuild from 'node-gyp-build';
import type { Binding } from './binding.js';

/** Both `src` (tests) and `dist` lie one level below the package. */
const nativeDirectory = join(__dirname, '..', 'native');

/**
 * Loads the addon: a local build first, then the prebuilt one of this platform. The only place that does.
 * One binary serves every Node version from 20 on (Node-API 8).
 */
export function loadBinding(): Binding {
  try {
    return nodeGypBuild(nativeDirectory) as Binding;
  } catch (cause) {
    throw new Error(
      `@curlew/core-native has no addon for ${process.platform}-${process.arch} (Node ${process.versions.node}). ` +
        'In a checkout build it with: npm run setup. In an installed package: npx curlew-libcurl build. ' +
        `The loader said: ${(cause as Error).message}`,
      { cause },
    );
  }
}
