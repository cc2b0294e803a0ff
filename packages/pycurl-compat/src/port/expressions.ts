import { fullName, kindOf } from './kinds.js';
import { moduleValue } from './modules.js';
import { Scope, targetNames } from './scope.js';
import { formatted, inTemplate, partsOfLiteral, quoted, unescape } from './strings.js';
import { inside, separated, type Syntax } from './syntax.js';
import { nameOf, type Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

const WORDS: Readonly<Record<string, string>> = { and: '&&', or: '||' };
const SAME: ReadonlySet<string> = new Set(['<', '>', '<=', '>=', '+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>']);
const COMPARING: ReadonlySet<string> = new Set(['CompareOp', 'in', 'is', 'not']);

/** An expression in TypeScript. @throws {Untranslatable} */
export function expression(t: Translation, node: Syntax): string {
  const { parts } = node;
  switch (node.kind) {
    case 'VariableName':
      return variable(t, node);
    case 'Number':
      return node.text.replace(/_/g, '').replace(/^0+(?=\d)/, '');
    case 'Boolean':
      return node.text === 'True' ? 'true' : 'false';
    case 'None':
      return 'null';
    case 'String':
    case 'ContinuedString':
      return literal(t, node);
    case 'FormatString':
      return `\`${template(t, node)}\``;
    case 'ParenthesizedExpression':
      return `(${expression(t, parts[1]!)})`;
    case 'TupleExpression':
    case 'ArrayExpression':
      return `[${items(t, inside(node))}]`;
    case 'SetExpression':
      return `new Set([${items(t, inside(node))}])`;
    case 'DictionaryExpression':
      return `new Map<any, any>([${entries(t, node)
        .map((entry) => (entry.startsWith('...') ? entry : `[${entry}]`))
        .join(', ')}])`;
    case 'ArrayComprehensionExpression':
    case 'ComprehensionExpression':
      return comprehension(t, node, (value) => value);
    case 'SetComprehensionExpression':
      return `new Set(${comprehension(t, node, (value) => value)})`;
    case 'DictionaryComprehensionExpression':
      return `new Map<any, any>(${comprehension(t, node, (value) => `[${value}]`)})`;
    case 'ConditionalExpression':
      return `${condition(t, parts[2]!)} ? ${expression(t, parts[0]!)} : ${expression(t, parts[4]!)}`;
    case 'UnaryExpression':
      return parts[0]!.kind === 'not' ? `!${grouped(condition(t, parts[1]!))}` : `${parts[0]!.text}${grouped(expression(t, parts[1]!))}`;
    case 'BinaryExpression':
      return binary(t, node);
    case 'MemberExpression':
      return member(t, node);
    case 'CallExpression':
      return t.translateCall(t, node);
    case 'AwaitExpression':
      if (!t.scope.isAsync) throw new Untranslatable(node, 'await outside of an async function');
      return `await ${expression(t, parts[1]!)}`;
    case 'LambdaExpression':
      return lambda(t, node);
    case 'NamedExpression':
      return `(${expression(t, parts[0]!)} = ${expression(t, parts.at(-1)!)})`;
    default:
      throw new Untranslatable(node, `"${node.text.split('\n')[0]}" (${node.kind})`);
  }
}

/** Brackets around what is more than one word. */
export const grouped = (text: string): string =>
  /^[\w$.]+$|^\(.*\)$|^[\w$.]+\([^()]*\)$/s.test(text) && balanced(text) ? text : `(${text})`;

function balanced(text: string): boolean {
  if (!text.startsWith('(')) return true;
  let depth = 0;
  for (const [at, character] of [...text].entries()) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0 && at < text.length - 1) return false;
  }
  return true;
}

/** What a program means by a condition: in Python empty lists, texts and maps are false. */
export function condition(t: Translation, node: Syntax): string {
  if (node.kind === 'Number') return Number(node.text) === 0 ? 'false' : 'true';
  if (isLogical(node)) return logical(t, node, true);
  const kind = kindOf(t, node);
  const text = expression(t, node);
  if (kind === 'list' || kind === 'bytes') return `${grouped(text)}.length > 0`;
  if (kind === 'map' || kind === 'set') return `${grouped(text)}.size > 0`;
  const isPlain =
    kind !== undefined ||
    ['Boolean', 'Number', 'UnaryExpression', 'CallExpression'].includes(node.kind) ||
    isComparison(node) ||
    isLogical(node);
  return isPlain ? text : `${t.helper('isTrue')}(${text})`;
}

const isComparison = (node: Syntax): boolean =>
  node.kind === 'ParenthesizedExpression'
    ? isComparison(node.parts[1]!) || isLogical(node.parts[1]!)
    : node.kind === 'BinaryExpression' && COMPARING.has(node.parts[1]!.kind);
const isLogical = (node: Syntax) => node.kind === 'BinaryExpression' && node.parts[1]!.text in WORDS;

function variable(t: Translation, node: Syntax): string {
  if (node.text === 'self') return 'this';
  if (node.text === '__file__') return t.import('node:url', 'fileURLToPath') + '(import.meta.url)';
  if (node.text === '__name__') return "'__main__'";
  const bound = t.bound.get(node.text);
  if (bound !== undefined) return moduleValue(t, node, bound);
  return nameOf(node.text);
}

/** Elements, with `*list` among them. */
export function items(t: Translation, parts: readonly Syntax[]): string {
  return separated(parts)
    .map((group) => (group[0]!.kind === '*' ? `...${grouped(expression(t, group[1]!))}` : expression(t, group[0]!)))
    .join(', ');
}

/** `key, value` of each entry. */
export function entries(t: Translation, node: Syntax): string[] {
  return separated(inside(node)).map((group) => {
    if (group[0]!.kind === '**') return `...${grouped(expression(t, group[1]!))}`;
    return `${expression(t, group[0]!)}, ${expression(t, group[2]!)}`;
  });
}

function literal(t: Translation, node: Syntax): string {
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
function template(t: Translation, node: Syntax): string {
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
  const shown = isRepr ? `${t.helper('repr')}(${expression(t, value!)})` : shownText(t, value!);
  return `\${${spec === '' ? shown : formatted(node, spec, shown, (name) => t.helper(name))}}`;
}

/** A value as Python's str() shows it. */
export function shownText(t: Translation, node: Syntax): string {
  const text = expression(t, node);
  const kind = kindOf(t, node);
  if (kind === 'exception') return `${text}.message`;
  if (kind === 'string' || kind === 'number' || /^(Number|String|FormatString)$/.test(node.kind)) return text;
  // A plain number or text for what pycurl answers.
  if (node.kind === 'CallExpression' && /\.(getinfo|perform_rs|errstr|timeout|tell)\(/.test(node.text)) return text;
  return `${t.helper('str')}(${text})`;
}

function lambda(t: Translation, node: Syntax): string {
  const list = node.child('ParamList');
  const parameters = list ? separated(list.parts) : [];
  const names = parameters.map((group) => group.at(group[0]!.kind === '*' ? 1 : 0)!.text);
  const scope = new Scope(t.scope, false, node.parts.at(-1)!, names);
  return t.within(scope, () => {
    const written = parameters.map((group) => parameter(t, group));
    const body = expression(t, node.parts.at(-1)!);
    return `(${written.join(', ')}) => ${body.startsWith('{') ? `(${body})` : body}`;
  });
}

/** One parameter: `name: type = default`, `...rest`. */
export function parameter(t: Translation, group: readonly Syntax[]): string {
  if (group[0]!.kind === '*') return group[1] ? `...${nameOf(group[1].text)}: any[]` : '';
  if (group[0]!.kind === '**') return `${nameOf(group[1]!.text)}: any = {}`;
  const type = typeOf(group.find(({ kind }) => kind === 'TypeDef'));
  const assigned = group.findIndex(({ kind }) => kind === 'AssignOp');
  const value = assigned < 0 ? '' : ` = ${expression(t, group[assigned + 1]!)}`;
  return `${nameOf(group[0]!.text)}: ${value.endsWith('= null') && type !== 'any' ? `${type} | null` : type}${value}`;
}

const TYPES: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'number',
  float: 'number',
  bool: 'boolean',
  bytes: 'Buffer',
  None: 'void',
};

/** A type of Python's; `any` where there is none, or none that is known. */
export function typeOf(node: Syntax | undefined): string {
  const name = node?.text.replace(/^\s*(:|->)\s*/, '').trim() ?? '';
  const [, list] = /^(?:list|List)\[(\w+)\]$/.exec(name) ?? [];
  return list !== undefined && TYPES[list] ? `${TYPES[list]}[]` : (TYPES[name] ?? 'any');
}

function comprehension(t: Translation, node: Syntax, wrap: (value: string) => string): string {
  const parts = inside(node);
  const start = parts.findIndex(({ kind }) => kind === 'for');
  if (parts.slice(start + 1).some(({ kind }) => kind === 'for' || kind === 'async'))
    throw new Untranslatable(node, 'a comprehension of two loops');
  const isIn = parts.findIndex(({ kind }) => kind === 'in');
  const isIf = parts.findIndex(({ kind }, index) => kind === 'if' && index > isIn);
  const targets = parts.slice(start + 1, isIn);
  const scope = new Scope(t.scope, t.scope.isAsync, node, targets.flatMap(targetNames));
  const source = iterable(t, parts[isIn + 1]!);
  return t.within(scope, () => {
    const names = separated(targets).map(([target]) => target!);
    const pattern =
      names.length === 1 && names[0]!.kind === 'VariableName'
        ? `(${expression(t, names[0]!)})`
        : `([${items(
            t,
            targets.filter(({ kind }) => kind !== '(' && kind !== ')'),
          )}])`;
    const value = wrap(
      separated(parts.slice(0, start))
        .map((group) =>
          group
            .filter(({ kind }) => kind !== ':')
            .map((each) => expression(t, each))
            .join(', '),
        )
        .join(', '),
    );
    const filter = isIf < 0 ? '' : `.filter(${pattern} => ${condition(t, parts[isIf + 1]!)})`;
    const list = `[...${grouped(source)}]${filter}`;
    return `${list}.map(${pattern} => ${value.startsWith('{') ? `(${value})` : value})`;
  });
}

/** What a loop goes through: a map's keys, as in Python. */
export function iterable(t: Translation, node: Syntax): string {
  const text = expression(t, node);
  return kindOf(t, node) === 'map' ? `${grouped(text)}.keys()` : text;
}

function binary(t: Translation, node: Syntax): string {
  const { parts } = node;
  const [left, operator] = parts as [Syntax, Syntax];
  const right = parts.at(-1)!;
  if (COMPARING.has(operator.kind)) return comparison(t, node);
  if (isLogical(node)) return logical(t, node, false);
  const kind = kindOf(t, left);
  if (operator.text === '%' && kind === 'string') return percent(t, left, right);
  if (operator.text === '+' && (kind === 'bytes' || kindOf(t, right) === 'bytes'))
    return `Buffer.concat([${expression(t, left)}, ${expression(t, right)}])`;
  if (operator.text === '+' && kind === 'list') return `[...${grouped(expression(t, left))}, ...${grouped(expression(t, right))}]`;
  if (operator.text === '|' && kind === 'set') return `new Set([...${expression(t, left)}, ...${expression(t, right)}])`;
  if (operator.text === '*' && (kind === 'string' || kind === 'list' || kind === 'bytes')) return repeated(t, left, kind, right);
  if (operator.text === '//') return `Math.floor(${grouped(expression(t, left))} / ${grouped(expression(t, right))})`;
  if (!SAME.has(operator.text)) throw new Untranslatable(node, `the operator ${operator.text}`);
  return `${side(t, left)} ${operator.text} ${side(t, right)}`;
}

/** A side of an operator. Python's brackets are there already; here `&` binds less than `==`. */
function side(t: Translation, node: Syntax): string {
  const text = expression(t, node);
  const bindsLess = node.kind === 'BinaryExpression' ? node.parts[1]!.kind === 'BitOp' : LOOSE.test(node.kind);
  return bindsLess ? `(${text})` : text;
}

const LOOSE = /^(ConditionalExpression|LambdaExpression|UnaryExpression|AwaitExpression|NamedExpression)$/;

/** As a value, `a or b` is one of the two; as a condition, each is one. */
function logical(t: Translation, node: Syntax, isCondition: boolean): string {
  const [left, operator] = node.parts as [Syntax, Syntax];
  const word = WORDS[operator.text]!;
  return [left, node.parts.at(-1)!]
    .map((each, index) => {
      const text = isCondition || (index === 0 && isComparison(each)) ? condition(t, each) : expression(t, each);
      const isOther =
        (isLogical(each) && WORDS[each.parts[1]!.text] !== word) || /^(ConditionalExpression|LambdaExpression)$/.test(each.kind);
      return isOther ? `(${text})` : text;
    })
    .join(` ${word} `);
}

function repeated(t: Translation, left: Syntax, kind: string, right: Syntax): string {
  const [what, count] = [grouped(expression(t, left)), expression(t, right)];
  if (kind === 'string') return `${/^['"`]/.test(expression(t, left)) ? expression(t, left) : what}.repeat(${count})`;
  if (kind === 'bytes') return `Buffer.alloc(${kindOf(t, right) === 'number' ? count : `Number(${count})`} * ${what}.length, ${what})`;
  return `Array.from({ length: ${count} }, () => ${what}).flat()`;
}

function comparison(t: Translation, node: Syntax): string {
  const { parts } = node;
  const [left] = parts as [Syntax];
  const right = parts.at(-1)!;
  const operator = parts
    .slice(1, -1)
    .map(({ text }) => text)
    .join(' ');
  if (isComparison(left) && left.kind === 'BinaryExpression')
    return `${comparison(t, left)} && ${compared(t, node, left.parts.at(-1)!, operator, right)}`;
  return compared(t, node, left, operator, right);
}

function compared(t: Translation, node: Syntax, left: Syntax, operator: string, right: Syntax): string {
  const isNone = left.kind === 'None' || right.kind === 'None';
  switch (operator) {
    case '==':
    case 'is':
      return equal(t, left, right, isNone ? '==' : '===');
    case '!=':
    case '<>':
    case 'is not':
      return equal(t, left, right, isNone ? '!=' : '!==');
    case 'in':
      return membership(t, left, right);
    case 'not in':
      return `!${grouped(membership(t, left, right))}`;
    default:
      if (!SAME.has(operator)) throw new Untranslatable(node, `the operator ${operator}`);
      return `${side(t, left)} ${operator} ${side(t, right)}`;
  }
}

function equal(t: Translation, left: Syntax, right: Syntax, operator: string): string {
  const isBytes = kindOf(t, left) === 'bytes' || kindOf(t, right) === 'bytes';
  const [one, two] = [side(t, left), side(t, right)];
  if (isBytes && operator !== '==' && operator !== '!=') return `${operator === '!==' ? '!' : ''}${grouped(one)}.equals(${two})`;
  return `${one} ${operator} ${two}`;
}

function membership(t: Translation, left: Syntax, right: Syntax): string {
  const kind = kindOf(t, right);
  const [item, container] = [expression(t, left), expression(t, right)];
  if (kind === 'map' || kind === 'set') return `${grouped(container)}.has(${item})`;
  if (kind === 'multi') return `${container}.contains(${item})`;
  if (kind === 'list' || kind === 'string' || kind === 'bytes')
    return `${/^['"[]/.test(container) ? container : grouped(container)}.includes(${item})`;
  return `${t.helper('contains')}(${container}, ${item})`;
}

/** `'%s: %d' % (a, b)`. */
function percent(t: Translation, left: Syntax, right: Syntax): string {
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
      const shown = format.endsWith('s') ? shownText(t, value) : grouped(expression(t, value));
      return `\${${format === 's' || format === 'd' ? shown : formatted(left, format, shown, (name) => t.helper(name))}}`;
    });
  return `\`${text.join('')}\``;
}

function member(t: Translation, node: Syntax): string {
  const full = fullName(t, node);
  if (full !== undefined) return moduleValue(t, node, full);
  const [object, access, property] = node.parts as [Syntax, Syntax, Syntax];
  if (access.kind === '.') {
    if (property.text === '__class__') return `${grouped(expression(t, object))}.constructor`;
    if (property.text === '__name__') return `${grouped(expression(t, object))}.name`;
    return `${grouped(expression(t, object))}.${property.text}`;
  }
  const index = node.parts.slice(2, -1);
  const owner = grouped(expression(t, object));
  if (index.some(({ kind }) => kind === ':')) return slice(t, node, owner, index);
  if (separated(index).length > 1) throw new Untranslatable(node, 'an index of several parts');
  const key = expression(t, index[0]!);
  const kind = kindOf(t, object);
  if (kind === 'map') return `${owner}.get(${key})`;
  if (kind === 'match') return `${owner}[${key}]`;
  if (kind === 'file') throw new Untranslatable(node, 'an index of a file');
  if (/^-\d+$/.test(key.replace(/[()]/g, ''))) return `${owner}.at(${key.replace(/[()]/g, '')})`;
  return `${owner}[${key}]`;
}

function slice(t: Translation, node: Syntax, owner: string, index: readonly Syntax[]): string {
  const bounds: (Syntax | undefined)[] = [undefined];
  for (const part of index)
    if (part.kind === ':') bounds.push(undefined);
    else bounds[bounds.length - 1] = part;
  const [from, to, step] = bounds.map((bound) => bound && expression(t, bound));
  if (step === '-1' && from === undefined && to === undefined) return `[...${owner}].reverse()`;
  if (step !== undefined) throw new Untranslatable(node, 'a slice with a step');
  const method = kindOf(t, node.parts[0]!) === 'bytes' ? 'subarray' : 'slice';
  if (from === undefined && to === undefined) return `${owner}.${method}()`;
  return `${owner}.${method}(${from ?? 0}${to === undefined ? '' : `, ${to}`})`;
}

/** A map's entries as an object's or as pairs, for what takes those. */
export function pairsOf(t: Translation, node: Syntax): string {
  if (node.kind === 'DictionaryExpression')
    return `[${entries(t, node)
      .map((entry) => (entry.startsWith('...') ? entry : `[${entry}]`))
      .join(', ')}]`;
  const text = expression(t, node);
  return kindOf(t, node) === 'map' ? `[...${grouped(text)}]` : text;
}
