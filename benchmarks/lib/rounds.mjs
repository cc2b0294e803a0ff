import { spawnSync } from 'node:child_process';

/**
 * Runs each client in a process of its own, all of them in turn in each round, so that a drift of the machine's speed
 * affects all of them.
 * @param {Record<string, { program: string, args?: string[], env?: NodeJS.ProcessEnv }>} contenders by their names in the table
 * @param {string[]} args URL, count, concurrency
 * @param {NodeJS.ProcessEnv} environment environment of all of them
 * @returns {Map<string, { wall: number, cpu: number, rss: number, loopDelay?: number }[]>} a sample per round
 */
export function runRounds(contenders, rounds, args, environment = {}) {
  const samples = new Map(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, contender] of Object.entries(contenders)) samples.get(name).push(runOnce(name, contender, args, environment));
  return samples;
}

/** One sample of a client. @throws {Error} it ended badly, or a request failed */
export function runOnce(name, { program, args = [], env = process.env }, rest, environment) {
  const { status, stdout, stderr } = spawnSync(program, [...args, ...rest], {
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...env, ...environment },
  });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  const sample = JSON.parse(stdout);
  if (sample.failed > 0) throw new Error(`${name}: ${sample.failed} requests failed`);
  return sample;
}

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

/** The median of a client's CPU time, in microseconds per request. */
export const cpuOf = (samples, name, count) => median(samples.get(name).map(({ cpu }) => (cpu * 1e6) / count));

/** The table: each client's medians, CPU also relative to the client named `base` when it took part. */
export function tableOf(samples, count, base) {
  const of = (name, value) => median(samples.get(name).map(value));
  const delays = [...samples.values()].flat().some(({ loopDelay }) => loopDelay !== undefined);
  const mains = [...samples.values()].flat().some(({ main }) => main !== undefined);
  const rows = [
    [
      'client',
      'requests/s',
      'CPU µs/request',
      ...(mains ? ['main thread'] : []),
      'peak RSS MB',
      'CPU, C = 1',
      ...(delays ? ['longest loop delay ms'] : []),
    ],
  ];
  for (const name of samples.keys())
    rows.push([
      name,
      of(name, ({ wall }) => count / wall).toFixed(0),
      cpuOf(samples, name, count).toFixed(1),
      ...(mains
        ? [
            of(name, ({ main }) => ((main ?? NaN) * 1e6) / count)
              .toFixed(1)
              .replace('NaN', ''),
          ]
        : []),
      of(name, ({ rss }) => rss / 1024).toFixed(0),
      samples.has(base) ? (cpuOf(samples, name, count) / cpuOf(samples, base, count)).toFixed(2) : '-',
      ...(delays
        ? [
            of(name, ({ loopDelay }) => loopDelay ?? NaN)
              .toFixed(0)
              .replace('NaN', ''),
          ]
        : []),
    ]);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join('  ')
      .trimEnd(),
  );
}
