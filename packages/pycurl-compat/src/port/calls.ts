import { BUILTINS } from './builtins.js';
import { Arguments } from './arguments.js';
import { grouped } from './brackets.js';
import { formatCall } from './formats.js';
import { fullName, kindOf } from './kinds.js';
import { METHODS } from './methods.js';
import { FUNCTIONS } from './functions.js';
import { exceptionClass, moduleValue } from './modules.js';
import type { Syntax } from './syntax.js';
import { nameOf, type Translation } from './translation.js';

/** Methods of pycurl that take positional arguments here instead of keywords: the order of their parameters. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  add_multipart: ['name', 'subtype'],
  data_cb: ['datasize', 'read', 'seek', 'free', 'userdata'],
  ws_send: ['data', 'flags', 'fragsize', 'encoding'],
  ws_close: ['code', 'reason', 'encoding'],
  recv_into: ['buffer', 'nbytes'],
  ws_recv_into: ['buffer', 'nbytes'],
  futures: ['curls'],
  pause: ['bitmask'],
  'pycurl.CurlUrl': ['url', 'flags'],
};

/** A call in TypeScript. @throws {Untranslatable} */
export function translateCall(t: Translation, node: Syntax): string {
  const [callee] = node.parts as [Syntax];
  const given = new Arguments(t, node);
  const full = fullName(t, callee);
  // A method of a module's value, such as `pycurl.version.split()`, belongs to the type of the value.
  const isOfValue = callee.kind === 'MemberExpression' && kindOf(t, callee.parts[0]!) !== undefined;
  if (full !== undefined && !isOfValue) return callOfModule(t, node, full, given);
  if (callee.kind === 'VariableName') return callOfName(t, callee, given);
  if (callee.kind === 'MemberExpression' && callee.parts[1]!.kind === '.') return callOfMethod(t, callee, given);
  return `${grouped(t.expression(callee))}(${given.all})`;
}

function callOfModule(t: Translation, node: Syntax, full: string, given: Arguments): string {
  const translate = FUNCTIONS[full];
  if (translate) return translate(t, given);
  if (/^pycurl\.[A-Z]\w*[a-z]\w*$|^io\.\w+$|^pycurl\.error$/.test(full))
    return `new ${moduleValue(t, node, full)}(${given.ordered(PARAMETERS[full] ?? [])})`;
  return `${moduleValue(t, node, full)}(${given.all})`;
}

function callOfName(t: Translation, callee: Syntax, given: Arguments): string {
  const { text: name } = callee;
  const builtin = t.signatures.has(name) ? undefined : BUILTINS[name];
  if (builtin) return builtin(t, given);
  const thrown = exceptionClass(t, name);
  if (thrown !== undefined && !t.classes.has(name)) return `new ${thrown}(${given.all})`;
  return `${t.classes.has(name) ? 'new ' : ''}${nameOf(name)}(${given.ordered(t.signatures.get(name) ?? [])})`;
}

function callOfMethod(t: Translation, callee: Syntax, given: Arguments): string {
  const [object, , property] = callee.parts as [Syntax, Syntax, Syntax];
  const method = property.text;
  if (object.kind === 'CallExpression' && object.parts[0]!.text === 'super')
    return method === '__init__' ? `super(${given.all})` : `super.${method}(${given.all})`;
  if (method === 'setopt' && given.positional.length === 2) return setopt(t, object, given);
  const kind = kindOf(t, object);
  if (method === 'format' && kind === 'string') return formatCall(t, object, given);
  const translate = METHODS[method];
  const translated = translate?.(t, grouped(t.expression(object)), given, kind);
  if (translated !== undefined) return translated;
  return `${grouped(t.expression(object))}.${method}(${given.ordered(PARAMETERS[method] ?? t.signatures.get(method) ?? [])})`;
}

/** A method that is set as a callback is bound, as every method is in Python. */
function setopt(t: Translation, object: Syntax, given: Arguments): string {
  const [option, value] = given.positional as [Syntax, Syntax];
  const keywords = given.named.size > 0 ? `, ${given.keywords()}` : '';
  const written = /FUNCTION$/.test(option.text) ? callback(t, value) : t.expression(value);
  return `${grouped(t.expression(object))}.setopt(${t.expression(option)}, ${written}${keywords})`;
}

function callback(t: Translation, value: Syntax): string {
  const full = fullName(t, value);
  if (full !== undefined && /^sys\.std(out|err)(\.buffer)?\.write$/.test(full))
    return `(data: Buffer) => void process.${full.includes('err') ? 'stderr' : 'stdout'}.write(data)`;
  if (value.kind !== 'MemberExpression' || value.parts[1]!.kind !== '.' || full !== undefined) return t.expression(value);
  const [object, , method] = value.parts as [Syntax, Syntax, Syntax];
  if (method.text === 'append') return `((list: any[]) => (value: any) => void list.push(value))(${t.expression(object)})`;
  if (kindOf(t, object) === 'file' || kindOf(t, object) === 'textfile') return t.expression(value);
  if (object.kind === 'VariableName' || object.kind === 'MemberExpression') return `${t.expression(value)}.bind(${t.expression(object)})`;
  // The object that the method is bound to is evaluated only once.
  return `((object: any) => object.${method.text}.bind(object))(${t.expression(object)})`;
}
