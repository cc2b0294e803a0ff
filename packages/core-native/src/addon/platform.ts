import { familySync } from 'detect-libc';
import { prebuiltPlatforms, type PrebuiltPlatform } from '../generated/platform-packages.js';

/** The name of this platform as in its package's name, such as `linux-x64`, `linux-x64-musl`, `win32-x64`. */
export function platformName(): string {
  const base = `${process.platform}-${process.arch}`;
  return process.platform === 'linux' && familySync() === 'musl' ? `${base}-musl` : base;
}

export function isPrebuilt(name: string): name is PrebuiltPlatform {
  return (prebuiltPlatforms as readonly string[]).includes(name);
}
