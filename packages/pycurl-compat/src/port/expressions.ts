import { grouped } from './brackets.js';
import { translateCall } from './calls.js';
import { comprehension, entries, items } from './lists.js';
import { literal, template } from './literals.js';
import { member, variable } from './members.js';
import { binary, condition } from './operators.js';
import { lambda } from './parameters.js';
import { inside, type Syntax } from './syntax.js';
import type { Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

/**
 * The TypeScript of an expression.
 * @throws {Untranslatable}
 */
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
      return `(${t.expression(parts[1]!)})`;
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
      return `${condition(t, parts[2]!)} ? ${t.expression(parts[0]!)} : ${t.expression(parts[4]!)}`;
    case 'UnaryExpression':
      return parts[0]!.kind === 'not' ? `!${grouped(condition(t, parts[1]!))}` : `${parts[0]!.text}${grouped(t.expression(parts[1]!))}`;
    case 'BinaryExpression':
      return binary(t, node);
    case 'MemberExpression':
      return member(t, node);
    case 'CallExpression':
      return translateCall(t, node);
    case 'AwaitExpression':
      if (!t.scope.isAsync) throw new Untranslatable(node, 'await outside of an async function');
      return `await ${t.expression(parts[1]!)}`;
    case 'LambdaExpression':
      return lambda(t, node);
    case 'NamedExpression':
      return `(${t.expression(parts[0]!)} = ${t.expression(parts.at(-1)!)})`;
    default:
      throw new Untranslatable(node, `"${node.text.split('\n')[0]}" (${node.kind})`);
  }
}
