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

/** A string literal's prefix, and what is between its quotes. */
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

/** A string literal of TypeScript. */
export function quoted(text: string): string {
  const escaped = escapeControls(text.replace(/\\/g, '\\\\'));
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replace(/'/g, "\\'")}'`;
}

/** Text as it stands in a template literal. */
export const inTemplate = (text: string): string =>
  escapeControls(text.replace(/\\/g, '\\\\').replace(/`/g, '\\`').replace(/\$\{/g, '\\${'));

function escapeControls(text: string): string {
  return (
    text
      .replace(/\n/g, '\\n')
      .replace(/\r/g, '\\r')
      .replace(/\t/g, '\\t')
      // eslint-disable-next-line no-control-regex -- these are the ones that a literal cannot show
      .replace(/[\x00-\x1f\x7f]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
  );
}

/** How a `%` conversion, or the format after a `:`, shows a value. @param value the expression that it shows */
export function formatted(node: Syntax, format: string, value: string, helper: (name: string) => string): string {
  const match = /^([-<>^0]?)(\+?)(#?)(0?)(\d*)(,?)(?:\.(\d+))?([sdifgxXr]?)$/.exec(format);
  if (!match) throw new Untranslatable(node, `the format "${format}"`);
  const [, align = '', , prefix = '', zero = '', width = '', comma = '', precision, type = ''] = match;
  let shown = value;
  if (type === 'r') shown = `${helper('repr')}(${value})`;
  else if (type === 'x' || type === 'X') shown = `(${value}).toString(16)${type === 'X' ? '.toUpperCase()' : ''}`;
  else if (type === 'f' || (precision !== undefined && type !== 's' && type !== 'g')) shown = `(${value}).toFixed(${precision ?? 6})`;
  else if (type === 'd' || type === 'i') shown = `Math.trunc(${value})`;
  else if (precision !== undefined && type === 's') shown = `String(${value}).slice(0, ${precision})`;
  if (prefix !== '') shown = `0x${'${'}${shown}}`.replace(/^/, '`').concat('`');
  if (comma !== '') shown = `Number(${shown}).toLocaleString('en-US')`;
  if (width === '') return shown;
  const isLeft = align === '-' || align === '<' || (align === '' && (type === '' || type === 's') && format !== width);
  const fill = align === '0' || zero === '0' ? ", '0'" : '';
  return `String(${shown}).pad${isLeft ? 'End' : 'Start'}(${width}${fill})`;
}
