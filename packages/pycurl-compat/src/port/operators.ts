import { grouped } from './brackets.js';
import { kindOf } from './kinds.js';
import { percent } from './formats.js';
import type { Syntax } from './syntax.js';
import type { Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

const WORDS: Readonly<Record<string, string>> = { and: '&&', or: '||' };

const SAME: ReadonlySet<string> = new Set(['<', '>', '<=', '>=', '+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>']);

const COMPARING: ReadonlySet<string> = new Set(['CompareOp', 'in', 'is', 'not']);

/** A condition with Python's meaning: empty lists, strings and maps are false. */
export function condition(t: Translation, node: Syntax): string {
  if (node.kind === 'Number') return Number(node.text) === 0 ? 'false' : 'true';
  if (isLogical(node)) return logical(t, node, true);
  const kind = kindOf(t, node);
  const text = t.expression(node);
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

export function binary(t: Translation, node: Syntax): string {
  const { parts } = node;
  const [left, operator] = parts as [Syntax, Syntax];
  const right = parts.at(-1)!;
  if (COMPARING.has(operator.kind)) return comparison(t, node);
  if (isLogical(node)) return logical(t, node, false);
  const kind = kindOf(t, left);
  if (operator.text === '%' && kind === 'string') return percent(t, left, right);
  if (operator.text === '+' && (kind === 'bytes' || kindOf(t, right) === 'bytes'))
    return `Buffer.concat([${t.expression(left)}, ${t.expression(right)}])`;
  if (operator.text === '+' && kind === 'list') return `[...${grouped(t.expression(left))}, ...${grouped(t.expression(right))}]`;
  if (operator.text === '|' && kind === 'set') return `new Set([...${t.expression(left)}, ...${t.expression(right)}])`;
  if (operator.text === '*' && (kind === 'string' || kind === 'list' || kind === 'bytes')) return repeated(t, left, kind, right);
  if (operator.text === '//') return `Math.floor(${grouped(t.expression(left))} / ${grouped(t.expression(right))})`;
  if (!SAME.has(operator.text)) throw new Untranslatable(node, `the operator ${operator.text}`);
  return `${side(t, left)} ${operator.text} ${side(t, right)}`;
}

/** An operand. Python's brackets are kept; `&` needs more, because it binds less tightly than `==` here. */
function side(t: Translation, node: Syntax): string {
  const text = t.expression(node);
  const bindsLess = node.kind === 'BinaryExpression' ? node.parts[1]!.kind === 'BitOp' : LOOSE.test(node.kind);
  return bindsLess ? `(${text})` : text;
}

const LOOSE = /^(ConditionalExpression|LambdaExpression|UnaryExpression|AwaitExpression|NamedExpression)$/;

/** As a value, `a or b` is one of its operands; as a condition, both are conditions. */
function logical(t: Translation, node: Syntax, isCondition: boolean): string {
  const [left, operator] = node.parts as [Syntax, Syntax];
  const word = WORDS[operator.text]!;
  return [left, node.parts.at(-1)!]
    .map((each, index) => {
      const text = isCondition || (index === 0 && isComparison(each)) ? condition(t, each) : t.expression(each);
      const isOther =
        (isLogical(each) && WORDS[each.parts[1]!.text] !== word) || /^(ConditionalExpression|LambdaExpression)$/.test(each.kind);
      return isOther ? `(${text})` : text;
    })
    .join(` ${word} `);
}

function repeated(t: Translation, left: Syntax, kind: string, right: Syntax): string {
  const [what, count] = [grouped(t.expression(left)), t.expression(right)];
  if (kind === 'string') return `${/^['"`]/.test(t.expression(left)) ? t.expression(left) : what}.repeat(${count})`;
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
  const [item, container] = [t.expression(left), t.expression(right)];
  if (kind === 'map' || kind === 'set') return `${grouped(container)}.has(${item})`;
  if (kind === 'multi') return `${container}.contains(${item})`;
  if (kind === 'list' || kind === 'string' || kind === 'bytes')
    return `${/^['"[]/.test(container) ? container : grouped(container)}.includes(${item})`;
  return `${t.helper('contains')}(${container}, ${item})`;
}
