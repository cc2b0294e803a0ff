import type { Syntax } from './syntax.js';

/** A part that the porter has no TypeScript for. It becomes a comment with its line. */
export class Untranslatable extends Error {
  override readonly name = 'Untranslatable';

  constructor(
    readonly node: Syntax,
    reason: string,
  ) {
    super(reason);
  }
}
