import { existsSync, readFileSync } from 'node:fs';
import { workload } from './workload.mjs';

/**
 * Runs `one()` `count` times, `concurrency` at a time, and prints what it cost this process as one JSON line.
 * `one` gets the number of its lane, so that a client can keep a handle per lane.
 */
export async function measure(one) {
  const [count, concurrency] = process.argv.slice(3).map(Number);
  let left = count;
  let failed = 0;
  const lane = async (number) => {
    while (left > 0) {
      left -= 1;
      if ((await one(number)) !== workload.size) failed += 1;
    }
  };
  const stop = startWatch();
  await Promise.all(Array.from({ length: Math.min(concurrency, count) }, (_, number) => lane(number)));
  stop(failed);
}

/** The same for a client that blocks: `all(count, concurrency)` runs everything and answers how many failed. */
export function measureBlocking(all) {
  const [count, concurrency] = process.argv.slice(3).map(Number);
  const stop = startWatch();
  stop(all(count, concurrency));
}

function startWatch() {
  const cpu = process.cpuUsage();
  const start = performance.now();
  return (failed) => {
    const wall = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify({ wall, cpu: (user + system) / 1e6, rss: peakKib(), failed }));
  };
}

/** VmHWM, not ru_maxrss: the latter starts with the peak of the process that forked this one. */
function peakKib() {
  const match = /VmHWM:\s+(\d+)/.exec(existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '');
  return match ? Number(match[1]) : process.resourceUsage().maxRSS;
}

export const url = process.argv[2];
