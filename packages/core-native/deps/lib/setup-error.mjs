/** A set-up problem that the user can act on: shown as one sentence, without a stack. */
export class SetupError extends Error {
  name = 'SetupError';
  /** @param {string} message what went wrong, what was expected, what to do @param {{ log?: string, cause?: unknown }} [options] */
  constructor(message, { log, cause } = {}) {
    super(log ? `${message} (log: ${log})` : message, { cause });
    this.log = log;
  }
}

/** Turns the errors of a full or unwritable disk into one sentence; anything else passes through. */
export function explainDiskError(error, where) {
  if (error?.code === 'ENOSPC')
    return new SetupError(`The disk is full: could not write ${where}. Free about 1 GB and run again.`, { cause: error });
  if (error?.code === 'EACCES' || error?.code === 'EROFS' || error?.code === 'EPERM' || error?.code === 'ENOTDIR')
    return new SetupError(`Cannot write ${where}: ${error.code}. Set CURLEW_CACHE to a directory you can write to.`, { cause: error });
  return error;
}
