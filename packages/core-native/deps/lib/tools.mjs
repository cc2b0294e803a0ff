import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { SetupError } from './setup-error.mjs';

const OLDEST_NODE = [20, 19];
const OLDEST_CMAKE = [3, 20];

/**
 * @typedef {object} Tool
 * @property {string} name
 * @property {string} command
 * @property {string} [debian] the package that has it
 * @property {string} [place] where it comes from, if Debian has no package of it
 * @property {(version: string) => boolean} [works]
 * @property {string} [reason]
 */

/** The tools for building libcurl and the addon, each with its Debian package and its purpose. @type {Tool[]} */
export const BUILD_TOOLS = [
  { name: 'a C compiler (cc)', command: 'cc', debian: 'build-essential', reason: 'compiles libcurl and its libraries' },
  { name: 'a C++ compiler (c++)', command: 'c++', debian: 'build-essential', reason: 'compiles the addon' },
  { name: 'make', command: 'make', debian: 'build-essential', reason: 'runs the builds' },
  {
    name: `CMake ${OLDEST_CMAKE.join('.')} or later (cmake)`,
    command: 'cmake',
    debian: 'cmake',
    works: isCmakeNewEnough,
    reason: 'configures the builds',
  },
  { name: 'Perl (perl)', command: 'perl', debian: 'perl', reason: 'configures OpenSSL' },
  { name: 'Python 3 (python3)', command: 'python3', debian: 'python3', reason: 'generates the list of public suffixes' },
  { name: 'patch', command: 'patch', debian: 'patch', reason: 'applies the patches to libcurl' },
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

/** @param {Tool[]} tools */
const packagesOf = (tools) => [...new Set(tools.map(({ debian }) => debian).filter(Boolean))];

/** A line for each Debian package, with the reasons for it. @param {Tool[]} missing @param {string} reason */
function reasonsOf(missing, reason) {
  const packages = packagesOf(missing);
  const reasons = (debian) => missing.filter((tool) => tool.debian === debian).map((tool) => tool.reason ?? reason);
  return packages.map((debian) => `  ${debian}: ${[...new Set(reasons(debian))].join('; ')}\n`).join('');
}

/**
 * Requires tools. As root on Debian missing ones are installed, each announced with its reason; with
 * CURLEW_INSTALL=no, and everywhere else, an error names them and the command that installs them.
 * @param {Tool[]} [tools]
 * @param {{ reason?: string, install?: boolean }} [options] the purpose of all of them; `install: false` never installs
 */
export function requireTools(tools = BUILD_TOOLS, { reason = '', install = true } = {}) {
  let missing = missingOf(tools);
  if (missing.length === 0) return;
  const packages = packagesOf(missing);
  const onDebian = existsSync('/etc/debian_version');
  if (packages.length > 0 && install && process.env.CURLEW_INSTALL !== 'no' && onDebian && process.getuid?.() === 0) {
    process.stderr.write(
      `tools: installing with apt-get, since they are missing (CURLEW_INSTALL=no refuses):\n${reasonsOf(missing, reason)}`,
    );
    const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
    missing = missingOf(tools);
    if (missing.length === 0) return;
  }
  throw new SetupError(`Missing${reason && ` ${reason}`}: ${missing.map(({ name }) => name).join(', ')}. ${howToGet(missing, onDebian)}`);
}

/** @param {Tool[]} missing @param {boolean} onDebian */
function howToGet(missing, onDebian) {
  const packaged = missing.filter(({ place }) => !place);
  const how = onDebian
    ? `${process.getuid?.() === 0 ? '' : 'sudo '}apt-get install ${packagesOf(packaged).join(' ')}`
    : `your system's packages for ${packaged.map(({ command }) => command).join(', ')}`;
  const places = missing.filter(({ place }) => place).map(({ command, place }) => `${command} from ${place}`);
  return [...(packaged.length > 0 ? [`Install with: ${how}`] : []), ...(places.length > 0 ? [`Get ${places.join(', ')}`] : [])].join('. ');
}
