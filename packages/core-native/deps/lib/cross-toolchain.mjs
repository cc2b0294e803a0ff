import { requireCrossTarget, toolchainFile } from './targets.mjs';

/**
 * Makes a build for another platform possible on this machine.
 * @param {string} target a name of {@link import('./targets.mjs').TARGETS}
 * @returns {{ file: string, env: NodeJS.ProcessEnv, definitions: Record<string, string>, strip: string[] }} the CMake
 *   toolchain file, what it reads from the environment, what the addon's build is given besides, and the strip command
 */
export function prepareToolchain(target) {
  requireCrossTarget(target);
  return { file: toolchainFile(target), env: {}, definitions: {}, strip: ['strip'] };
}
