import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { requirePlatformPackage } from '../generated/platform-packages.js';
import { missingPackage, unloadableBuild, unloadablePackage, unsupportedPlatform } from './addon-error.js';
import { isPrebuilt, platformName } from './platform.js';

/**
 * Loads the addon: preferably one built in this directory (a checkout, `curlew-libcurl build`), otherwise that of the
 * platform's package. This is the only place that loads it. One binary serves every Node version from 20 on (Node-API
 * 8).
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

/** The addon itself or, in a bundle, what its loader (`bundled.mjs` of the platform's package) returns. */
function addonOf(loaded: unknown): unknown {
  const { default: load } = loaded as { default?: () => unknown };
  return load ? load() : loaded;
}

/**
 * The addon in native/build. `dist` and `src` are at different depths, so the search goes upward from this file. In an
 * ES module made by a bundler there is no `__dirname`, and nothing was built beside it.
 */
function builtHere(): string | undefined {
  if (typeof __dirname !== 'string') return undefined;
  return [join(__dirname, '..'), join(__dirname, '..', '..')]
    .map((directory) => join(directory, 'native', 'build', 'Release', 'curlew.node'))
    .find((file) => existsSync(file));
}

function loadBuilt(file: string): unknown {
  try {
    // Not with this module's own `require`, about which a bundler would warn.
    return createRequire(__filename)(file) as unknown;
  } catch (cause) {
    throw unloadableBuild(file, cause);
  }
}
