// Fetches Bun and Deno into the cache (the npm packages that carry the binaries) and prints their paths, separated by
// colons, for CURLEW_RUNTIMES. One that is not obtainable is left out with a warning.
import { join } from 'node:path';
import { npmBinary } from './npm-binary.mjs';

const { platform, arch } = process;
const RUNTIMES = [
  { version: '1.4.5', packageName: `@oven/bun-${platform}-${arch === 'arm64' ? 'aarch64' : arch}`, binary: ['bin', 'bun'] },
  { version: '2.9.6', packageName: `@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}`, binary: ['deno'] },
];

const paths = RUNTIMES.map((runtime) =>
  npmBinary({ ...runtime, folder: join('runtimes', `${runtime.packageName.replace('/', '-')}-${runtime.version}`) }),
);
process.stdout.write(`${paths.filter(Boolean).join(':')}\n`);
