import { AsyncResource } from 'node:async_hooks';
import type { NativeEasy } from '../binding.js';

/** What the callbacks of one easy handle need of it. Not the handle itself, which would be kept alive by them. */
export interface CallbackHost {
  readonly native: NativeEasy;
  /** The context (AsyncLocalStorage) that the running transfer was started in; undefined in perform(), which is in it. */
  context: AsyncResource | undefined;
}

/** Remembers the context of the caller, who starts a transfer on the event loop. */
export function captureContext(): AsyncResource {
  // Nobody is told when it is destroyed, so it need not be watched by the garbage collector.
  return new AsyncResource('CURLEW_TRANSFER', { requireManualDestroy: true });
}
