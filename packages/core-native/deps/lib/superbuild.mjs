import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { obtainArchive } from './archives.mjs';
import { prepareToolchain } from './cross-toolchain.mjs';
import { forgetBuildTrees } from './cmake-registry.mjs';
import { isCompletePrefix, makeDirectory, prefixDirectory, prefixKey } from './cache.mjs';
import { writeLicences } from './licences.mjs';
import { depsDirectory, readManifest } from './manifest.mjs';
import { createProgress } from './progress.mjs';
import { SetupError, explainDiskError } from './setup-error.mjs';
import { hostToolchainFile } from './targets.mjs';

/** The peak disk space for unpacking and compiling everything, measured, with some reserve. */
const NEEDED_BYTES = 900 * 1024 * 1024;
/** A leftover of a build that was killed is removed once no build can still be writing to it. */
const STALE_AFTER_MS = 6 * 60 * 60 * 1000;

/**
 * Builds the pinned libcurl and all it needs into its prefix, or finds it there.
 * The work happens beside the prefix and is renamed into place as the very last step, so that a prefix is whole or absent.
 * @param {{ sanitize?: string, target?: string, output?: NodeJS.WriteStream }} [options]
 * @returns {Promise<string>} the prefix: include/, lib/*.a, licences/, LICENSES.txt, build-info.json
 */
export async function buildVendoredLibcurl({ sanitize = '', target, output = process.stderr } = {}) {
  const prefix = prefixDirectory({ sanitize, target });
  if (isCompletePrefix(prefix)) return prefix;

  const { libraries } = readManifest();
  const toolchain = target ? prepareToolchain(target) : undefined;
  const archives = await obtainAll(libraries, output);
  const parent = makeDirectory(join(prefix, '..'));
  removeLeftovers(parent);
  checkDiskSpace(parent);

  const work = `${prefix}.work-${process.pid}`;
  const staged = `${prefix}.staged-${process.pid}`;
  const logs = makeDirectory(join(parent, '..', 'logs'));
  const log = join(logs, `libcurl-${prefixKey({ sanitize, target })}.log`);
  try {
    mkdirSync(work, { recursive: true });
    await runCmake({ libraries, archives, work, staged, log, sanitize, toolchain, output });
    writeLicences(staged, libraries);
    writeFileSync(
      join(staged, 'build-info.json'),
      JSON.stringify(
        {
          key: prefixKey({ sanitize, target }),
          sanitize,
          target,
          libraries: libraries.map(({ name, version, licence }) => ({ name, version, licence })),
        },
        null,
        2,
      ),
    );
    movePrefix(staged, prefix);
  } catch (error) {
    throw explainDiskError(error, parent);
  } finally {
    forgetBuildTrees(work);
    rmSync(work, { recursive: true, force: true });
    rmSync(staged, { recursive: true, force: true });
  }
  return prefix;
}

async function obtainAll(libraries, output) {
  const found = {};
  const progress = createProgress(output, libraries.length, 'libcurl: archives');
  try {
    for (const [index, library] of libraries.entries()) {
      progress.update(index, library.name);
      for (const archive of library.archives)
        found[`${archive.role}_${library.name}`] = await obtainArchive(
          archive,
          `${library.name} ${library.version}${archive.role === 'patches' ? ' (security patches)' : ''}`,
        );
    }
  } finally {
    progress.stop();
  }
  return found;
}

function checkDiskSpace(directory) {
  const { bavail, bsize } = statfsSync(directory);
  if (bavail * bsize < NEEDED_BYTES)
    throw new SetupError(
      `Not enough disk space to build libcurl: ${directory} has ${Math.round((bavail * bsize) / 1e6)} MB free, ${Math.round(NEEDED_BYTES / 1e6)} MB are needed. Free some, or set CURLEW_CACHE to another disk.`,
    );
}

function removeLeftovers(parent) {
  for (const name of readdirSync(parent)) {
    if (!/\.(work|staged)-\d+$/.test(name)) continue;
    const path = join(parent, name);
    if (Date.now() - statSync(path).mtimeMs > STALE_AFTER_MS) rmSync(path, { recursive: true, force: true });
  }
}

function movePrefix(staged, prefix) {
  try {
    renameSync(staged, prefix);
  } catch (error) {
    // Two set-ups at once: the other one was first, and its prefix is as good as ours.
    if (isCompletePrefix(prefix)) return;
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    rmSync(prefix, { recursive: true, force: true });
    renameSync(staged, prefix);
  }
}

async function runCmake({ libraries, archives, work, staged, log, sanitize, toolchain, output }) {
  const definitions = [`-DCMAKE_INSTALL_PREFIX=${staged}`, `-DSANITIZE=${sanitize}`];
  const toolchainFile = toolchain?.file ?? hostToolchainFile();
  if (toolchainFile) definitions.push(`-DCMAKE_TOOLCHAIN_FILE=${toolchainFile}`);
  for (const library of libraries) {
    definitions.push(
      `-DARCHIVE_${library.name}=${archives[`source_${library.name}`]}`,
      `-DPATCHES_${library.name}=${archives[`patches_${library.name}`] ?? ''}`,
    );
    definitions.push(`-DVERSION_${library.name}=${library.version}`, `-DLICENCE_${library.name}=${library.licenceFile}`);
  }
  const file = openSync(log, 'w');
  const progress = createProgress(output, libraries.length, 'libcurl: compiling');
  const running = new Set();
  let done = 0;
  const watch = (line) => {
    const step = /Performing (?:download|configure|build) step.* for '([^']+)'/.exec(line);
    if (step) running.add(step[1]);
    const completed = /Completed '([^']+)'/.exec(line);
    if (completed) {
      running.delete(completed[1]);
      done += 1;
    }
    if (step || completed) progress.update(done, [...running].join(', '));
  };
  try {
    const cmake = (...args) => run('cmake', args, { log: file, env: toolchain?.env, onLine: watch });
    const configured = await cmake('-S', depsDirectory, '-B', work, '-G', 'Unix Makefiles', ...definitions);
    const built = configured === 0 && (await cmake('--build', work, '-j', String(availableParallelism())));
    if (built !== 0) throw new SetupError(whyItFailed(log, [...running]), { log });
  } finally {
    progress.stop();
    closeSync(file);
  }
}

function run(command, args, { log, env, onLine }) {
  return new Promise((resolve, reject) => {
    // MAKEFLAGS of an outer make (a packager) would bring its job server along. OpenSSL records the time of its build;
    // with a fixed time the same sources give the same bytes.
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { SOURCE_DATE_EPOCH: '0', ...process.env, MAKEFLAGS: '', VERBOSE: '', LC_ALL: 'C', ...env },
    });
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        writeSync(log, `${line}\n`);
        onLine(line);
      });
    child.on('error', (error) => reject(new SetupError(`Could not run ${command}: ${error.message}.`, { cause: error })));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** The first sentence of a failed build: the library and the compiler's own first error line. */
function whyItFailed(log, running) {
  const text = readFileSync(log, 'utf8');
  if (/No space left on device/.test(text))
    return 'The disk became full while libcurl was compiled. Free about 1 GB and run again; nothing half-made was kept';
  const line = text.split('\n').find((candidate) => /(?:\berror:|CMake Error|does not apply|\*\*\* \[)/.test(candidate));
  const where = running.length > 0 ? ` (while working on ${running.join(', ')})` : '';
  return `libcurl could not be compiled${where}: ${line?.trim() ?? 'see the log'}. Nothing half-made was kept`;
}
