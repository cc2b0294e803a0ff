/**
 * Reports an exception of a listener as uncaught, so that it is not lost and the other transfers of the turn are still
 * delivered.
 */
export function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
