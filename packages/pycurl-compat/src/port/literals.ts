import { ofRepr, shown } from './formats.js';
import { inTemplate, partsOfLiteral, quoted, textOf, unescape } from './strings.js';
import type { Syntax } from './syntax.js';
import type { Translation } from './translation.js';

export function literal(t: Translation, node: Syntax): string {
  const pieces = node.kind === 'ContinuedString' ? node.parts : [node];
  if (pieces.some(({ kind }) => kind === 'FormatString'))
    return `\`${pieces.map((piece) => (piece.kind === 'FormatString' ? template(t, piece) : inTemplate(textOf(piece)))).join('')}\``;
  const text = quoted(pieces.map(textOf).join(''));
  if (!/^[rR]?[bB]/.test(pieces[0]!.text)) return text;
  return text === "''" ? 'Buffer.alloc(0)' : `Buffer.from(${text}, 'latin1')`;
}

/** The content of a template literal, without the backticks. */
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
  const value = node.parts[1]!;
  const specification = node.child('FormatSpec')?.text.slice(1) ?? '';
  const isRepr = node.child('FormatConversion')?.text === '!r';
  return shown(t, node, { node: value }, isRepr ? ofRepr(specification) : specification);
}
