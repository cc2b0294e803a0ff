import { existsSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { workload } from './workload.mjs';

/**
 * Requests that are sent before those that are measured: neither the compilation by V8 nor the connections count as
 * costs of a request.
 */
const warmup = Number(process.env.BENCH_WARMUP ?? 0);

/**
 * Runs `one()` `count` times, `concurrency` at a time, and prints what it cost this process as one JSON line.
 * `one` gets the number of its lane, so that a client can keep a handle per lane.
 */
export async function measure(one) {
  const [count, concurrency] = process.argv.slice(3).map(Number);
  const all = async (left) => {
    let failed = 0;
    const lane = async (number) => {
      while (left > 0) {
        left -= 1;
        if ((await one(number)) !== workload.size) failed += 1;
      }
    };
    const lanes = [];
    for (const wanted = Math.min(concurrency, left); lanes.length < wanted;) {
      lanes.push(lane(lanes.length));
      // Starting ten thousand at once would itself hold the event loop.
      if (lanes.length % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(lanes);
    return failed;
  };
  const before = await all(warmup);
  const stop = startWatch();
  stop(before + (await all(count)));
}

/**
 * The same for a client that blocks: `all(count, concurrency)` runs all requests and returns the number of failures.
 */
export function measureBlocking(all) {
  const [count, concurrency] = process.argv.slice(3).map(Number);
  const before = all(warmup, concurrency);
  const stop = startWatch();
  stop(before + all(count, concurrency));
}

/**
 * The same for a client with a limit of its own, which runs all requests in one go: `all(count, concurrency, onDone)`
 * calls `onDone` after each request and resolves to the number of failures. The first requests of the run are its
 * warm-up, because a second run would have connections of its own, and code that V8 compiles anew: closing an object for
 * the first time changes fields that V8 had taken for constant.
 */
export async function measureAll(all) {
  const [count, concurrency] = process.argv.slice(3).map(Number);
  let done = 0;
  let stop = warmup === 0 ? startWatch() : undefined;
  const onDone = () => {
    done += 1;
    if (done === warmup) stop = startWatch();
  };
  const failed = await all(warmup + count, concurrency, onDone);
  stop(failed);
}

function startWatch() {
  // Measured only on request: its timer wakes the process up a thousand times a second.
  const delay = process.env.BENCH_LOOP_DELAY ? monitorEventLoopDelay({ resolution: 1 }) : undefined;
  delay?.enable();
  const cpu = process.cpuUsage();
  // Node 24 and later.
  const main = process.threadCpuUsage?.();
  const start = performance.now();
  return (failed) => {
    const wall = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const onMain = main && process.threadCpuUsage(main);
    console.log(
      JSON.stringify({
        wall,
        cpu: (user + system) / 1e6,
        ...(onMain ? { main: (onMain.user + onMain.system) / 1e6 } : {}),
        rss: peakKib(),
        failed,
        ...(delay ? { loopDelay: delay.max / 1e6 } : {}),
      }),
    );
  };
}

/** VmHWM, not ru_maxrss: the latter starts with the peak of the process that forked this one. */
function peakKib() {
  const match = /VmHWM:\s+(\d+)/.exec(existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '');
  return match ? Number(match[1]) : process.resourceUsage().maxRSS;
}

export const url = process.argv[2];
