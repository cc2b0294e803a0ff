import { grouped } from './brackets.js';
import { kindOf } from './kinds.js';
import { formatted, inTemplate, partsOfLiteral, quoted, unescape } from './strings.js';
import { inside, separated, type Syntax } from './syntax.js';
import type { Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

export function literal(t: Translation, node: Syntax): string {
  const pieces = node.kind === 'ContinuedString' ? node.parts : [node];
  if (pieces.some(({ kind }) => kind === 'FormatString'))
    return `\`${pieces.map((piece) => (piece.kind === 'FormatString' ? template(t, piece) : inTemplate(textOf(piece)))).join('')}\``;
  const text = quoted(pieces.map(textOf).join(''));
  if (!/^[rR]?[bB]/.test(pieces[0]!.text)) return text;
  return text === "''" ? 'Buffer.alloc(0)' : `Buffer.from(${text}, 'latin1')`;
}

/** The text that a string literal stands for. */
export function textOf(node: Syntax): string {
  if (node.kind === 'ContinuedString') return node.parts.map(textOf).join('');
  const { prefix, content } = partsOfLiteral(node);
  return unescape(content, prefix.includes('r'));
}

/** What is between the backticks. */
export function template(t: Translation, node: Syntax): string {
  const { prefix, content, start } = partsOfLiteral(node);
  const from = node.from + start;
  const until = from + content.length;
  const plain = (a: number, b: number) =>
    inTemplate(unescape(node.program.slice(a, b), prefix.includes('r')).replace(/\{\{/g, '{').replace(/\}\}/g, '}'));
  let [text, at] = ['', from];
  for (const piece of node.all('FormatReplacement')) {
    text += plain(at, piece.from) + replacement(t, piece);
    at = piece.to;
  }
  return text + plain(at, until);
}

function replacement(t: Translation, node: Syntax): string {
  const [, value] = node.parts;
  const spec = node.child('FormatSpec')?.text.slice(1) ?? '';
  const isRepr = node.child('FormatConversion')?.text === '!r';
  const shown = isRepr ? `${t.helper('repr')}(${t.expression(value!)})` : shownText(t, value!);
  return `\${${spec === '' ? shown : formatted(node, spec, shown, (name) => t.helper(name))}}`;
}

/** A value as Python's str() shows it. */
export function shownText(t: Translation, node: Syntax): string {
  const text = t.expression(node);
  const kind = kindOf(t, node);
  if (kind === 'exception') return `${text}.message`;
  if (kind === 'string' || kind === 'number' || /^(Number|String|FormatString)$/.test(node.kind)) return text;
  // A plain number or text for what pycurl answers.
  if (node.kind === 'CallExpression' && /\.(getinfo|perform_rs|errstr|timeout|tell)\(/.test(node.text)) return text;
  return `${t.helper('str')}(${text})`;
}

/** `'%s: %d' % (a, b)`. */
export function percent(t: Translation, left: Syntax, right: Syntax): string {
  if (left.kind !== 'String' && left.kind !== 'ContinuedString') throw new Untranslatable(left, 'a format that is no literal');
  const values = right.kind === 'TupleExpression' ? separated(inside(right)).map(([value]) => value!) : [right];
  let at = 0;
  const text = textOf(left)
    .split(/(%[-+0 #]*\d*(?:\.\d+)?[a-zA-Z%])/)
    .map((piece, index) => {
      if (index % 2 === 0) return inTemplate(piece);
      if (piece === '%%') return '%';
      const value = values[at++];
      if (!value) throw new Untranslatable(left, 'a format without its value');
      const format = piece.slice(1);
      const shown = format.endsWith('s') ? shownText(t, value) : grouped(t.expression(value));
      return `\${${format === 's' || format === 'd' ? shown : formatted(left, format, shown, (name) => t.helper(name))}}`;
    });
  return `\`${text.join('')}\``;
}
