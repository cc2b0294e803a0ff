import { createHistogram } from 'node:perf_hooks';
import { bytes, duration, table } from './format.js';
import { PHASE_NAMES, percentages, type PhaseName } from './phases.js';
import { outcomeOf, type Result } from './results.js';

const HEADINGS: Readonly<Record<PhaseName, string>> = {
  blocked: 'blocked',
  dns: 'DNS',
  connect: 'connect',
  tls: 'TLS',
  wait: 'wait',
  transfer: 'transfer',
};

/** The longest duration that the histogram records, in microseconds. */
const LONGEST = 24 * 3_600_000_000;

/** The statistics for the table at the end of a run, in constant memory. */
export class Summary {
  readonly #outcomes = new Map<string, { count: number; bytes: number }>();
  readonly #phases: Record<PhaseName, number> = { blocked: 0, dns: 0, connect: 0, tls: 0, wait: 0, transfer: 0 };
  readonly #times = createHistogram({ lowest: 1, highest: LONGEST, figures: 3 });
  #longest = 0;
  #count = 0;
  #bytes = 0;

  add(result: Result): void {
    this.#count += 1;
    this.#bytes += result.bytes;
    const name = outcomeOf(result);
    const row = this.#outcomes.get(name) ?? { count: 0, bytes: 0 };
    row.count += 1;
    row.bytes += result.bytes;
    this.#outcomes.set(name, row);
    const { phases } = result;
    for (const phase of PHASE_NAMES) this.#phases[phase] += phases[phase];
    this.#times.record(Math.min(LONGEST, Math.max(1, Math.round(phases.total * 1000))));
    this.#longest = Math.max(this.#longest, phases.total);
  }

  /** @param elapsed the duration of the run in milliseconds */
  text(elapsed: number): string {
    const perSecond = (count: number) => count / (elapsed / 1000 || 1);
    const sums = PHASE_NAMES.map((phase) => this.#phases[phase]);
    const percentile = (share: number) => duration(this.#count === 0 ? 0 : Math.min(this.#longest, this.#times.percentile(share) / 1000));
    return [
      `${this.#count} transfer${this.#count === 1 ? '' : 's'}, ${bytes(this.#bytes)} in ${duration(elapsed)}: ${perSecond(this.#count).toFixed(0)} transfers/s, ${bytes(perSecond(this.#bytes))}/s`,
      '',
      table([
        ['outcome', 'transfers', 'bytes'],
        ...[...this.#outcomes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, row]) => [name, String(row.count), bytes(row.bytes)]),
      ]),
      '',
      table([
        ['latency', 'p50', 'p90', 'p99', 'max'],
        ['', percentile(50), percentile(90), percentile(99), duration(this.#longest)],
      ]),
      '',
      table([
        ['where the time went', ...PHASE_NAMES.map((phase) => HEADINGS[phase])],
        ['mean', ...sums.map((sum) => duration(sum / (this.#count || 1)))],
        ['share', ...percentages(sums).map((share) => `${share} %`)],
      ]),
    ].join('\n');
  }
}
