import { closeSync, openSync, readFileSync, rmSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { CurlError, ownCodes } from '@curlew/core-native';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.js';

/** After so many milliseconds without a change a lock of another machine is taken for one that was left behind. */
const FOREIGN_STALE_AFTER = 10 * 60_000;
/** Taking over takes microseconds. */
const TAKEOVER_STALE_AFTER = 30_000;

/** A file is being written by somebody else. */
export class FileInUseError extends CurlError {
  /** @internal */
  static override readonly className: string = 'FileInUseError';

  constructor(message: string) {
    super(message, { code: 'ERR_CURL_FILE_IN_USE', errno: -1, kind: ownCodes.ERR_CURL_FILE_IN_USE.kind, operation: 'saveTo', bare: true });
  }
}

/** A file whose existence says that somebody is writing another; created by O_EXCL, so one of many gets it. */
export class FileLock {
  readonly #path: string;
  readonly #content: string;
  readonly #since = Date.now();

  private constructor(path: string, content: string) {
    this.#path = path;
    this.#content = content;
  }

  /**
   * @param watched a file that its owner writes to: when it is old too, a lock of another machine is stale
   * @throws {FileInUseError} somebody has it
   */
  static acquire(path: string, target: string, watched: string): FileLock {
    const content = JSON.stringify(ownIdentity());
    if (create(path, content)) return new FileLock(path, content);
    const found = read(path);
    if (found !== undefined && !isStale(found, path, watched)) throw inUse(target, path, found);
    if (!takeOver(path, found, content)) throw inUse(target, path, read(path));
    return new FileLock(path, content);
  }

  /** Whether it still is this process's: while it is not old, nobody takes it from one that runs. */
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

/** @returns whether it was not there before */
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
    if (typeof host === 'string' && Number.isInteger(pid) && typeof started === 'string') return { host, pid: pid!, started };
  } catch {
    // Its owner is about to write it, or was killed before.
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

/** Only the holder of a second lock removes a stale one: without it the lock that another had just taken could go. */
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
