import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { cacheDirectory, makeDirectory } from './cache.mjs';
import { configuredDebianMirrors } from './debian-mirrors.mjs';
import { SetupError } from './setup-error.mjs';

/** glibc 2.31, whose symbols our code needs up to 2.28, and the headers of gcc 10's libstdc++. */
const SUITE = 'bullseye';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** The packages that a build needs, and those that Node needs to run there. */
const PACKAGES = [
  ...['libc6-dev', 'linux-libc-dev', 'libcrypt-dev', 'libstdc++-10-dev', 'libgcc-10-dev'],
  ...['libc6', 'libcrypt1', 'libstdc++6', 'libgcc-s1', 'libatomic1', 'dash'],
];

/**
 * The root directory of a Debian 11, unpacked from its packages into the cache; nothing of it is installed or run.
 * @param {'amd64' | 'arm64'} architecture
 * @returns {string}
 */
export function debianSysroot(architecture) {
  const root = join(cacheDirectory(), 'sysroots', `${SUITE}-${architecture}`);
  if (existsSync(root)) return root;
  if (!existsSync('/etc/debian_version'))
    throw new SetupError('The headers of Debian 11 are unpacked by apt and dpkg, so this is for a Debian machine.');
  process.stderr.write(`sysroot: unpacking Debian 11 (${architecture}) for its headers and glibc\n`);
  const work = makeDirectory(`${root}.work-${process.pid}`);
  try {
    const packages = makeDirectory(join(work, 'packages'));
    const unpacked = makeDirectory(join(work, 'root'));
    download(architecture, work, packages);
    for (const file of readdirSync(packages).filter((name) => name.endsWith('.deb')))
      run('dpkg-deb', ['-x', join(packages, file), unpacked]);
    makeLinksRelative(unpacked, unpacked);
    makeUsable(unpacked);
    renameSync(unpacked, root);
    return root;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** apt with lists and a cache of its own, so that the system's know nothing of another suite and architecture. */
function download(architecture, work, packages) {
  const sources = configuredDebianMirrors()
    .filter((mirror) => !mirror.includes('security'))
    // The index of an old suite may be past its Valid-Until date; its signature still counts.
    .map((mirror) => `deb [signed-by=${KEYRING} check-valid-until=no] ${mirror} ${SUITE} main\n`);
  if (sources.length === 0)
    throw new SetupError("apt's configuration names no Debian mirror, so the packages of Debian 11 cannot be downloaded.");
  for (const name of ['lists/partial', 'cache/archives/partial', 'parts']) mkdirSync(join(work, name), { recursive: true });
  writeFileSync(join(work, 'sources.list'), sources.join(''));
  writeFileSync(join(work, 'status'), '');
  const options = {
    'Dir::Etc::sourcelist': join(work, 'sources.list'),
    'Dir::Etc::sourceparts': join(work, 'parts'),
    'Dir::State::lists': join(work, 'lists'),
    'Dir::State::status': join(work, 'status'),
    'Dir::Cache': join(work, 'cache'),
    'APT::Architecture': architecture,
    'APT::Architectures': architecture,
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
  };
  const given = Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  run('apt-get', [...given, '-qq', 'update'], packages);
  run('apt-get', [...given, '-qq', 'download', ...PACKAGES], packages);
}

function run(command, args, cwd) {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (status === 0) return;
  throw new SetupError(`Debian 11 could not be unpacked: ${command} ${args.at(-1)}: ${error?.message ?? stderr.trim().split('\n')[0]}`);
}

/** An absolute link would lead the linker out of the root. */
function makeLinksRelative(root, directory) {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    const entry = lstatSync(path);
    if (entry.isDirectory()) makeLinksRelative(root, path);
    if (!entry.isSymbolicLink() || !readlinkSync(path).startsWith('/')) continue;
    const target = relative(dirname(path), join(root, readlinkSync(path)));
    unlinkSync(path);
    symlinkSync(target, path);
  }
}

/** The few files that a program expects of a system. */
function makeUsable(root) {
  for (const name of ['etc', 'proc', 'dev', 'tmp']) mkdirSync(join(root, name), { recursive: true });
  writeFileSync(join(root, 'etc', 'hosts'), '127.0.0.1 localhost\n::1 localhost\n');
  writeFileSync(join(root, 'etc', 'nsswitch.conf'), 'hosts: files dns\n');
  writeFileSync(join(root, 'etc', 'passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  if (!existsSync(join(root, 'bin', 'sh'))) symlinkSync('dash', join(root, 'bin', 'sh'));
}
