// The run whose figures the README and docs/performance.md show: benchmarks/recorded.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { cpuOf } from './rounds.mjs';

const file = new URL('../recorded.json', import.meta.url);

/** The clients that are shown, by their names in a run. The others are for developers. */
const SHOWN = {
  'the same C inside Node': 'C inside Node',
  'a bare binding': 'bare binding',
  AsyncCurlMulti: 'AsyncCurlMulti',
  'session.get': 'session',
  'undici.request': 'undici',
  'node:http': 'node:http',
};
const shownName = (name) => SHOWN[name] ?? (name.startsWith('pycurl') ? name : undefined);

/**
 * @typedef {{ microseconds: number, relative: Record<string, number> }} Row CPU per request of C, and of the others in relation to it
 * @typedef {{ date: string, machine: string, software: string, rounds: number, workloads: Record<string, Row> }} Recorded
 * @returns {Recorded}
 */
export const readRecorded = () => JSON.parse(readFileSync(file, 'utf8'));

/** @returns {Row} of a workload */
export function rowOf(samples, count, base) {
  const reference = cpuOf(samples, base, count);
  const shown = [...samples.keys()].filter(shownName);
  const relative = shown.map((name) => [shownName(name), Number((cpuOf(samples, name, count) / reference).toFixed(2))]);
  return { microseconds: Number(reference.toFixed(1)), relative: Object.fromEntries(relative) };
}

/** @param {Record<string, Row>} workloads */
export async function record(workloads, rounds, undici) {
  const processors = cpus();
  const recorded = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${processors.length} × ${processors[0].model.replaceAll(/\s+/g, ' ')}`,
    software: `Node ${process.versions.node}, undici ${undici}`,
    rounds,
    workloads,
  };
  const path = file.pathname;
  writeFileSync(file, await format(JSON.stringify(recorded), { ...(await resolveConfig(path)), filepath: path }));
}
