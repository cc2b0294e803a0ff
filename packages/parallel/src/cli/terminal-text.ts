/**
 * Characters that a terminal would interpret, or that would reverse text: C0 and C1 controls, line separators, and
 * Unicode's directional marks.
 */
// eslint-disable-next-line no-control-regex
const DANGEROUS = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const codeOf = (character: string) => character.charCodeAt(0).toString(16);

/** Untrusted text made safe for display: `ESC` becomes `\x1b`. */
export const showable = (text: string): string =>
  text.replace(DANGEROUS, (character) => {
    const code = codeOf(character);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
  });

/** JSON in which these characters are escaped, without loss. */
export const showableJson = (value: unknown): string =>
  JSON.stringify(value).replace(DANGEROUS, (character) => `\\u${codeOf(character).padStart(4, '0')}`);
