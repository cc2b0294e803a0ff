import { closeSync, openSync, readFileSync, rmSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { CurlError, ownCodes } from '@curlew/core-native';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.js';

/** A lock of another machine counts as stale after this many milliseconds without a change. */
const FOREIGN_STALE_AFTER = 10 * 60_000;
/** A takeover takes microseconds, so one that is older than this many milliseconds is stale. */
const TAKEOVER_STALE_AFTER = 30_000;

/** Another process or request is writing the file. */
export class FileInUseError extends CurlError {
  /** @internal */
  static override readonly className: string = 'FileInUseError';

  constructor(message: string) {
    super(message, { code: 'ERR_CURL_FILE_IN_USE', errno: -1, kind: ownCodes.ERR_CURL_FILE_IN_USE.kind, operation: 'saveTo', bare: true });
  }
}

/** A lock file: its existence means that another file is being written. O_EXCL lets only one contender create it. */
export class FileLock {
  readonly #path: string;
  readonly #content: string;
  readonly #since = Date.now();

  private constructor(path: string, content: string) {
    this.#path = path;
    this.#content = content;
  }

  /**
   * @param watched the file that the lock's owner writes to: a lock of another machine is stale only if this file is
   *   old too
   * @throws {FileInUseError} another owner holds the lock
   */
  static acquire(path: string, target: string, watched: string): FileLock {
    const content = JSON.stringify(ownIdentity());
    if (create(path, content)) return new FileLock(path, content);
    const found = read(path);
    if (found !== undefined && !isStale(found, path, watched)) throw inUse(target, path, found);
    if (!takeOver(path, found, content)) throw inUse(target, path, read(path));
    return new FileLock(path, content);
  }

  /** Whether this process still holds the lock. A fresh lock of a running process is never taken over. */
  get isHeld(): boolean {
    return Date.now() - this.#since < FOREIGN_STALE_AFTER / 2 || read(this.#path) === this.#content;
  }

  release(): void {
    if (!this.isHeld) return;
    try {
      unlinkSync(this.#path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

/** @returns whether the lock was created; false if it existed */
function create(path: string, content: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'wx', 0o644);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(descriptor, content);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return true;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function ownerOf(content: string): ProcessIdentity | undefined {
  try {
    const { host, pid, started } = JSON.parse(content) as Partial<ProcessIdentity>;
    if (typeof host === 'string' && Number.isInteger(pid) && Number.isSafeInteger(started)) return { host, pid: pid!, started: started! };
  } catch {
    // Its owner is about to write the content, or was killed before it could.
  }
  return undefined;
}

function isStale(content: string, lock: string, watched: string): boolean {
  const owner = ownerOf(content);
  const runs = owner && isRunning(owner);
  if (runs !== undefined) return !runs;
  return Math.min(ageOf(lock), ageOf(watched)) > (owner ? FOREIGN_STALE_AFTER : TAKEOVER_STALE_AFTER);
}

function ageOf(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return Infinity;
  }
}

/**
 * Only the holder of a second lock removes a stale one; otherwise two contenders could remove each other's fresh locks.
 */
function takeOver(path: string, stale: string | undefined, content: string): boolean {
  const guard = `${path}.takeover`;
  if (!create(guard, content)) {
    if (ageOf(guard) > TAKEOVER_STALE_AFTER) rmSync(guard, { force: true });
    return false;
  }
  try {
    if (read(path) !== stale) return false;
    rmSync(path, { force: true });
    return create(path, content);
  } finally {
    rmSync(guard, { force: true });
  }
}

function inUse(target: string, lock: string, content: string | undefined): FileInUseError {
  const owner = content === undefined ? undefined : ownerOf(content);
  const machine = owner && owner.host !== ownIdentity().host ? ` on ${owner.host.split(' ')[0]!}` : '';
  const who = owner ? `process ${owner.pid}${machine}` : 'another process';
  return new FileInUseError(`saveTo: ${target} is being written by ${who}; if that is wrong, remove ${lock}`);
}
