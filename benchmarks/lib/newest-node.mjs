import { execFileSync, spawnSync } from 'node:child_process';

/** The newest release line with long-term support, on which users compare the clients today. */
const LTS = 24;

/**
 * Runs this program again on Node 24 where it runs on an older one, and ends with its exit code. undici 8 needs Node 22,
 * and the clients of a run must all be on the same Node.
 */
export function runOnNewestNode() {
  if (Number(process.versions.node.split('.')[0]) >= LTS) return;
  const script = new URL('../../scripts/other-nodes.mjs', import.meta.url).pathname;
  const paths = execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim().split(':');
  const newest = paths.find((path) => path.includes(`/${LTS}.`));
  if (newest === undefined) {
    process.stderr.write(`WARNING: no Node ${LTS} is available; undici 8 may not run on ${process.versions.node}\n`);
    return;
  }
  const { status } = spawnSync(newest, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(status ?? 1);
}
