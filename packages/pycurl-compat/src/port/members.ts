import { grouped } from './brackets.js';
import { fullName, kindOf } from './kinds.js';
import { moduleValue } from './modules.js';
import { separated, type Syntax } from './syntax.js';
import { nameOf, type Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

export function variable(t: Translation, node: Syntax): string {
  if (node.text === 'self') return 'this';
  if (node.text === '__file__') return t.import('node:url', 'fileURLToPath') + '(import.meta.url)';
  if (node.text === '__name__') return "'__main__'";
  const bound = t.bound.get(node.text);
  if (bound !== undefined) return moduleValue(t, node, bound);
  return nameOf(node.text);
}

export function member(t: Translation, node: Syntax): string {
  const full = fullName(t, node);
  if (full !== undefined) return moduleValue(t, node, full);
  const [object, access, property] = node.parts as [Syntax, Syntax, Syntax];
  if (access.kind === '.') {
    if (property.text === '__class__') return `${grouped(t.expression(object))}.constructor`;
    if (property.text === '__name__') return `${grouped(t.expression(object))}.name`;
    return `${grouped(t.expression(object))}.${property.text}`;
  }
  const index = node.parts.slice(2, -1);
  const owner = grouped(t.expression(object));
  if (index.some(({ kind }) => kind === ':')) return slice(t, node, owner, index);
  if (separated(index).length > 1) throw new Untranslatable(node, 'an index of several parts');
  const key = t.expression(index[0]!);
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
  const [from, to, step] = bounds.map((bound) => bound && t.expression(bound));
  if (step === '-1' && from === undefined && to === undefined) return `[...${owner}].reverse()`;
  if (step !== undefined) throw new Untranslatable(node, 'a slice with a step');
  const method = kindOf(t, node.parts[0]!) === 'bytes' ? 'subarray' : 'slice';
  if (from === undefined && to === undefined) return `${owner}.${method}()`;
  return `${owner}.${method}(${from ?? 0}${to === undefined ? '' : `, ${to}`})`;
}
