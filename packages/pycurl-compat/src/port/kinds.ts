import type { ValueKind } from './scope.js';
import { inside, type Syntax } from './syntax.js';
import type { Translation } from './translation.js';

/** The kinds of the values that functions return, by Python's full names. */
const OF_FUNCTIONS: Readonly<Record<string, ValueKind>> = {
  'io.BytesIO': 'file',
  'io.StringIO': 'file',
  'pycurl.Curl': 'curl',
  'pycurl.CurlMulti': 'multi',
  'pycurl.AsyncCurlMulti': 'multi',
  'urllib.parse.urlencode': 'string',
  'urllib.parse.quote': 'string',
  'json.dumps': 'string',
  'os.path.join': 'string',
  're.search': 'match',
  're.match': 'match',
  str: 'string',
  repr: 'string',
  int: 'number',
  float: 'number',
  len: 'number',
  min: 'number',
  max: 'number',
  sum: 'number',
  list: 'list',
  sorted: 'list',
  range: 'list',
  zip: 'list',
  dict: 'map',
  set: 'set',
  bytes: 'bytes',
  bytearray: 'bytes',
};
/** The kinds of the values that methods return. */
const OF_METHODS: Readonly<Record<string, ValueKind>> = {
  decode: 'string',
  encode: 'bytes',
  getvalue: 'bytes',
  perform_rs: 'string',
  perform_rb: 'bytes',
  errstr: 'string',
  split: 'list',
  splitlines: 'list',
  readlines: 'list',
  strip: 'string',
  lstrip: 'string',
  rstrip: 'string',
  lower: 'string',
  upper: 'string',
  title: 'string',
  join: 'string',
  format: 'string',
  replace: 'string',
  hexdigest: 'string',
};

const LITERALS: Readonly<Record<string, ValueKind>> = {
  FormatString: 'string',
  Number: 'number',
  ArrayExpression: 'list',
  ArrayComprehensionExpression: 'list',
  TupleExpression: 'list',
  DictionaryExpression: 'map',
  DictionaryComprehensionExpression: 'map',
  SetExpression: 'set',
  SetComprehensionExpression: 'set',
  LambdaExpression: 'function',
};

/** The full name of a module's member: `os.path.exists`, or `BytesIO` after `from io import BytesIO`. */
export function fullName(translation: Translation, node: Syntax): string | undefined {
  if (node.kind === 'VariableName') return translation.bound.get(node.text);
  if (node.kind !== 'MemberExpression') return undefined;
  const [object, dot, property] = node.parts;
  if (dot?.kind !== '.' || !object || !property) return undefined;
  const owner = fullName(translation, object);
  return owner === undefined ? undefined : `${owner}.${property.text}`;
}

/** The kind of an expression's value, as far as it can be inferred. */
export function kindOf(translation: Translation, node: Syntax): ValueKind | undefined {
  const { parts } = node;
  switch (node.kind) {
    case 'String':
    case 'ContinuedString':
      return /^[rR]?[bB]/.test(node.text) ? 'bytes' : 'string';
    case 'ParenthesizedExpression':
      return parts.length === 3 ? kindOf(translation, parts[1]!) : undefined;
    case 'AwaitExpression':
      return undefined;
    case 'VariableName':
      return translation.scope.kindOf(node.text);
    case 'MemberExpression':
      return kindOfMember(translation, node);
    case 'BinaryExpression':
      return kindOfBinary(translation, node);
    case 'ConditionalExpression':
      return same(kindOf(translation, parts[0]!), kindOf(translation, parts.at(-1)!));
    case 'CallExpression':
      return kindOfCall(translation, node);
    default:
      return LITERALS[node.kind];
  }
}

const same = (one: ValueKind | undefined, two: ValueKind | undefined) => (one === two ? one : undefined);

function kindOfMember(translation: Translation, node: Syntax): ValueKind | undefined {
  const [object, access] = node.parts;
  if (access?.kind === '.') {
    const full = fullName(translation, node);
    if (full === 'sys.argv') return 'list';
    return full === undefined ? translation.attributes.get(node.parts[2]!.text) : full === 'pycurl.version' ? 'string' : undefined;
  }
  if (node.parts.some(({ kind }) => kind === ':')) return kindOf(translation, object!);
  return object && fullName(translation, object) === 'sys.argv' ? 'string' : undefined;
}

function kindOfBinary(translation: Translation, node: Syntax): ValueKind | undefined {
  const [left, operator, right] = node.parts;
  const kind = kindOf(translation, left!);
  if (operator?.text === '%' && kind === 'string') return 'string';
  if (operator?.kind === 'CompareOp') return undefined;
  if (operator?.text === '+') return kind ?? kindOf(translation, right!);
  if (operator?.text === 'or' || operator?.text === 'and') return same(kind, kindOf(translation, right!));
  return operator?.kind === 'BitOp' && kind === 'set' ? 'set' : operator?.kind === 'ArithOp' ? 'number' : undefined;
}

function kindOfCall(translation: Translation, node: Syntax): ValueKind | undefined {
  const [callee, list] = node.parts;
  const full = fullName(translation, callee!);
  if (full !== undefined) return OF_FUNCTIONS[full];
  if (callee!.kind === 'VariableName') {
    if (callee!.text === 'open') return isBinary(list) ? 'file' : 'textfile';
    return OF_FUNCTIONS[callee!.text];
  }
  if (callee!.kind !== 'MemberExpression' || callee!.parts[1]?.kind !== '.') return undefined;
  const method = callee!.parts[2]!.text;
  const owner = kindOf(translation, callee!.parts[0]!);
  if (method === 'read') return owner === 'textfile' ? 'string' : 'bytes';
  if (method === 'readline') return owner === 'textfile' ? 'string' : undefined;
  if (method === 'replace' && owner === 'bytes') return 'bytes';
  return OF_METHODS[method];
}

/** Whether open() opens the file for bytes. */
function isBinary(list: Syntax | undefined): boolean {
  const mode = list && inside(list).find((part, index) => index > 0 && part.kind === 'String');
  return mode?.text.includes('b') ?? false;
}
