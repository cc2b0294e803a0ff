import { indented } from './lines.js';
import { assign, listed, remove, update } from './assignments.js';
import { loop, translateFor, translateIf } from './conditions-and-loops.js';
import { translateClass, translateFunction } from './definitions.js';
import { raise, translateTry } from './exceptions.js';
import { kindOf } from './kinds.js';
import { translateImport } from './modules.js';
import { condition } from './operators.js';
import type { Scope } from './scope.js';
import { separated, type Syntax } from './syntax.js';
import { nameOf, type Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

/** The statements of a body, each with its translation. An untranslated statement becomes a comment. */
export function translateBody(t: Translation, body: Syntax): string[] {
  const lines = translateAll(t, body);
  const { hoisted } = t.scope;
  const own = isBodyOfScope(body) && hoisted.length > 0 ? [`let ${hoisted.map((name) => `${nameOf(name)}: any`).join(', ')};`] : [];
  return [...own, ...lines];
}

/** Joins them, with the empty lines between them. */
function translateAll(t: Translation, body: Syntax): string[] {
  const lines: string[] = [];
  let end: number | undefined;
  for (const node of body.children) {
    const translated = translateSafely(t, node);
    if (translated.length === 0) continue;
    const isApart = end !== undefined && /\n[ \t]*\n/.test(node.program.slice(end, node.from));
    if (isApart && lines.length > 0) lines.push('');
    lines.push(...translated);
    end = node.to;
  }
  return lines;
}

const SCOPES: ReadonlySet<string> = new Set(['Script']);

/** Declares names at the beginning of their scope: the module, or a function, which declares its own. */
const isBodyOfScope = (body: Syntax) => SCOPES.has(body.kind);

function translateSafely(t: Translation, node: Syntax): string[] {
  if (node.kind === ':') return [];
  if (node.kind === 'Comment') return node.text.startsWith('#!') ? [] : [`//${node.text.slice(1)}`];
  try {
    return translate(t, node);
  } catch (thrown) {
    if (!(thrown instanceof Untranslatable)) throw thrown;
    t.leave(thrown.node, thrown.message);
    const source = node.text.split('\n').map((line) => `//   ${line}`.trimEnd());
    return [`// TODO line ${thrown.node.line}: ${thrown.message}`, ...source];
  }
}

function translate(t: Translation, node: Syntax): string[] {
  const { parts } = node;
  switch (node.kind) {
    case 'ImportStatement':
      return (translateImport(t, node), []);
    case 'StatementGroup':
      return parts.filter(({ kind }) => kind !== ';').flatMap((each) => translateSafely(t, each));
    case 'ExpressionStatement':
      return expressionStatement(t, parts[0]!);
    case 'AssignStatement':
      return assign(t, node);
    case 'UpdateStatement':
      return update(t, node);
    case 'IfStatement':
      return translateIf(t, node);
    case 'WhileStatement':
      return loop(t, node, `while (${condition(t, parts[1]!)})`);
    case 'ForStatement':
      return translateFor(t, node);
    case 'TryStatement':
      return translateTry(t, node);
    case 'WithStatement':
      return translateWith(t, node);
    case 'FunctionDefinition':
      return translateFunction(t, node, 'function', functionBody);
    case 'ClassDefinition':
      return translateClass(t, node, functionBody);
    case 'ReturnStatement':
      return [parts.length > 1 ? `return ${listed(t, parts.slice(1))};` : 'return;'];
    case 'RaiseStatement':
      return [raise(t, node)];
    case 'AssertStatement': {
      const [test, words] = separated(parts.slice(1));
      return [
        `if (!(${condition(t, test![0]!)})) throw new Error(${words ? (kindOf(t, words[0]!) === 'string' ? t.expression(words[0]!) : `String(${t.expression(words[0]!)})`) : `'${test![0]!.text.replace(/['\\\n]/g, ' ')}'`});`,
      ];
    }
    case 'DeleteStatement':
      return separated(parts.slice(1)).flatMap(([target]) => remove(t, target!));
    case 'PassStatement':
    case 'ScopeStatement':
      return [];
    case 'BreakStatement':
      return ['break;'];
    case 'ContinueStatement':
      return ['continue;'];
    default:
      throw new Untranslatable(node, `a ${node.kind === '⚠' ? 'piece of text that is not Python 3' : node.kind}`);
  }
}

function expressionStatement(t: Translation, node: Syntax): string[] {
  // A docstring.
  if (node.kind === 'String' || node.kind === 'Ellipsis')
    return node.kind === 'Ellipsis'
      ? []
      : node.text
          .replace(/^[rRuU]?("""|'''|"|')|("""|'''|"|')$/g, '')
          .trim()
          .split('\n')
          .map((line) => `// ${line.trim()}`.trimEnd());
  const text = t.expression(node);
  return text === 'undefined' ? [] : [`${/^[[(`/]/.test(text) ? ';' : ''}${text};`];
}

function translateWith(t: Translation, node: Syntax): string[] {
  const { parts } = node;
  const isAsync = parts[0]!.kind === 'async';
  const start = parts.findIndex(({ kind }) => kind === 'with') + 1;
  const body = parts.at(-1)!;
  const managed = separated(parts.slice(start, -1).filter(({ kind }) => kind !== '(' && kind !== ')'));
  const word = isAsync ? 'await using' : 'using';
  const lines = managed.map((group, index) => {
    const [value] = group as [Syntax];
    const as = group.find((_, at) => group[at - 1]?.kind === 'as');
    const text = t.expression(value);
    if (as) t.scope.learn(as.text, kindOf(t, value));
    if (!as) return `${word} managed${index === 0 ? '' : index} = ${text};`;
    if (as.kind !== 'VariableName') throw new Untranslatable(as, 'with … as of several names');
    if (t.scope.isLocalTo(as.text, node)) return `${word} ${nameOf(as.text)} = ${text};`;
    return `${nameOf(as.text)} = ${text};\n${word} managed${index} = ${nameOf(as.text)};`;
  });
  return ['{', ...indented([...lines.flatMap((line) => line.split('\n')), ...translateBody(t, body)]), '}'];
}

/** The lines of a function's body, in its scope. */
function functionBody(t: Translation, scope: Scope, body: Syntax): string[] {
  return t.within(scope, () => {
    const lines = translateAll(t, body);
    const { hoisted } = scope;
    return hoisted.length === 0 ? lines : [`let ${hoisted.map((name) => `${nameOf(name)}: any`).join(', ')};`, ...lines];
  });
}
