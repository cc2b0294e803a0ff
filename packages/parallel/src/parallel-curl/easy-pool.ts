import { Easy } from '@curlew/async';

/** The maximum number of idle handles; further ones are closed. */
const KEPT = 64;

/** Handles that go from request to request, with what is set on them. */
export class EasyPool {
  readonly #idle: Easy[] = [];

  take(): Easy {
    return this.#idle.pop() ?? new Easy();
  }

  give(easy: Easy): void {
    if (this.#idle.length >= KEPT || easy.closed) easy.close();
    else this.#idle.push(easy);
  }

  close(): void {
    for (const easy of this.#idle.splice(0)) easy.close();
  }
}
