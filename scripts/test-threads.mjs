// `npm run test:threads`: the locks of a share that several threads use, under ThreadSanitizer, libcurl and OpenSSL
// included. A program of its own, because node is not built with it.
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { buildVendoredLibcurl } from '../packages/core-native/deps/lib/superbuild.mjs';
import { cacheDirectory, makeDirectory } from '../packages/core-native/deps/lib/cache.mjs';
import { linkArguments } from '../packages/core-native/deps/lib/link-order.mjs';

const packageDirectory = resolve('packages', 'core-native');
const { startOrigin } = createRequire(join(packageDirectory, 'package.json'))('@curlew-internal/test-origin');
const [threads = '8', transfers = '2000'] = process.argv.slice(2);

const prefix = await buildVendoredLibcurl({ sanitize: 'thread' });
const program = join(makeDirectory(join(cacheDirectory(), 'tests')), 'share-threads');
const native = join(packageDirectory, 'native');
const sources = [join(packageDirectory, 'tests', 'native', 'share-threads.cc'), join(native, 'share_data.cc')];
const flags = ['-std=c++17', '-g', '-O1', '-fsanitize=thread', '-Wall', '-Wextra', `-I${native}`];
const compiled = spawnSync('c++', [...flags, ...sources, ...linkArguments(prefix), '-o', program], { stdio: 'inherit' });
if (compiled.status !== 0) process.exit(1);

const origin = await startOrigin();
try {
  const args = [program, new URL(origin.https).port, origin.caFile, threads, transfers];
  const env = { ...process.env, TSAN_OPTIONS: 'halt_on_error=0 exitcode=66' };
  // ThreadSanitizer needs its shadow memory at fixed addresses, which a randomised address space may occupy.
  const child = spawn('setarch', [process.arch === 'x64' ? 'x86_64' : 'aarch64', '-R', ...args], { env, stdio: 'inherit' });
  const code = await new Promise((ended) => child.on('close', ended));
  const { tlsHandshakes, tlsResumed } = await origin.counts();
  console.log(`the origin saw ${tlsHandshakes} TLS handshakes, ${tlsResumed} of them resumed`);
  console.log(code === 0 ? 'ThreadSanitizer: no report' : `failed with ${code}${code === 66 ? ': see the reports above' : ''}`);
  process.exitCode = code === 0 ? 0 : 1;
} finally {
  await origin.close();
}
