import { ArchiveMissingError } from './archives.mjs';
import { SetupError } from './setup-error.mjs';
import { buildVendoredLibcurl } from './superbuild.mjs';
import { findSystemLibcurl } from './system-libcurl.mjs';

/**
 * Which libcurl the addon is linked with. CURLEW_LIBCURL=vendored|system forces one; without it the pinned one is
 * built. Only if its archives are not available anywhere, the system's is used, with a warning.
 * @param {{ sanitize?: string, target?: string, output?: NodeJS.WriteStream }} [options]
 * @returns {Promise<{ kind: 'vendored', prefix: string } | { kind: 'system', version: string, cflags: string[], libraries: string[] }>}
 */
export async function selectLibcurl({ sanitize, target, output = process.stderr } = {}) {
  const wish = process.env.CURLEW_LIBCURL ?? '';
  if (!['', 'vendored', 'system'].includes(wish)) throw new SetupError(`CURLEW_LIBCURL is "${wish}"; expected "vendored" or "system".`);
  if (wish === 'system' && target) throw new SetupError(`The addon for ${target} is never linked with the system's libcurl.`);
  if (wish === 'system') return { kind: 'system', ...findSystemLibcurl() };
  try {
    return { kind: 'vendored', prefix: await buildVendoredLibcurl({ sanitize, target, output }) };
  } catch (error) {
    if (wish === 'vendored' || target || !(error instanceof ArchiveMissingError)) throw error;
    let system;
    try {
      system = findSystemLibcurl();
    } catch (noSystem) {
      throw new SetupError(`${error.message} As a fallback: ${noSystem.message}`, { cause: error });
    }
    output.write(
      `WARNING: ${error.message}\nWARNING: falling back to the system's libcurl ${system.version}. It may lack HTTP/3, WebSocket and newer options; use this for development only.\n`,
    );
    return { kind: 'system', ...system };
  }
}
