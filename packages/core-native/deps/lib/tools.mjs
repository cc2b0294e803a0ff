import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { SetupError } from './setup-error.mjs';

const OLDEST_NODE = [20, 19];
const OLDEST_CMAKE = [3, 20];

/** @typedef {{ name: string, command: string, debian: string, works?: (version: string) => boolean }} Tool */

/** What the build of libcurl and the addon needs, and the Debian package that has it. @type {Tool[]} */
export const BUILD_TOOLS = [
  { name: 'a C compiler (cc)', command: 'cc', debian: 'build-essential' },
  { name: 'a C++ compiler (c++)', command: 'c++', debian: 'build-essential' },
  { name: 'make', command: 'make', debian: 'build-essential' },
  { name: `CMake ${OLDEST_CMAKE.join('.')} or later (cmake)`, command: 'cmake', debian: 'cmake', works: isCmakeNewEnough },
  { name: 'Perl (perl)', command: 'perl', debian: 'perl' },
  { name: 'Python 3 (python3)', command: 'python3', debian: 'python3' },
  { name: 'patch', command: 'patch', debian: 'patch' },
];

function isAtLeast(version, wanted) {
  for (const [index, number] of wanted.entries()) if ((version[index] ?? 0) !== number) return (version[index] ?? 0) > number;
  return true;
}

export function requireNode() {
  if (isAtLeast(process.versions.node.split('.').map(Number), OLDEST_NODE)) return;
  throw new SetupError(`Node ${OLDEST_NODE.join('.')} or later is needed, this is ${process.versions.node}. https://nodejs.org/`);
}

function output(command) {
  const { status, stdout } = spawnSync(command, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout : undefined;
}

function isCmakeNewEnough(text) {
  const match = /(\d+)\.(\d+)/.exec(text);
  return match !== null && isAtLeast([Number(match[1]), Number(match[2])], OLDEST_CMAKE);
}

/** @param {Tool[]} tools */
const missingOf = (tools) =>
  tools.filter(({ command, works }) => {
    if (command.startsWith('/')) return !existsSync(command);
    const text = output(command);
    return text === undefined || (works && !works(text));
  });

/**
 * Every missing tool is named with the command that installs it; as root on Debian it is installed.
 * @param {Tool[]} [tools]
 * @param {{ reason?: string, install?: boolean }} [options] what they are for; false: only named, never installed
 */
export function requireTools(tools = BUILD_TOOLS, { reason = '', install = true } = {}) {
  let missing = missingOf(tools);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(({ debian }) => debian))];
  const onDebian = existsSync('/etc/debian_version');
  if (install && onDebian && process.getuid?.() === 0) {
    process.stderr.write(`tools: installing ${packages.join(' ')}${reason && ` ${reason}`}\n`);
    const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
    missing = missingOf(tools);
    if (missing.length === 0) return;
  }
  const how = onDebian
    ? `sudo apt-get install ${packages.join(' ')}`
    : `your system's packages for ${missing.map(({ command }) => command).join(', ')}`;
  throw new SetupError(`Missing${reason && ` ${reason}`}: ${missing.map(({ name }) => name).join(', ')}. Install with: ${how}`);
}
