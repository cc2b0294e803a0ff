import type { CurlError } from '@curlew/async';
import type { TransferHandle } from '../parallel-curl/transfer-handle.js';
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
  url: string;
  status: number;
  bytes: number;
  phases: Phases;
  error: CurlError | Error | undefined;
  /** The job named this outcome beforehand. */
  expected: boolean;
}

/** libcurl's times are points on one line, in microseconds from the start; what never happened is 0. */
export function readPhases(handle: TransferHandle): Phases {
  const at = (
    info: 'NAMELOOKUP_TIME_T' | 'CONNECT_TIME_T' | 'APPCONNECT_TIME_T' | 'PRETRANSFER_TIME_T' | 'STARTTRANSFER_TIME_T' | 'TOTAL_TIME_T',
  ) => handle.getInfo(info) / 1000;
  const dns = at('NAMELOOKUP_TIME_T');
  const connect = Math.max(at('CONNECT_TIME_T'), dns);
  const tls = Math.max(at('APPCONNECT_TIME_T'), connect);
  const sent = Math.max(at('PRETRANSFER_TIME_T'), tls);
  const total = at('TOTAL_TIME_T');
  const first = at('STARTTRANSFER_TIME_T') || total;
  return { dns, connect: connect - dns, tls: tls - connect, wait: Math.max(first - sent, 0), transfer: Math.max(total - first, 0), total };
}

export function makeResult(job: Job, content: Buffer | null, handle: TransferHandle): Result {
  const status = handle.getInfo('RESPONSE_CODE');
  const outcome = handle.error?.code ?? status;
  return {
    url: job.url,
    status,
    bytes: content?.length ?? handle.getInfo('SIZE_DOWNLOAD_T'),
    phases: readPhases(handle),
    error:
      handle.error ??
      (job.expect === undefined || job.expect === outcome ? undefined : new Error(`expected ${job.expect}, got ${outcome}`)),
    expected: job.expect === outcome,
  };
}
