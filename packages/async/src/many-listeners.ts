import { defaultMaxListeners, getMaxListeners, setMaxListeners } from 'node:events';

/**
 * Keeps Node from warning of a leak when more than ten transfers share a signal: each removes its listener. A limit
 * that the user has set stays.
 */
export function allowManyListeners(signal: AbortSignal): void {
  if (maxListenersOf(signal) === defaultMaxListeners) setMaxListeners(0, signal);
}

function maxListenersOf(signal: AbortSignal): number {
  try {
    return getMaxListeners(signal);
  } catch {
    // Node 20 cannot tell the limit of a signal made by AbortSignal.any(), which has the default.
    return defaultMaxListeners;
  }
}
