import { closeSync, openSync, renameSync, rmSync } from 'node:fs';

/** A file that appears under its name only when it is whole. */
export class TargetFile {
  readonly #path: string;
  readonly #partial: string;
  #descriptor: number | undefined;

  constructor(path: string) {
    this.#path = path;
    this.#partial = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.part`;
  }

  open(): number {
    return (this.#descriptor = openSync(this.#partial, 'wx'));
  }

  keep(): void {
    closeSync(this.#descriptor!);
    this.#descriptor = undefined;
    renameSync(this.#partial, this.#path);
  }

  /** Does nothing for one that is kept. */
  discard(): void {
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
    rmSync(this.#partial, { force: true });
  }
}
