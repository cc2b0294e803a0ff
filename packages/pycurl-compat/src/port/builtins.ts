import type { Arguments } from './arguments.js';
import { grouped } from './brackets.js';
import { iterable } from './lists.js';
import { shownText } from './formats.js';
import { textOf } from './strings.js';
import { condition } from './operators.js';
import { fullName, kindOf } from './kinds.js';
import { inside, type Syntax } from './syntax.js';
import type { Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

type Translate = (t: Translation, given: Arguments) => string;

const first = (given: Arguments): Syntax => {
  const node = given.positional[0];
  if (!node) throw new Untranslatable(given.call, 'a call without its argument');
  return node;
};
const text = (t: Translation, given: Arguments) => t.expression(first(given));
const spread = (t: Translation, given: Arguments) => `[...${grouped(iterable(t, first(given)))}]`;

/** print(), by its destination. */
function print(t: Translation, given: Arguments): string {
  const file = given.named.get('file');
  const target = file && fullName(t, file) === 'sys.stderr' ? 'stderr' : 'stdout';
  if (file && !/^sys\.std(out|err)$/.test(fullName(t, file) ?? '')) throw new Untranslatable(given.call, 'print() to a file');
  const shown = given.positional.map((node) => shownText(t, node));
  const end = given.named.get('end');
  const separator = given.named.get('sep');
  if (!end && !separator) return `console.${target === 'stderr' ? 'error' : 'log'}(${shown.join(', ')})`;
  const joined = shown.length === 1 ? shown[0]! : `[${shown.join(', ')}].join(${separator ? t.expression(separator) : "' '"})`;
  return `process.${target}.write(String(${joined})${end ? (textOf(end) === '' ? '' : ` + ${t.expression(end)}`) : " + '\\n'"})`;
}

const CLASSES: Readonly<Record<string, (value: string) => string>> = {
  str: (value) => `typeof ${value} === 'string'`,
  int: (value) => `Number.isInteger(${value})`,
  float: (value) => `typeof ${value} === 'number'`,
  bool: (value) => `typeof ${value} === 'boolean'`,
  bytes: (value) => `${value} instanceof Uint8Array`,
  bytearray: (value) => `${value} instanceof Uint8Array`,
  list: (value) => `Array.isArray(${value})`,
  tuple: (value) => `Array.isArray(${value})`,
  dict: (value) => `${value} instanceof Map`,
};

function isInstance(t: Translation, given: Arguments): string {
  const value = grouped(text(t, given));
  const wanted = given.positional[1]!;
  const classes = wanted.kind === 'TupleExpression' ? inside(wanted).filter(({ kind }) => kind !== ',') : [wanted];
  return classes.map((each) => CLASSES[each.text]?.(value) ?? `${value} instanceof ${t.expression(each)}`).join(' || ');
}

/** `any(f(x) for x in y)`, or of a list. */
function everyOr(method: 'every' | 'some'): Translate {
  return (t, given) => {
    const generator = given.generator;
    if (!generator) return `${spread(t, given)}.${method}((value: any) => ${t.helper('isTrue')}(value))`;
    const [value, , name, , source] = inside(generator);
    if (inside(generator).length !== 5 || name!.kind !== 'VariableName')
      throw new Untranslatable(given.call, `${method}() of a loop with conditions`);
    return `[...${grouped(iterable(t, source!))}].${method}((${name!.text}: any) => ${condition(t, value!)})`;
  };
}

const extreme =
  (name: 'min' | 'max'): Translate =>
  (t, given) =>
    given.positional.length > 1 ? `Math.${name}(${given.all})` : `Math.${name}(...${grouped(iterable(t, first(given)))})`;

/** A list of the values of a generator. */
const generated = (t: Translation, given: Arguments): string => {
  if (!given.generator) return spread(t, given);
  throw new Untranslatable(given.call, 'a generator here; write a list in brackets');
};

/** Python's built-in functions. */
export const BUILTINS: Readonly<Record<string, Translate>> = {
  print,
  len: (t, given) => `${grouped(text(t, given))}.${['map', 'set'].includes(kindOf(t, first(given)) ?? '') ? 'size' : 'length'}`,
  str: (t, given) => {
    if (given.positional.length === 0) return "''";
    if (given.positional.length > 1) return `${grouped(text(t, given))}.toString()`;
    const shown = shownText(t, first(given));
    return kindOf(t, first(given)) === 'number' ? `String(${shown})` : shown;
  },
  repr: (t, given) => `${t.helper('repr')}(${text(t, given)})`,
  int: (t, given) =>
    given.positional[1] ? `Number.parseInt(${given.all})` : given.positional[0] ? `Math.trunc(Number(${text(t, given)}))` : '0',
  float: (t, given) => `Number(${text(t, given)})`,
  bool: (t, given) => `Boolean(${condition(t, first(given))})`,
  bytes: (t, given) => {
    if (given.positional.length === 0) return 'Buffer.alloc(0)';
    return kindOf(t, first(given)) === 'number' ? `Buffer.alloc(${text(t, given)})` : `Buffer.from(${text(t, given)})`;
  },
  bytearray: (t, given) => BUILTINS.bytes!(t, given),
  memoryview: (t, given) => text(t, given),
  list: (t, given) => (given.positional.length === 0 ? '[]' : generated(t, given)),
  tuple: (t, given) => (given.positional.length === 0 ? '[]' : generated(t, given)),
  set: (t, given) => (given.positional.length === 0 ? 'new Set()' : `new Set(${iterable(t, first(given))})`),
  dict: (t, given) => {
    if (given.positional.length > 0) return `new Map<any, any>(${text(t, given)})`;
    return `new Map<any, any>(${given.named.size > 0 ? `Object.entries(${given.keywords()})` : ''})`;
  },
  range: (t, given) => `${t.helper('range')}(${given.all})`,
  sorted: (t, given) => {
    const key = given.named.get('key');
    const reverse = given.named.get('reverse');
    const rest = [key ? t.expression(key) : reverse ? 'undefined' : undefined, reverse && t.expression(reverse)].filter(
      (each) => each !== undefined,
    );
    return `${t.helper('sorted')}(${[iterable(t, first(given)), ...rest].join(', ')})`;
  },
  reversed: (t, given) => `${spread(t, given)}.reverse()`,
  enumerate: (t, given) => {
    const start = given.at(1, 'start');
    return start === undefined
      ? `${spread(t, given)}.entries()`
      : `${spread(t, given)}.map((value, index): [number, any] => [index + ${start}, value])`;
  },
  zip: (t, given) => `${t.helper('zip')}(${given.all})`,
  map: (t, given) => `[...${grouped(iterable(t, given.positional[1]!))}].map((value) => ${grouped(text(t, given))}(value))`,
  filter: (t, given) => `[...${grouped(iterable(t, given.positional[1]!))}].filter((value) => ${grouped(text(t, given))}(value))`,
  any: everyOr('some'),
  all: everyOr('every'),
  sum: (t, given) => `${spread(t, given)}.reduce((sum: number, value: number) => sum + value, 0)`,
  min: extreme('min'),
  max: extreme('max'),
  abs: (t, given) => `Math.abs(${text(t, given)})`,
  round: (t, given) => (given.positional[1] ? `Number((${text(t, given)}).toFixed(${given.at(1)!}))` : `Math.round(${text(t, given)})`),
  isinstance: isInstance,
  callable: (t, given) => `typeof ${grouped(text(t, given))} === 'function'`,
  hasattr: (t, given) => `${given.at(1)!} in ${grouped(text(t, given))}`,
  getattr: (t, given) => `(${text(t, given)} as any)[${given.at(1)!}]${given.positional[2] ? ` ?? ${given.at(2)!}` : ''}`,
  setattr: (t, given) => `(${text(t, given)} as any)[${given.at(1)!}] = ${given.at(2)!}`,
  id: (t, given) => text(t, given),
  hex: (t, given) => `'0x' + (${text(t, given)}).toString(16)`,
  chr: (t, given) => `String.fromCodePoint(${text(t, given)})`,
  ord: (t, given) => `${grouped(text(t, given))}.codePointAt(0)!`,
  open: (t, given) => {
    const mode = given.node(1, 'mode');
    return `${t.fromCompat('open')}(${text(t, given)}${mode ? `, ${t.expression(mode)}` : ''})`;
  },
  exit: (_t, given) => `process.exit(${given.at(0) ?? ''})`,
  quit: (_t, given) => `process.exit(${given.at(0) ?? ''})`,
};
