// `npm run test:valgrind`: runs a selected part of core-native under valgrind's memcheck, and fails when the addon
// (libcurl included) leaked memory or accessed memory that is not its own. Findings in Node itself are ignored.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { findProgram, unpackDebianPackage } from '../internal/test-servers/debian-package.mjs';

const packageDirectory = resolve('packages', 'core-native');
const { startOrigin } = createRequire(join(packageDirectory, 'package.json'))('@curlew-internal/test-origin');

function run(program, report, origin) {
  const unpacked = program.startsWith('/usr/') ? undefined : join(unpackDebianPackage('valgrind'), 'usr', 'libexec', 'valgrind');
  const args = [
    '--leak-check=full',
    '--show-leak-kinds=definite',
    '--num-callers=40',
    // V8 writes code while it runs.
    '--smc-check=all-non-file',
    // V8's generated code reads more than was written, and masks the rest.
    '--undef-value-errors=no',
    '--xml=yes',
    `--xml-file=${report}`,
    process.execPath,
    '--expose-gc',
    join(packageDirectory, 'tests', 'programs', 'churn.mjs'),
    origin,
  ];
  const env = { ...process.env, ...(unpacked ? { VALGRIND_LIB: unpacked } : {}) };
  return new Promise((ended) => spawn(program, args, { env, stdio: ['ignore', 'inherit', 'inherit'] }).on('close', ended));
}

/** The findings of valgrind whose stack contains a frame of the addon. */
function findingsOf(report) {
  const list = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
  const { valgrindoutput } = new XMLParser().parse(readFileSync(report, 'utf8'));
  const errors = list(valgrindoutput?.error);
  const framesOf = (error) => list(error.stack).flatMap((stack) => list(stack.frame));
  const ours = errors.filter((error) => framesOf(error).some((frame) => String(frame.obj).endsWith('curlew.node')));
  return { total: errors.length, ours: ours.map((error) => ({ kind: error.kind, frames: framesOf(error) })) };
}

const program = findProgram('valgrind');
if (!program) {
  console.log('valgrind is not available here; nothing was checked');
  process.exit(process.env.CI ? 1 : 0);
}
const directory = mkdtempSync(join(tmpdir(), 'curlew-valgrind-'));
const report = join(directory, 'report.xml');
const origin = await startOrigin();
try {
  const code = await run(program, report, origin.http);
  const { total, ours } = findingsOf(report);
  for (const { kind, frames } of ours)
    console.log(
      `${kind}\n${frames.map((frame) => `    ${frame.fn ?? '?'} (${frame.file ?? frame.obj ?? '?'}:${frame.line ?? ''})`).join('\n')}`,
    );
  console.log(`valgrind: ${ours.length} findings in the addon, ${total} in all`);
  process.exitCode = code === 0 && ours.length === 0 ? 0 : 1;
} finally {
  rmSync(directory, { recursive: true });
  await origin.close();
}
