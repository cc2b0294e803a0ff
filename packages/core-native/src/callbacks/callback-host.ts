import { AsyncResource } from 'node:async_hooks';
import type { NativeEasy } from '../binding.js';

/** The part of an easy handle that its callbacks use. Not the handle itself, which they would keep alive. */
export interface CallbackHost {
  readonly native: NativeEasy;
  /**
   * The async context (AsyncLocalStorage) in which the running transfer was started; undefined in perform(), which runs
   * in it.
   */
  context: AsyncResource | undefined;
}

/** Remembers the context of the caller, who starts a transfer on the event loop. */
export function captureContext(): AsyncResource {
  // Without a destroy event the garbage collector need not track it.
  return new AsyncResource('CURLEW_TRANSFER', { requireManualDestroy: true });
}
