import { prebuiltPlatforms, type PrebuiltPlatform } from '../generated/platform-packages.js';

const BUILD = 'npx --package @curlew/core-native curlew-libcurl build';

/** The addon for this platform is missing or cannot be loaded. `code` is ERR_CURL_NO_ADDON. */
function addonError(text: string, cause?: unknown): Error {
  return Object.assign(new Error(`@curlew/core-native: ${text}`, { cause }), { code: 'ERR_CURL_NO_ADDON' });
}

const packageOf = (platform: PrebuiltPlatform) => `@curlew/core-native-${platform}`;
const described = (platform: string) => `${platform} (Node ${process.versions.node})`;

export function unsupportedPlatform(platform: string): Error {
  return addonError(
    `there is no prebuilt addon for ${described(platform)}; there are ${prebuiltPlatforms.join(', ')}. ` +
      `With a C++ compiler, CMake, Perl and Python 3 it can be built: ${BUILD}`,
  );
}

export function missingPackage(platform: PrebuiltPlatform, cause: unknown): Error {
  return addonError(
    `the addon for ${described(platform)} is not installed: the package ${packageOf(platform)} is missing. It is an optional ` +
      'dependency: --omit=optional (--no-optional) leaves it out, and so does a lockfile or node_modules that was made on ' +
      'another platform or for another C library (glibc, musl). A bundle needs a copy of it beside it. ' +
      'Install again on this platform, with optional dependencies.',
    cause,
  );
}

export function unloadablePackage(platform: PrebuiltPlatform, cause: unknown): Error {
  return addonError(
    `the addon of ${packageOf(platform)} could not be loaded on ${described(platform)}: ${(cause as Error).message}. ` +
      `If the system is older than the package supports, the addon can be built: ${BUILD}`,
    cause,
  );
}

export function unloadableBuild(file: string, cause: unknown): Error {
  return addonError(`the addon that was built here, ${file}, could not be loaded: ${(cause as Error).message}`, cause);
}
