import type { Arguments } from './arguments.js';
import type { ValueKind } from './scope.js';
import type { Translation } from './translation.js';

/**
 * Translates a call of a method.
 * @returns undefined if the method keeps its name
 */
type Translate = (t: Translation, owner: string, given: Arguments, kind: ValueKind | undefined) => string | undefined;

/** Node's names of encodings. */
const encoding = (given: Arguments): string => {
  const name = given.at(0, 'encoding');
  const literal = /^'([\w-]+)'$/.exec(name ?? "'utf-8'")?.[1];
  if (literal === undefined) return `(${name} === 'iso-8859-1' ? 'latin1' : ${name}) as BufferEncoding`;
  const known: Readonly<Record<string, string>> = { utf8: 'utf8', iso88591: 'latin1', latin1: 'latin1', ascii: 'latin1' };
  return `'${known[literal.toLowerCase().replace(/[-_]/g, '')] ?? literal}'`;
};
const renamed =
  (name: string): Translate =>
  (_t, owner, given) =>
    `${owner}.${name}(${given.all})`;
const ofKind =
  (kinds: readonly ValueKind[], translate: Translate): Translate =>
  (t, owner, given, kind) =>
    kind !== undefined && kinds.includes(kind) ? translate(t, owner, given, kind) : undefined;
const strip =
  (name: string, start: boolean, end: boolean): Translate =>
  (t, owner, given) => {
    const characters = given.at(0);
    return characters === undefined ? `${owner}.${name}()` : `${t.helper('strip')}(${owner}, ${characters}, ${start}, ${end})`;
  };

/** Methods of Python's own types. The kind of the object decides where several types have a method of the same name. */
export const METHODS: Readonly<Record<string, Translate>> = {
  // bytes and str
  decode: (_t, owner, given) => `${owner}.toString(${encoding(given)})`,
  encode: (_t, owner, given) => `Buffer.from(${owner}, ${encoding(given)})`,
  strip: strip('trim', true, true),
  lstrip: strip('trimStart', true, false),
  rstrip: strip('trimEnd', false, true),
  lower: renamed('toLowerCase'),
  upper: renamed('toUpperCase'),
  startswith: (_t, owner, given, kind) =>
    kind === 'bytes' || /^Buffer\.from/.test(given.at(0)!)
      ? `${owner}.indexOf(${given.at(0)!}) === 0`
      : `${owner}.startsWith(${given.at(0)!})`,
  endswith: renamed('endsWith'),
  replace: ofKind(['string'], renamed('replaceAll')),
  find: renamed('indexOf'),
  split: (t, owner, given) => {
    if (given.positional.length === 1 && given.named.size === 0) return `${owner}.split(${given.at(0)!})`;
    return `${t.helper('splitText')}(${[owner, given.at(0), given.at(1, 'maxsplit')].filter((each) => each !== undefined).join(', ')})`;
  },
  splitlines: (_t, owner) => `${owner}.split(/\\r?\\n/)`,
  join: (_t, owner, given, kind) =>
    kind === 'string' ? `[...${given.at(0)!}].join(${owner})` : kind === 'bytes' ? `Buffer.concat(${given.at(0)!})` : undefined,
  isdigit: (_t, owner) => `/^\\d+$/.test(${owner})`,
  hex: ofKind(['bytes'], (_t, owner) => `${owner}.toString('hex')`),
  // list
  append: renamed('push'),
  extend: (_t, owner, given) => `${owner}.push(...${given.at(0)!})`,
  insert: (_t, owner, given) => `${owner}.splice(${given.at(0)!}, 0, ${given.at(1)!})`,
  remove: (t, owner, given, kind) =>
    kind === 'set' ? `${owner}.delete(${given.all})` : `${t.helper('removeItem')}(${owner}, ${given.at(0)!})`,
  pop: (_t, owner, given, kind) => {
    if (kind === 'map') return undefined;
    const index = given.at(0);
    if (index === undefined || index === '-1') return `${owner}.pop()!`;
    return index === '0' ? `${owner}.shift()!` : `${owner}.splice(${index}, 1)[0]!`;
  },
  index: ofKind(['list', 'string'], renamed('indexOf')),
  popleft: renamed('shift'),
  // dict and set
  items: (_t, owner) => `${owner}.entries()`,
  keys: (_t, owner) => `[...${owner}.keys()]`,
  values: (_t, owner) => `[...${owner}.values()]`,
  get: ofKind(['map'], (_t, owner, given) => `(${owner}.get(${given.at(0)!}) ?? ${given.at(1) ?? 'null'})`),
  setdefault: ofKind(
    ['map'],
    (_t, owner, given) => `${owner}.set(${given.at(0)!}, ${owner}.get(${given.at(0)!}) ?? ${given.at(1) ?? 'null'}).get(${given.at(0)!})`,
  ),
  discard: renamed('delete'),
  // files of text
  read: ofKind(['textfile'], (_t, owner, given) => `${owner}.read(${given.all}).toString()`),
  readlines: (t, owner) => `${t.helper('linesOf')}(${owner}.read().toString())`,
  // matches
  group: ofKind(['match'], (_t, owner, given) => `${owner}[${given.at(0) ?? 0}]`),
};
