import type { Share } from '@curlew/core-native';
import { PooledHandle } from './pooled-handle.js';

/** The maximum number of idle handles. */
const KEPT = 1024;

/** The handles of a session. They all use its share. */
export class HandlePool {
  readonly #idle: PooledHandle[] = [];
  readonly #share: Share;
  readonly #hasCookies: boolean;
  #closed = false;

  constructor(share: Share, { hasCookies = true } = {}) {
    this.#share = share;
    this.#hasCookies = hasCookies;
  }

  /** A handle with the session's share. */
  take(): PooledHandle {
    return this.#idle.pop() ?? new PooledHandle(this.#share, this.#hasCookies);
  }

  /** Takes a handle back. An idle handle keeps of a request only what the next one is likely to need. */
  give(handle: PooledHandle): void {
    if (this.#closed || this.#idle.length >= KEPT || handle.easy.closed) {
      handle.easy.close();
      return;
    }
    handle.recycle();
    this.#idle.push(handle);
  }

  /** Closes the idle handles; the others are closed when they come back. */
  close(): void {
    this.#closed = true;
    for (const { easy } of this.#idle.splice(0)) easy.close();
  }
}
