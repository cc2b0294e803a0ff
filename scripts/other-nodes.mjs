// Fetches the other supported Node versions into the cache (the npm packages that carry the binaries) and prints their
// paths, separated by colons, for CURLEW_NODES. A version that is not obtainable is left out with a warning.
import { join } from 'node:path';
import { npmBinary } from './npm-binary.mjs';

const VERSIONS = ['22.23.3', '24.21.0', '26.10.0'];
const packageName = `node-${process.platform}-${process.arch}`;

const paths = VERSIONS.map((version) => npmBinary({ folder: join('nodes', version), packageName, version, binary: ['bin', 'node'] }));
process.stdout.write(`${paths.filter(Boolean).join(':')}\n`);
