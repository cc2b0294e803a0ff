import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { processStart } from '@curlew/core-native';

/** Identifies a process, also against a later process with the same number. */
export interface ProcessIdentity {
  /**
   * The machine; on Linux also its boot and its PID namespace. Process numbers are comparable only within the same host.
   */
  host: string;
  pid: number;
  /** Its start, in milliseconds since a moment of the machine's own; 0 where the system does not tell. */
  started: number;
}

/**
 * The largest difference between two reports of the same start, in milliseconds: qemu reports another start to a
 * process itself than to others. No process number is reused that soon.
 */
const SAME_START = 2000;

let own: ProcessIdentity | undefined;

export function ownIdentity(): ProcessIdentity {
  own ??= {
    host: [hostname(), ...(process.platform === 'linux' ? linuxHost() : ['', ''])].join(' '),
    pid: process.pid,
    started: processStart(process.pid),
  };
  return own;
}

/** Whether the process still runs; undefined if this machine cannot tell. */
export function isRunning({ host, pid, started }: ProcessIdentity): boolean | undefined {
  if (host !== ownIdentity().host) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = processStart(pid);
  return now === 0 || started === 0 || Math.abs(now - started) <= SAME_START;
}

const linuxHost = () => [
  attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
  attempt(() => readlinkSync('/proc/self/ns/pid')),
];

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
