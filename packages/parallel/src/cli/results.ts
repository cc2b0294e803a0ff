import type { Response } from '@curlew/async';
import type { FetchResult } from '../fetch-all/fetch-options.js';
import type { Job } from './inputs.js';

/** Where a transfer's time went, in milliseconds. */
export interface Phases {
  dns: number;
  connect: number;
  tls: number;
  wait: number;
  transfer: number;
  total: number;
}

/** What is kept of a finished transfer. */
export interface Result {
  method: string;
  url: string;
  /** Milliseconds from the start of the run. */
  start: number;
  /** 0 when there was no response. */
  status: number;
  httpVersion: string;
  bytes: number;
  attempts: number;
  phases: Phases;
  /** Where its body is. */
  file: string | undefined;
  error: Error | undefined;
  /** The job named this outcome beforehand. */
  expected: boolean;
}

const NO_PHASES: Phases = { dns: 0, connect: 0, tls: 0, wait: 0, transfer: 0, total: 0 };

/** libcurl's times are points on one line from the start, in seconds; what never happened is 0. */
function phasesOf(response: Response): Phases {
  const dns = response.namelookupTime * 1000;
  const connect = Math.max(response.connectTime * 1000, dns);
  const tls = Math.max(response.appconnectTime * 1000, connect);
  const sent = Math.max(response.pretransferTime * 1000, tls);
  const total = response.totalTime * 1000;
  const first = response.starttransferTime * 1000 || total;
  return { dns, connect: connect - dns, tls: tls - connect, wait: Math.max(first - sent, 0), transfer: Math.max(total - first, 0), total };
}

/** @param runStart in seconds since 1970 @param isToBeSaved whether its body was to go to a file */
export function makeResult(job: Job, fetched: FetchResult, runStart: number, isToBeSaved: boolean): Result {
  const { response, error, attempts, startTime, duration, savedTo } = fetched;
  const status = response?.statusCode ?? 0;
  const outcome = (error as { code?: string } | undefined)?.code ?? status;
  const expected = job.expect === outcome;
  return {
    method: job.method ?? 'GET',
    url: job.url,
    start: (startTime - runStart) * 1000,
    status,
    httpVersion: response?.httpVersion ?? '',
    bytes: response?.downloadSize ?? 0,
    attempts,
    phases: response ? phasesOf(response) : { ...NO_PHASES, total: duration * 1000 },
    file: savedTo,
    error: error ?? (expected ? undefined : problemOf(job, outcome, isToBeSaved && savedTo === undefined)),
    expected,
  };
}

function problemOf({ expect }: Job, outcome: number | string, isMissing: boolean): Error | undefined {
  if (expect !== undefined) return new Error(`expected ${expect}, got ${outcome}`);
  if (!isMissing) return undefined;
  return Object.assign(new Error(`status ${outcome}, nothing was written`), { code: String(outcome) });
}
