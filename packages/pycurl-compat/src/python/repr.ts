import { inspect } from 'node:util';

/** A value as Python's `repr` shows it, as far as messages need it. */
export function reprOf(value: unknown): string {
  if (Array.isArray(value)) return `(${value.map(reprOf).join(', ')}${value.length === 1 ? ',' : ''})`;
  if (typeof value === 'string') return textRepr(value);
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  return inspect(value, { depth: 0, maxStringLength: 60, breakLength: Infinity });
}

/** The same in ASCII, as Python's `ascii`; `a value` if it cannot be shown. */
export function asciiOf(value: unknown): string {
  try {
    return reprOf(value).replace(/\P{ASCII}/gu, escapeOf);
  } catch {
    return 'a value';
  }
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0)!;
  const [letter, digits] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8];
  return `\\${letter}${code.toString(16).padStart(digits, '0')}`;
}

function textRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t');
  return quote + (quote === "'" ? escaped.replace(/'/g, "\\'") : escaped) + quote;
}
