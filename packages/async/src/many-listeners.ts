import { defaultMaxListeners, getMaxListeners, setMaxListeners } from 'node:events';

/**
 * One signal for hundreds of transfers is no leak: each takes its listener off. Without this Node warns of the eleventh.
 * Who has set a limit keeps it.
 */
export function allowManyListeners(signal: AbortSignal): void {
  if (maxListenersOf(signal) === defaultMaxListeners) setMaxListeners(0, signal);
}

function maxListenersOf(signal: AbortSignal): number {
  try {
    return getMaxListeners(signal);
  } catch {
    // Node 20 does not know the limit of a signal of AbortSignal.any(), which has the default.
    return defaultMaxListeners;
  }
}
