import { bytes, duration, table } from './format.js';
import { outcomeOf } from './outcome.js';
import type { Phases, Result } from './results.js';

const PHASES: readonly [keyof Phases, string][] = [
  ['dns', 'DNS'],
  ['connect', 'connect'],
  ['tls', 'TLS'],
  ['wait', 'wait'],
  ['transfer', 'transfer'],
];

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** The table at the end of a run. @param elapsedMs the run's wall time */
export function summarize(results: readonly Result[], elapsedMs: number): string {
  const total = results.reduce((sum, result) => sum + result.bytes, 0);
  const times = results.map((result) => result.phases.total).sort((a, b) => a - b);
  const outcomes = new Map<string, { count: number; bytes: number }>();
  for (const result of results) {
    const row = outcomes.get(outcomeOf(result)) ?? { count: 0, bytes: 0 };
    row.count += 1;
    row.bytes += result.bytes;
    outcomes.set(outcomeOf(result), row);
  }
  const sum = results.reduce((time, result) => time + result.phases.total, 0) || 1;
  const mean = (phase: keyof Phases) => results.reduce((time, result) => time + result.phases[phase], 0) / (results.length || 1);
  const perSecond = (count: number) => count / (elapsedMs / 1000 || 1);
  return [
    `${results.length} transfer${results.length === 1 ? '' : 's'}, ${bytes(total)} in ${duration(elapsedMs)}: ${perSecond(results.length).toFixed(0)} transfers/s, ${bytes(perSecond(total))}/s`,
    '',
    table([
      ['outcome', 'transfers', 'bytes'],
      ...[...outcomes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, row]) => [name, String(row.count), bytes(row.bytes)]),
    ]),
    '',
    table([
      ['latency', 'p50', 'p90', 'p99', 'max'],
      ['', ...[0.5, 0.9, 0.99, 1].map((share) => duration(percentile(times, share)))],
    ]),
    '',
    table([
      ['where the time went', ...PHASES.map(([, name]) => name)],
      ['mean', ...PHASES.map(([phase]) => duration(mean(phase)))],
      ['share', ...PHASES.map(([phase]) => `${Math.round((100 * mean(phase) * results.length) / sum)} %`)],
    ]),
  ].join('\n');
}

/** A line for each transfer that failed although it should not have. */
export function listFailures(results: readonly Result[]): string[] {
  return results.filter((result) => result.error && !result.expected).map((result) => `failed: ${result.url}: ${result.error!.message}`);
}
