// Each published package as its users get it: built with types, packed, then looked at by publint and
// are-the-types-wrong, and loaded from the tarball by `import` and `require` in a plain project, with the package of this
// platform and without it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TARGETS, hostTarget, platformDirectory, platformPackage } from '../packages/core-native/deps/lib/targets.mjs';
import { root } from './setup.mjs';

const packages = readdirSync(join(root, 'packages'));
const work = mkdtempSync(join(tmpdir(), 'curlew-packages-'));
const env = {
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
};
let failed = false;

/** A file as an earlier build would have left it in `dist`. */
const STALE = 'chunk-of-an-earlier-build.cjs';

function run(what, command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env });
  if (status !== 0) {
    failed = true;
    console.error(`FAILED ${what}\n${stdout}${stderr}`);
  }
  return stdout;
}

try {
  run('types', 'turbo', ['run', 'build:js', 'build:types', '--output-logs=errors-only'], root);
  // A release does this on each platform; here for this platform only, so that the tarballs are complete.
  run('prebuild', process.execPath, [join(root, 'packages', 'core-native', 'scripts', 'prebuild.mjs')], root);
  for (const name of packages) {
    const directory = join(root, 'packages', name);
    writeFileSync(join(directory, 'dist', STALE), '');
    run(`pack ${name}`, 'pnpm', ['pack', '--pack-destination', work], directory);
    checkFiles(name);
    run(`publint ${name}`, 'publint', ['--strict', directory], root);
    run(
      `types of ${name}`,
      'attw',
      [
        tarball(`@curlew/${name}`).replace('file:', ''),
        '--format',
        'ascii',
        // The resolution of TypeScript before 4.7 (node10) does not know "exports", and so no second entry point.
        '--profile',
        'node16',
      ],
      root,
    );
  }
  // The packages of other platforms are packed without an addon, which does not affect which of them a package manager installs.
  for (const target of Object.keys(TARGETS))
    run(`pack ${platformPackage(target)}`, 'pnpm', ['pack', '--pack-destination', work], platformDirectory(target));
  if (!failed) loadFromTarballs();
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (failed) process.exitCode = 1;
else console.log(`${packages.length} packages: publint, are-the-types-wrong and loading from tarballs passed`);

function tarball(name) {
  const start = `${name.replace('@', '').replace('/', '-')}-`;
  // The version follows the name: `curlew-core-native-` is how the names of the platforms' packages begin, too.
  const file = readdirSync(work).find((each) => each.startsWith(start) && /^\d/.test(each.slice(start.length)));
  return `file:${join(work, file)}`;
}

/** The tarball contains the files that its users need, and nothing else. */
function checkFiles(name) {
  const files = run(`files of ${name}`, 'tar', ['-tf', tarball(`@curlew/${name}`).replace('file:', '')], root).split('\n');
  for (const file of ['package/README.md', 'package/LICENSE', 'package/dist/index.cjs', 'package/dist/index.d.ts'])
    expectEqual(`${file} in the tarball of ${name}`, String(files.includes(file)), 'true');
  const strange = files.filter((file) => file.endsWith(STALE) || /\/(tests?|src|coverage|node_modules)\/|\.(tgz|log)$/.test(file));
  expectEqual(`files of ${name} that should not be there`, strange.join(), '');
}

/** A project that depends on the tarballs. @param {string[]} flags of npm install */
function makeConsumer(flags) {
  const names = packages.map((name) => `@curlew/${name}`);
  const everything = [...names, ...Object.keys(TARGETS).map(platformPackage)];
  const files = (list) => Object.fromEntries(list.map((name) => [name, tarball(name)]));
  const consumer = mkdtempSync(join(work, 'consumer-'));
  writeFileSync(
    join(consumer, 'package.json'),
    JSON.stringify({ name: 'consumer', private: true, dependencies: files(names), overrides: files(everything) }),
  );
  run(
    `npm install ${flags.join(' ')} of the tarballs`,
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...flags],
    consumer,
  );
  return consumer;
}

function loadFromTarballs() {
  const names = packages.map((name) => `@curlew/${name}`);
  const consumer = makeConsumer([]);
  const installed = readdirSync(join(consumer, 'node_modules', '@curlew')).filter((name) => name.startsWith('core-native-'));
  expectEqual('the platforms whose package was installed', installed.join(), `core-native-${hostTarget()}`);
  expectEqual('node-gyp in the dependencies', String(existsSync(join(consumer, 'node_modules', 'node-gyp'))), 'false');
  writeFileSync(
    join(consumer, 'esm.mjs'),
    [...names, '@curlew/async/testing']
      .map(
        (name, index) =>
          `import * as m${index} from '${name}'; if (Object.keys(m${index}).length === 0) throw new Error('${name} exports nothing');`,
      )
      .join('\n'),
  );
  writeFileSync(
    join(consumer, 'cjs.cjs'),
    `const namesOf = (module) => Object.keys(module).filter((name) => name !== 'default').sort().join();
const { readFileSync } = require('node:fs');
(async () => {
  for (const name of ${JSON.stringify(names)}) {
    const { exports } = JSON.parse(readFileSync('node_modules/' + name + '/package.json', 'utf8'));
    for (const [entry] of Object.entries(exports).filter(([, { require: cjs }]) => cjs)) {
      const path = name + entry.slice(1);
      let common;
      try {
        common = require(path);
      } catch (error) {
        // An entry that needs an optional peer is not tested in this project.
        if (entry !== '.' && error.code === 'MODULE_NOT_FOUND') continue;
        throw error;
      }
      const esm = await import(path);
      if (namesOf(common) === '' || namesOf(esm) !== namesOf(common)) throw new Error(path + ' exports ' + namesOf(esm) + ' as an ES module, and ' + namesOf(common) + ' as CommonJS');
      if (Object.keys(common).some((key) => key !== 'default' && esm[key] !== common[key])) throw new Error(path + ': import and require give different things');
    }
  }
})();`,
  );
  run('import from tarballs', process.execPath, ['esm.mjs'], consumer);
  run('require from tarballs', process.execPath, ['cjs.cjs'], consumer);
  const own = JSON.parse(readFileSync(join(root, 'packages', 'core-native', 'package.json'), 'utf8'));
  const command = ['--no', '--package', '@curlew/core-native', 'curlew-libcurl'];
  const info = run('curlew-libcurl info', 'npx', [...command, 'info'], consumer);
  expectEqual('the first word of curlew-libcurl info', info.split(' ')[0], 'libcurl');
  const licences = run('curlew-libcurl licences', 'npx', [...command, 'licences'], consumer);
  expectEqual('OpenSSL in curlew-libcurl licences', String(licences.includes('openssl')), 'true');
  expectEqual('the commands of core-native', Object.keys(own.bin).join(), 'curlew-libcurl');
  loadWithoutPlatform();
}

/** The error that a user gets whose package manager left the platform's package out. */
function loadWithoutPlatform() {
  const consumer = makeConsumer(['--omit=optional']);
  // require, because in Node 20 a module that throws ends the process even when its import() is caught.
  const program = "try { require('@curlew/core-native') } catch (error) { console.log(error.code, error.message) }";
  const said = run('import without the platform package', process.execPath, ['-e', program], consumer);
  for (const part of ['ERR_CURL_NO_ADDON', platformPackage(hostTarget()), '--omit=optional'])
    expectEqual(`"${part}" in the error without the platform's package`, String(said.includes(part)), 'true');
}

function expectEqual(subject, actual, expected) {
  if (actual === expected) return;
  failed = true;
  console.error(`FAILED ${subject}: expected ${expected}, got ${actual}`);
}
