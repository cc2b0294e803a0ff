import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { requirePlatformPackage } from '../generated/platform-packages.js';
import { missingPackage, unloadableBuild, unloadablePackage, unsupportedPlatform } from './addon-error.js';
import { isPrebuilt, platformName } from './platform.js';

/**
 * Loads the addon: one that was built in this directory first (a checkout, `curlew-libcurl build`), then that of the
 * platform's package. The only place that does. One binary serves every Node version from 20 on (Node-API 8).
 * @throws an Error with the code ERR_CURL_NO_ADDON that names the platform, the package and why it may be missing
 */
export function loadAddon(): unknown {
  const built = builtHere();
  if (built) return loadBuilt(built);
  const platform = platformName();
  if (!isPrebuilt(platform)) throw unsupportedPlatform(platform);
  const loaded = requirePlatformPackage(platform);
  if ('error' in loaded && isMissing(loaded.error)) throw missingPackage(platform, loaded.error);
  try {
    if ('error' in loaded) throw loaded.error;
    return addonOf(loaded.addon);
  } catch (cause) {
    throw (cause as NodeJS.ErrnoException).code === 'ERR_CURL_NO_ADDON' ? cause : unloadablePackage(platform, cause);
  }
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';

/** The addon itself; or, in a bundle, the module that loads it from beside the bundle (`bundled.mjs` of the package). */
function addonOf(loaded: unknown): unknown {
  const { default: load } = loaded as { default?: () => unknown };
  return load ? load() : loaded;
}

/**
 * The addon in native/build. `dist` and `src` lie at different depths, so it is looked for from this file upward. In an ES
 * module that a bundler made there is no `__dirname`, and nothing was built beside it.
 */
function builtHere(): string | undefined {
  if (typeof __dirname !== 'string') return undefined;
  return [join(__dirname, '..'), join(__dirname, '..', '..')]
    .map((directory) => join(directory, 'native', 'build', 'Release', 'curlew.node'))
    .find((file) => existsSync(file));
}

function loadBuilt(file: string): unknown {
  try {
    // Not by this module's own `require`: a bundler would warn that it cannot follow it.
    return createRequire(__filename)(file) as unknown;
  } catch (cause) {
    throw unloadableBuild(file, cause);
  }
}
