// The main job. With arguments: the command parallel-curl on the user's own input. Without: the same command on a few
// hundred URLs of the embedded origin, some of which fail on purpose.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { root } from './setup.mjs';

const command = join(root, 'packages', 'parallel', 'bin', 'parallel-curl.mjs');

function runCommand(args, input, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [command, ...args], {
      stdio: [input === undefined ? 'inherit' : 'pipe', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.stdin?.end(input);
    child.on('exit', (code, signal) => resolve(signal ? 130 : (code ?? 1)));
  });
}

/** Sizes from 1 byte to 5 MB, delays, redirects, TLS with HTTP/2, and deliberate failures. */
function embeddedJobs(origin) {
  const jobs = [];
  const add = (count, make) => {
    for (let index = 0; index < count; index++) jobs.push(make(index));
  };
  add(120, (index) => ({ url: `${origin.http}/bytes/${[1, 100, 1_000, 10_000, 100_000, 1_000_000][index % 6]}?${index}` }));
  add(4, (index) => ({ url: `${origin.http}/bytes/5000000?${index}` }));
  add(60, (index) => ({ url: `${origin.http}/delay/${50 + 10 * (index % 40)}/2000` }));
  add(60, (index) => ({ url: `${origin.https}/bytes/${1_000 * (1 + (index % 20))}?${index}` }));
  add(20, (index) => ({ url: `${origin.http}/redirect/${1 + (index % 4)}` }));
  add(10, (index) => ({ url: `${origin.http}/chunked/${1 + index}` }));
  add(10, () => ({ url: `${origin.http}/encoded/gzip` }));
  add(10, (index) => ({ url: `${origin.http}/status/404?${index}`, expect: 404 }));
  add(2, () => ({ url: `${origin.refused}/`, expect: 'CURLE_COULDNT_CONNECT' }));
  add(2, () => ({ url: `${origin.http}/truncate`, expect: 'CURLE_PARTIAL_FILE' }));
  add(2, () => ({ url: `${origin.http}/stall`, expect: 'CURLE_OPERATION_TIMEDOUT' }));
  return jobs;
}

async function runEmbedded(options) {
  const { startOrigin } = createRequire(join(root, 'internal', 'test-origin', 'package.json'))('@curlew-internal/test-origin');
  const origin = await startOrigin();
  try {
    const jobs = embeddedJobs(origin);
    console.log(`${jobs.length} transfers against the embedded origin at ${origin.http} and ${origin.https}`);
    const lines = jobs.map((job) => JSON.stringify(job)).join('\n');
    const report = options.includes('--report') ? [] : ['--report', join(root, 'curlew-report.html')];
    const code = await runCommand(['--timeout', '4', ...report, ...options, '-'], lines, { CURL_CA_BUNDLE: origin.caFile });
    if (report.length > 0) console.log('\nThe waterfall of all transfers is in curlew-report.html.');
    return code;
  } finally {
    await origin.close();
  }
}

const args = process.argv.slice(2);
// Options alone (`npm start -- --max 10`) change the embedded run; anything else is the user's own input.
const { optionsWithValue } = createRequire(command)(join(root, 'packages', 'parallel', 'dist', 'cli-options.cjs'));
const takesValue = new Set(optionsWithValue());
const hasInput =
  args.some((arg, index) => (arg === '-' || !arg.startsWith('-')) && !takesValue.has(args[index - 1])) ||
  args.some((arg) => arg === '--help' || arg === '-h');
process.exitCode = hasInput ? await runCommand(args) : await runEmbedded(args);
