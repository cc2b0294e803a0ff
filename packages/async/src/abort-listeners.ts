import type { CurlFuture } from './curl-future.js';
import { allowManyListeners } from './many-listeners.js';

interface Group {
  futures: Set<CurlFuture>;
  abort: () => void;
}

/**
 * Cancels futures when their signals abort. There is one listener per signal, however many futures it has, because Node
 * searches all listeners to remove one.
 */
export class AbortListeners {
  readonly #groups = new Map<AbortSignal, Group>();

  add(signal: AbortSignal, future: CurlFuture): void {
    let group = this.#groups.get(signal);
    if (!group) {
      const futures = new Set<CurlFuture>();
      const abort = () => {
        for (const each of [...futures]) each.cancel(signal.reason);
      };
      group = { futures, abort };
      this.#groups.set(signal, group);
      allowManyListeners(signal);
      signal.addEventListener('abort', abort, { once: true });
    }
    group.futures.add(future);
  }

  remove(signal: AbortSignal, future: CurlFuture): void {
    const group = this.#groups.get(signal);
    if (!group?.futures.delete(future) || group.futures.size > 0) return;
    this.#groups.delete(signal);
    signal.removeEventListener('abort', group.abort);
  }
}
