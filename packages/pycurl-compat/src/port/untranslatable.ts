import type { Syntax } from './syntax.js';

/** Something that the porter has no TypeScript for. It ends as a comment with its line. */
export class Untranslatable extends Error {
  override readonly name = 'Untranslatable';

  constructor(
    readonly node: Syntax,
    reason: string,
  ) {
    super(reason);
  }
}
