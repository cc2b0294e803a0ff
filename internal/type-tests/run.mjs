// npm run check:types: program.mts, on the types that the packages publish, by each TypeScript that they are meant for,
// and without skipLibCheck: an error within the packages' own types is an error of their users' builds.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const compilers = readdirSync(join(here, 'node_modules')).filter((name) => name.startsWith('typescript-'));
for (const compiler of compilers) {
  const directory = join(here, 'node_modules', compiler);
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const { status, stdout } = spawnSync(process.execPath, [join(directory, 'bin', 'tsc'), '-p', here], {
    cwd: here,
    encoding: 'utf8',
  });
  console.log(`TypeScript ${version}: ${status === 0 ? 'no errors' : `failed\n${stdout}`}`);
  if (status !== 0) process.exitCode = 1;
}
if (compilers.length === 0) throw new Error('no TypeScript is installed here: run the set-up');
