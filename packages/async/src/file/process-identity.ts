import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Identifies a process, also against a later process with the same number. */
export interface ProcessIdentity {
  /** The machine, its boot and its PID namespace; process numbers are comparable only within the same host. */
  host: string;
  pid: number;
  /** Start time in clock ticks since boot; '' where the system does not tell. */
  started: string;
}

let own: ProcessIdentity | undefined;

export function ownIdentity(): ProcessIdentity {
  own ??= {
    host: [
      hostname(),
      attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
      attempt(() => readlinkSync('/proc/self/ns/pid')),
    ].join(' '),
    pid: process.pid,
    started: startOf('self'),
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
  const now = startOf(String(pid));
  return now === '' || started === '' || now === started;
}

/** The program's name, an earlier field, may contain spaces and parentheses. */
const startOf = (pid: string) => attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\)/s, '').split(' ')[20]!);

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
