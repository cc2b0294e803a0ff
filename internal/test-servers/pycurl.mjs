// The real pycurl, for comparisons: the system's, else that of Debian's package, unpacked into the cache.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findInDebianPackage } from './debian-package.mjs';

/** @returns {{ python: string, env: NodeJS.ProcessEnv, version: string } | undefined} how to run a Python with pycurl */
export function findPycurl() {
  return tryPython({}) ?? tryPython(unpackedPaths('python3-pycurl')) ?? tryPython(unpackedPaths('python3-pycurl', 'libcurl3-gnutls'));
}

function unpackedPaths(python, library) {
  const modules = findInDebianPackage(python, 'dist-packages');
  const libraries = library && findInDebianPackage(library, 'libcurl-gnutls.so.4');
  return { PYTHONPATH: modules ?? '', ...(libraries ? { LD_LIBRARY_PATH: join(libraries, '..') } : {}) };
}

function tryPython(extra) {
  const env = { ...process.env, ...extra };
  const { status, stdout } = spawnSync('python3', ['-c', 'import pycurl; print(pycurl.version)'], { encoding: 'utf8', env });
  return status === 0 ? { python: 'python3', env, version: stdout.trim() } : undefined;
}
