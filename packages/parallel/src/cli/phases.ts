import { RequestError, type Response, type TransferTimes } from '@curlew/async';

/** The phases of a transfer in milliseconds, including its redirects. All but the last add up to `total`. */
export interface Phases {
  /** Waiting for a connection, for a place at a redirect's host, or for this program. */
  blocked: number;
  dns: number;
  connect: number;
  tls: number;
  /** From the sending of the request to the first byte of the answer. */
  wait: number;
  transfer: number;
  total: number;
}

/** The names of the phases, in order. */
export const PHASE_NAMES = ['blocked', 'dns', 'connect', 'tls', 'wait', 'transfer'] as const;

export type PhaseName = (typeof PHASE_NAMES)[number];

type Steps = Omit<Phases, 'blocked' | 'total'>;

/**
 * Computes the phases from libcurl's times, which are seconds from the start; a step that did not happen, or that a
 * reused connection had done before, is 0.
 * @param end when the transfer ended
 * @param isWhole whether it succeeded; otherwise the step after the last known time took the rest
 */
function stepsOf(times: TransferTimes, end: number, isWhole: boolean): Steps {
  const { namelookupTime, connectTime, appconnectTime, pretransferTime, starttransferTime } = times;
  const connected = appconnectTime || (pretransferTime > 0 ? connectTime : 0);
  const points = [namelookupTime, connectTime, connected, pretransferTime, starttransferTime, isWhole ? end : 0];
  if (!isWhole) points[Math.min(points.findLastIndex((point) => point > 0) + 1, points.length - 1)] = end;
  const steps: Steps = { dns: 0, connect: 0, tls: 0, wait: 0, transfer: 0 };
  let at = 0;
  for (let index = 0; index < points.length; index++) {
    const until = Math.max(at, Math.min(points[index]!, end));
    steps[STEPS[index]!] += (until - at) * 1000;
    at = until;
  }
  return steps;
}

/** The step that ends at each point. Between the last connecting and the request a connection is found or set up. */
const STEPS = ['dns', 'connect', 'tls', 'wait', 'wait', 'transfer'] as const satisfies readonly (keyof Steps)[];

/** @param total milliseconds from the request to its outcome */
export function phasesOf(response: Response | undefined, error: Error | undefined, total: number): Phases {
  const steps = allSteps(response, error, total);
  const known = steps.dns + steps.connect + steps.tls + steps.wait + steps.transfer;
  return { blocked: Math.max(0, total - known), ...steps, total: Math.max(total, known) };
}

/** The steps of a request, with those of its redirects. */
function allSteps(response: Response | undefined, error: Error | undefined, total: number): Steps {
  const last = response ?? (error instanceof RequestError ? error.response : undefined);
  if (!last) {
    const times = (error as { times?: TransferTimes } | undefined)?.times;
    return times ? stepsOf(times, total / 1000, false) : { dns: 0, connect: 0, tls: 0, wait: 0, transfer: 0 };
  }
  const sum = stepsOf(last, last.totalTime, true);
  for (const each of last.history) {
    const more = stepsOf(each, each.totalTime, true);
    for (const name of Object.keys(sum) as (keyof Steps)[]) sum[name] += more[name];
  }
  return sum;
}

/** Shares in percent that add up to 100: the largest remainders are rounded up. */
export function percentages(values: readonly number[]): number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  if (sum === 0) return values.map(() => 0);
  const exact = values.map((value) => (100 * value) / sum);
  const rounded = exact.map(Math.floor);
  const byRemainder = exact.map((value, index) => [value - Math.floor(value), index] as const).sort((a, b) => b[0] - a[0]);
  const missing = 100 - rounded.reduce((total, value) => total + value, 0);
  for (const [, index] of byRemainder.slice(0, missing)) rounded[index]! += 1;
  return rounded;
}
