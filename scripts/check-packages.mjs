// Each published package as its users get it: built with types, packed, then looked at by publint and
// are-the-types-wrong, and loaded from the tarball by `import` and `require` in a plain project.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  // What a release does on each platform; here on this one, so that the tarballs are whole.
  run('prebuild', process.execPath, [join(root, 'packages', 'core-native', 'scripts', 'prebuild.mjs')], root);
  for (const name of packages) {
    const directory = join(root, 'packages', name);
    run(`pack ${name}`, 'pnpm', ['pack', '--pack-destination', work], directory);
    run(`publint ${name}`, 'publint', ['--strict', directory], root);
    run(
      `types of ${name}`,
      'attw',
      [
        join(
          work,
          readdirSync(work).find((file) => file.startsWith(`curlew-${name}-`)),
        ),
        '--format',
        'ascii',
        // The resolution of TypeScript before 4.7 (node10) knows no "exports", and with it no second entry point.
        '--profile',
        'node16',
      ],
      root,
    );
  }
  if (!failed) loadFromTarballs();
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (failed) process.exitCode = 1;
else console.log(`${packages.length} packages: publint, are-the-types-wrong and loading from tarballs passed`);

function loadFromTarballs() {
  const tarball = (name) =>
    `file:${join(
      work,
      readdirSync(work).find((file) => file.startsWith(`curlew-${name}-`)),
    )}`;
  const dependencies = Object.fromEntries(packages.map((name) => [`@curlew/${name}`, tarball(name)]));
  const consumer = mkdtempSync(join(work, 'consumer-'));
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', private: true, dependencies, overrides: dependencies }));
  run('npm install of the tarballs', 'npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], consumer);
  const names = [...packages.map((name) => `@curlew/${name}`), '@curlew/async/testing'];
  writeFileSync(
    join(consumer, 'esm.mjs'),
    names
      .map(
        (name, index) =>
          `import * as m${index} from '${name}'; if (Object.keys(m${index}).length === 0) throw new Error('${name} exports nothing');`,
      )
      .join('\n'),
  );
  writeFileSync(
    join(consumer, 'cjs.cjs'),
    `${names.map((name) => `if (Object.keys(require('${name}')).length === 0) throw new Error('${name} exports nothing');`).join('\n')}
import('@curlew/core-native').then((esm) => { if (esm.Easy !== require('@curlew/core-native').Easy) throw new Error('import and require give two Easy classes'); });`,
  );
  run('import from tarballs', process.execPath, ['esm.mjs'], consumer);
  run('require from tarballs', process.execPath, ['cjs.cjs'], consumer);
}
