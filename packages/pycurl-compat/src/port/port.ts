import { learnDefinitions } from './definitions.js';
import { expression } from './expressions.js';
import { translateBody } from './statements.js';
import { parse } from './syntax.js';
import { Translation, type Leftover } from './translation.js';

/** A program in TypeScript, and the parts of it that are left to do. */
export interface Ported {
  code: string;
  leftovers: readonly Leftover[];
}

/**
 * Translates a Python program that uses pycurl to TypeScript. Untranslated parts stay as comments with their lines.
 * @param program the text of a Python file
 */
export function port(program: string): Ported {
  const module = parse(program);
  const translation = new Translation(module, { expression, body: translateBody });
  learnDefinitions(translation, module);
  const body = translateBody(translation, module);
  const helpers = translation.helperSources;
  // A constant is defined only from its declaration on.
  const constants = helpers.filter((source) => /^const /m.test(source) && !/^function /m.test(source));
  const functions = helpers.filter((source) => !constants.includes(source));
  const sections = [translation.importLines, ...constants.map((source) => [source]), body, ...functions.map((source) => [source])];
  const code = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  const leftovers = [...translation.leftovers].sort((a, b) => a.line - b.line);
  return { code: `${code}\n`, leftovers };
}
