import { RequestHandle } from './request-handle.js';

/** The maximum number of idle handles; further ones are closed. */
const KEPT = 64;

/** Handles that go from request to request, with what is set on them. */
export class HandlePool {
  readonly #idle: RequestHandle[] = [];
  #isClosed = false;

  take(): RequestHandle {
    return this.#idle.pop() ?? new RequestHandle();
  }

  /** Takes a handle back that is idle; one that no other request may have is forgotten. */
  give(handle: RequestHandle): void {
    if (!handle.recycle()) return;
    if (this.#isClosed || this.#idle.length >= KEPT || handle.easy.closed) handle.easy.close();
    else this.#idle.push(handle);
  }

  /** Closes the idle handles, and those that are given back from now on. */
  close(): void {
    this.#isClosed = true;
    for (const { easy } of this.#idle.splice(0)) easy.close();
  }
}
