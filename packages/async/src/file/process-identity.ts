import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What tells a process from all others, also from one that gets its number later. */
export interface ProcessIdentity {
  /** Machine, its boot and the namespace of process numbers; only within the same one a number says anything. */
  host: string;
  pid: number;
  /** In the system's clock ticks since the boot; '' where the system does not say. */
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

/** Whether the process still runs; undefined when that cannot be known from here. */
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

/** The program's name before it may have spaces and brackets. */
const startOf = (pid: string) => attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\)/s, '').split(' ')[20]!);

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
