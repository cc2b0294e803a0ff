/** What a listener throws must not keep the other transfers of the turn from being delivered, nor be lost. */
export function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
