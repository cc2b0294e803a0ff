/** An async iterable that is fed from outside and has one reader. */
export class PushSource<T> implements AsyncIterableIterator<T> {
  readonly #items: T[] = [];
  #waiting: ((step: IteratorResult<T>) => void) | undefined;
  #ended = false;

  push(item: T): void {
    if (!this.#waiting) {
      this.#items.push(item);
      return;
    }
    const give = this.#waiting;
    this.#waiting = undefined;
    give({ done: false, value: item });
  }

  end(): void {
    this.#ended = true;
    this.#waiting?.({ done: true, value: undefined });
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#items.length > 0) return Promise.resolve({ done: false, value: this.#items.shift()! });
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => (this.#waiting = resolve));
  }

  return(): Promise<IteratorResult<T>> {
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
