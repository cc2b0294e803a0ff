import { createHash, randomBytes } from 'node:crypto';
import { isRunning, ownIdentity } from './process-identity.js';

/** The process tag at the end of a file name: process number, start time, machine, and copy of this module. */
export const TAG = /\.(\d+-\d+-[0-9a-f]{8}-[0-9a-f]{6})$/;

const hashOf = (host: string) => createHash('sha256').update(host).digest('hex').slice(0, 8);

let own: string | undefined;

export function ownTag(): string {
  if (own !== undefined) return own;
  const { pid, started, host } = ownIdentity();
  return (own = `${pid}-${started}-${hashOf(host)}-${randomBytes(3).toString('hex')}`);
}

/** Whether the process of a tag still runs; undefined if this machine cannot tell. */
export function isTagRunning(tag: string): boolean | undefined {
  const [pid, started, hash] = tag.split('-') as [string, string, string];
  const { host } = ownIdentity();
  return hash === hashOf(host) ? isRunning({ host, pid: Number(pid), started: Number(started) }) : undefined;
}
