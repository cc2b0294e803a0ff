import { Untranslatable } from './untranslatable.js';
import type { Syntax } from './syntax.js';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  "'": "'",
  '"': '"',
  '\\': '\\',
};
const ESCAPE = /\\(?:\r?\n|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^\n]))/g;

/** The prefix of a string literal, and the text between its quotes. */
export function partsOfLiteral(node: Syntax): { prefix: string; content: string; start: number } {
  const match = /^([a-zA-Z]*)('''|"""|'|")/.exec(node.text);
  if (!match) throw new Untranslatable(node, 'a string of an unknown form');
  const [opening, prefix, quote] = match as unknown as [string, string, string];
  return { prefix: prefix.toLowerCase(), content: node.text.slice(opening.length, -quote.length), start: opening.length };
}

/** The text that a literal stands for. */
export function unescape(content: string, isRaw: boolean): string {
  if (isRaw) return content;
  return content.replace(ESCAPE, (whole: string, hex?: string, short?: string, long?: string, other?: string) => {
    const code = hex ?? short ?? long;
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
    if (other === undefined) return '';
    return ESCAPES[other] ?? whole;
  });
}

/** The text that a string literal stands for. */
export function textOf(node: Syntax): string {
  if (node.kind === 'ContinuedString') return node.parts.map(textOf).join('');
  const { prefix, content } = partsOfLiteral(node);
  return unescape(content, prefix.includes('r'));
}

/** A string literal of TypeScript. */
export function quoted(text: string): string {
  const escaped = escapeControls(text.replace(/\\/g, '\\\\'));
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replace(/'/g, "\\'")}'`;
}

/** Text as it is written in a template literal. */
export const inTemplate = (text: string): string =>
  escapeControls(text.replace(/\\/g, '\\\\').replace(/`/g, '\\`').replace(/\$\{/g, '\\${'));

function escapeControls(text: string): string {
  return (
    text
      .replace(/\n/g, '\\n')
      .replace(/\r/g, '\\r')
      .replace(/\t/g, '\\t')
      // eslint-disable-next-line no-control-regex -- a literal cannot show these characters
      .replace(/[\x00-\x1f\x7f]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
  );
}
