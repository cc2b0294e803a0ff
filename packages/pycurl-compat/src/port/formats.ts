import { kindOf } from './kinds.js';
import { inTemplate, quoted, textOf } from './strings.js';
import { inside, separated, type Syntax } from './syntax.js';
import type { Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

/**
 * Python's format specification: fill and alignment, sign, `#`, zeros, width, commas, precision, type. Two combinations
 * are not supported: commas among zeros, and a precision of whole numbers.
 */
const SPECIFICATION = /^(?!.*(?:=|0\d).*,)(?!.*\.\d+[duxXob]$)(?:[^{}]?[<>^=])?[-+ ]?#?0?\d*,?(?:\.\d+)?[sdufFeEgGxXobr%]?$/u;
/** A conversion of `%`: name, flags, width, precision, type. */
const CONVERSION = /%(?:\((\w+)\))?([-+ #0]*)(\*|\d*)(?:\.(\*|\d+))?[hlL]?([a-zA-Z%])/;
const CONVERSIONS = new RegExp(CONVERSION, 'g');
const FIELDS = /\{\{|\}\}|\{([^{}!:]*)(?:!([rs]))?(?::([^{}]*))?\}/g;
/** Infos whose values are whole numbers. */
const WHOLE_INFO = /\.getinfo\([\w.]*(?:CODE|COUNT|PORT|ERRNO|CONNECTS|_SIZE|_T)\)$/;
const IS_NUMBER = /^[dufFeEgGxXob]$/;

/** The arguments of `str.format()`. */
interface GivenValues {
  readonly positional: readonly Syntax[];
  readonly named: ReadonlyMap<string, Syntax>;
  readonly hasSpread: boolean;
}

/** A value to format: an expression of the program, or a part of one. */
type Value = { node: Syntax } | { text: string };

/** A value as Python's str() shows it. */
export function shownText(t: Translation, node: Syntax): string {
  const text = t.expression(node);
  const kind = kindOf(t, node);
  if (kind === 'exception') return `${text}.message`;
  if (kind === 'string' || kind === 'number' || kind === 'counter' || /^(Number|String|FormatString)$/.test(node.kind)) return text;
  // These methods of pycurl return plain numbers or text.
  if (node.kind === 'CallExpression' && /\.(getinfo|perform_rs|errstr|timeout|tell)\(/.test(node.text)) return text;
  return `${t.helper('str')}(${text})`;
}

/** A value with a format specification, as a part of a template literal. */
export function shown(t: Translation, at: Syntax, value: Value, specification: string): string {
  return `\${${shownValue(t, at, value, specification)}}`;
}

function shownValue(t: Translation, at: Syntax, value: Value, specification: string): string {
  if (!SPECIFICATION.test(specification)) throw new Untranslatable(at, `the format "${specification}"`);
  if (specification === '' || specification === 's')
    return 'node' in value ? shownText(t, value.node) : `${t.helper('str')}(${value.text})`;
  const text = 'node' in value ? t.expression(value.node) : value.text;
  if (specification === 'd' && isWhole(t, value, text)) return text;
  if (!specification.endsWith('r')) return `${t.helper('formatted')}(${text}, ${quoted(specification)})`;
  const repr = `${t.helper('repr')}(${text})`;
  return specification === 'r' ? repr : `${t.helper('formatted')}(${repr}, ${quoted(specification.slice(0, -1))})`;
}

/** A specification for the result of repr(). */
export const ofRepr = (specification: string): string => `${specification.replace(/s$/, '')}r`;

const isWhole = (t: Translation, value: Value, text: string): boolean =>
  /^\d+$|\.length$/.test(text) || WHOLE_INFO.test(text) || ('node' in value && kindOf(t, value.node) === 'counter');

/** `'%s: %d' % (a, b)`. */
export function percent(t: Translation, left: Syntax, right: Syntax): string {
  if (left.kind !== 'String' && left.kind !== 'ContinuedString') throw new Untranslatable(left, 'a format that is not a literal');
  const text = textOf(left);
  const places = [...text.matchAll(CONVERSIONS)].filter(([place]) => !place.endsWith('%'));
  const specifications = places.map(([place]) => specificationOf(left, place));
  const values = valuesOf(t, left, right, places);
  let at = 0;
  const template = between(text, CONVERSIONS, left, '%', (place) =>
    place.endsWith('%') ? '%' : shown(t, left, values.each[at]!, specifications[at++]!),
  );
  return values.from === undefined ? `\`${template}\`` : `((each: any) => \`${template}\`)(${values.from})`;
}

/** The values for the placeholders, and the expression that they all come from, if it must be evaluated only once. */
function valuesOf(t: Translation, left: Syntax, right: Syntax, places: readonly RegExpMatchArray[]): { each: Value[]; from?: string } {
  const { length } = places;
  const isNamed = places.some(([, name]) => name !== undefined);
  const given = right.kind === 'TupleExpression' ? separated(inside(right)).map(([node]) => ({ node: node! })) : undefined;
  if (given ? given.length !== length || isNamed : length === 0)
    throw new Untranslatable(left, `a format of ${length} places for ${given?.length ?? 1} values`);
  if (given) return { each: given };
  if (length === 1 && !isNamed) return { each: [{ node: right }] };
  // One value for several placeholders: a tuple or a map.
  const isPlain = right.kind === 'VariableName';
  const from = isPlain ? t.expression(right) : 'each';
  const each = places.map(([, name], index) => ({ text: name === undefined ? `${from}[${index}]` : `${from}.get('${name}')` }));
  return isPlain ? { each } : { each, from: t.expression(right) };
}

/** The format specification that corresponds to a conversion of `%`. */
function specificationOf(left: Syntax, place: string): string {
  const [, , flags, width, precision, type] = CONVERSION.exec(place)!;
  if (width === '*' || precision === '*') throw new Untranslatable(left, `the format "${place}"`);
  const isNumber = IS_NUMBER.test(type!) || type === 'i';
  const sign = flags!.includes('+') ? '+' : flags!.includes(' ') ? ' ' : '';
  // `%` aligns text to the right, a format specification to the left.
  const align = width === '' ? '' : flags!.includes('-') ? '<' : isNumber ? '' : '>';
  const zero = isNumber && align === '' && flags!.includes('0') ? '0' : '';
  const digits = precision === undefined ? '' : `.${precision}`;
  return `${align}${isNumber ? sign : ''}${flags!.includes('#') ? '#' : ''}${zero}${width}${digits}${/[iu]/.test(type!) ? 'd' : type}`;
}

/** `'{}: {name:>5}'.format(a, name=b)`. */
export function formatCall(t: Translation, left: Syntax, given: GivenValues): string {
  if (left.kind !== 'String' && left.kind !== 'ContinuedString') throw new Untranslatable(left, 'a format that is not a literal');
  if (given.hasSpread) throw new Untranslatable(left, 'a format of a list of values');
  let next = 0;
  const template = between(textOf(left), FIELDS, left, '{', (field, name, conversion, specification = '') => {
    if (field === '{{' || field === '}}') return field[0]!;
    const key = name === '' ? String(next++) : name!;
    const node = /^\d+$/.test(key) ? given.positional[Number(key)] : given.named.get(key);
    if (!node) throw new Untranslatable(left, `a format without a value for {${name}}`);
    return shown(t, left, { node }, conversion === 'r' ? ofRepr(specification) : specification);
  });
  return `\`${template}\``;
}

/** Replaces the placeholders of a format, and writes the text between them for a template literal. */
function between(
  text: string,
  places: RegExp,
  node: Syntax,
  mark: string,
  replace: (place: string, ...groups: (string | undefined)[]) => string,
): string {
  let [result, at] = ['', 0];
  const plain = (until: number) => {
    const piece = text.slice(at, until);
    if (piece.includes(mark)) throw new Untranslatable(node, `the format "${piece}"`);
    return inTemplate(piece);
  };
  for (const match of text.matchAll(places)) {
    result += plain(match.index) + replace(match[0], ...match.slice(1));
    at = match.index + match[0].length;
  }
  return result + plain(text.length);
}
