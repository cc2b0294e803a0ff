// The text of each generated file. Doc comments carry the libcurl symbol, its type, since when, and a link to its page;
// no text of libcurl's manual.

import { optionMembers } from './enums.mjs';

const MANUAL = 'https://curl.se/libcurl/c';

/** libcurl's curl_easytype, in its order. */
const EASY_TYPES = ['long', 'values', 'offT', 'object', 'string', 'slist', 'data', 'blob', 'function'];

/** TypeScript types of the plain option kinds (declared in src/option-values.ts). */
const VALUE_TYPES = {
  long: 'LongValue',
  values: 'LongValue',
  offT: 'OffTValue',
  string: 'StringValue',
  slist: 'SlistValue',
  blob: 'BlobValue',
};

/**
 * Pointer options that this addon supports: their kind, and the type of their value (declared in src/option-values.ts).
 */
const POINTERS = {
  SHARE: ['share', 'Share | null'],
  CURLU: ['url', 'Url | null'],
  MIMEPOST: ['mime', 'Mime | null'],
  HTTPPOST: ['mime', 'Mime | null'],
  STREAM_DEPENDS: ['easy', 'EasyBase | null'],
  STREAM_DEPENDS_E: ['easy', 'EasyBase | null'],
  WRITEDATA: ['descriptor', 'DescriptorValue'],
  HEADERDATA: ['descriptor', 'DescriptorValue'],
  READDATA: ['source', 'SourceValue'],
  STDERR: ['descriptor', 'DescriptorValue'],
  POSTFIELDS: ['bytes', 'StringValue'],
  COPYPOSTFIELDS: ['bytes', 'StringValue'],
  ERRORBUFFER: ['reserved'],
  PRIVATE: ['reserved'],
};

/** Callback options (src/callbacks has their rows and types). */
const CALLBACKS = {
  WRITEFUNCTION: 'ChunkCallback',
  HEADERFUNCTION: 'ChunkCallback',
  INTERLEAVEFUNCTION: 'ChunkCallback',
  READFUNCTION: 'ReadCallback',
  SEEKFUNCTION: 'SeekCallback',
  IOCTLFUNCTION: 'IoctlCallback',
  TRAILERFUNCTION: 'TrailerCallback',
  XFERINFOFUNCTION: 'TransferInfoCallback',
  PROGRESSFUNCTION: 'TransferInfoCallback',
  DEBUGFUNCTION: 'DebugCallback',
  OPENSOCKETFUNCTION: 'OpenSocketCallback',
  SOCKOPTFUNCTION: 'SockOptCallback',
  CLOSESOCKETFUNCTION: 'CloseSocketCallback',
  PREREQFUNCTION: 'PrereqCallback',
  RESOLVER_START_FUNCTION: 'ResolverStartCallback',
  FNMATCH_FUNCTION: 'FnMatchCallback',
  CHUNK_BGN_FUNCTION: 'ChunkBeginCallback',
  CHUNK_END_FUNCTION: 'ChunkEndCallback',
  HSTSREADFUNCTION: 'HstsReadCallback',
  HSTSWRITEFUNCTION: 'HstsWriteCallback',
  SSH_KEYFUNCTION: 'SshKeyCallback',
  SSH_HOSTKEYFUNCTION: 'SshHostKeyCallback',
  SSL_CTX_FUNCTION: 'SslContextCallback',
};

const FACES = {
  ...POINTERS,
  ...Object.fromEntries(Object.entries(CALLBACKS).map(([name, type]) => [name, ['callback', `${type} | null`]])),
};

const INFO_KINDS = { 1: 'string', 2: 'long', 3: 'double', 4: 'slist', 5: 'socket', 6: 'offT' };
const INFO_TYPES = { string: 'string | null', long: 'number', double: 'number', slist: 'string[]', socket: 'number', offT: 'number' };
/** Infos whose type does not follow from their number. */
const INFO_FACES = { CERTINFO: 'string[][]', TLS_SESSION: 'TlsSessionInfo', TLS_SSL_PTR: 'TlsSessionInfo' };
/** Infos that the addon uses itself, and the placeholder NONE. */
const HIDDEN_INFOS = new Set(['PRIVATE', 'NONE']);

const header = (version) => `// Generated from libcurl ${version} by \`npm run generate\` (packages/core-native/generate). Do not edit.\n`;

function docComment(symbol, { type, page, versions }) {
  const row = versions.get(symbol);
  const lines = [
    `\`${symbol}\`${type ? ` (${type})` : ''}${row ? `, since libcurl ${row.introduced}` : ''}. {@link ${MANUAL}/${page ?? symbol}.html}`,
  ];
  if (row?.deprecated) lines.push(`@deprecated since libcurl ${row.deprecated}`);
  return lines.length === 1 ? `  /** ${lines[0]} */` : `  /**\n${lines.map((line) => `   * ${line}`).join('\n')}\n   */`;
}

export function emitConstants({ version, constants, versions }) {
  const rows = [...constants].map(([name, value]) => {
    const row = versions.get(name);
    const since = row ? `since libcurl ${row.introduced}${row.deprecated ? `, deprecated in ${row.deprecated}` : ''}` : '';
    return `${since ? `  /** ${since} */\n` : ''}  ${name}: ${value},`;
  });
  return `${header(version)}
/** Every integer constant of libcurl's headers, under libcurl's own names. */
export const constants = {
${rows.join('\n')}
} as const;
`;
}

/** The type of a numeric option that takes certain constants. */
function memberType({ bits, plain, members }) {
  const names = members.map((name) => `'${name}'`).join(' | ');
  return bits ? `BitSet<${names}>` : `EnumValue<${names}>${plain ? ' | boolean | 0' : ''}`;
}

function easyOptionRows({ options, constants, versions }) {
  const enums = optionMembers(constants);
  return options.map(({ name, id, type }) => {
    const base = EASY_TYPES[type];
    const alias = options.find((other) => other.id === id && FACES[other.name]);
    const [kind, valueType] = FACES[name] ?? (alias ? FACES[alias.name] : plainFace(base));
    const members = enums.get(name);
    return {
      name,
      id,
      kind,
      base,
      members,
      valueType: members ? memberType(members) : valueType,
      since: versions.get(`CURLOPT_${name}`)?.introduced ?? '',
    };
  });
}

/**
 * The kind of an option that has no type of its own: data pointers of callbacks belong to the handle; other objects and
 * functions were removed from libcurl.
 */
function plainFace(base) {
  if (base === 'data') return ['reserved'];
  return VALUE_TYPES[base] ? [base, VALUE_TYPES[base]] : ['unsupported'];
}

export function emitEasyOptions(facts) {
  const rows = easyOptionRows(facts);
  const members = rows
    .filter((row) => row.valueType)
    .map((row) => `${docComment(`CURLOPT_${row.name}`, { type: row.base, versions: facts.versions })}\n  ${row.name}: ${row.valueType};`);
  const table = rows.map((row) => `  ${row.name}: [${row.id}, '${row.kind}', '${row.since}'],`);
  const choices = rows
    .filter((row) => row.members)
    .map((row) => `  ${row.name}: [${row.members.members.map((name) => `'${name}'`).join(', ')}],`);
  const callbackTypes = [...new Set(Object.values(CALLBACKS))].sort().join(', ');
  return `${header(facts.version)}
import type { ${callbackTypes} } from '../callbacks/callback-types.js';
import type { EasyBase } from '../easy/easy-base.js';
import type { Mime } from '../mime/mime.js';
import type { BitSet, BlobValue, ConstantName, DescriptorValue, EnumValue, LongValue, OffTValue, OptionRow, SlistValue, SourceValue, StringValue } from '../option-values.js';
import type { Share } from '../share.js';
import type { Url } from '../url.js';

/** The options of a libcurl easy handle and the values that each takes, under libcurl's names without CURLOPT_. */
export interface EasyOptions {
${members.join('\n')}
}

/** Name → [number, kind, first libcurl version]. */
export const easyOptionTable: Readonly<Record<string, OptionRow>> = Object.assign(Object.create(null), {
${table.join('\n')}
} satisfies Record<string, OptionRow>);

/** Name → the constants of which its value is one, or a set. */
export const easyOptionMembers: Readonly<Record<string, readonly ConstantName[]>> = Object.assign(Object.create(null), {
${choices.join('\n')}
} satisfies Record<string, readonly ConstantName[]>);
`;
}

export function emitInfos({ version, constants, versions }) {
  const rows = [...constants]
    .map(([symbol, value]) => ({ symbol, name: symbol.replace(/^CURLINFO_/, ''), value, kind: INFO_KINDS[(value >> 20) & 0xf] }))
    .filter((row) => /^CURLINFO_/.test(row.symbol) && row.kind && (row.value & 0xfffff) > 0 && !HIDDEN_INFOS.has(row.name))
    .filter((row) => !/^(?:MASK|TYPEMASK|STRING|LONG|DOUBLE|SLIST|PTR|SOCKET|OFF_T)$/.test(row.name));
  const typeOf = (row) => INFO_FACES[row.name] ?? INFO_TYPES[row.kind];
  return `${header(version)}
import type { TlsSessionInfo } from '../option-values.js';

/** The infos of curl_easy_getinfo, under libcurl's names without CURLINFO_. */
export interface EasyInfos {
${rows.map((row) => `${docComment(row.symbol, { type: row.kind, versions })}\n  ${row.name}: ${typeOf(row)};`).join('\n')}
}

/** Name → number. */
export const infoTable: Readonly<Record<string, number>> = Object.assign(Object.create(null), {
${rows.map((row) => `  ${row.name}: ${row.value},`).join('\n')}
});
`;
}

/** Multi options that are functions; HTTP/2 push is being removed from libcurl. */
const MULTI_CALLBACKS = {
  SOCKETFUNCTION: 'MultiSocketCallback',
  TIMERFUNCTION: 'MultiTimerCallback',
  NOTIFYFUNCTION: 'MultiNotifyCallback',
};
/** Lists for HTTP/1 pipelining, which libcurl has removed; it ignores them. */
const MULTI_LISTS = new Set(['PIPELINING_SITE_BL', 'PIPELINING_SERVER_BL']);

export function emitMultiOptions({ version, constants, versions }) {
  const typeOf = (name, value) => {
    if (MULTI_CALLBACKS[name]) return ['function', `${MULTI_CALLBACKS[name]}<M> | null`];
    if (MULTI_LISTS.has(name)) return ['object', 'readonly string[] | null'];
    if (name === 'PIPELINING') return ['long', 'LongValue'];
    return value < 10000 ? ['long', 'LongValue'] : value >= 30000 && value < 40000 ? ['offT', 'OffTValue'] : undefined;
  };
  const rows = [...constants]
    .filter(([symbol]) => /^CURLMOPT_/.test(symbol))
    .map(([symbol, value]) => ({ symbol, name: symbol.replace(/^CURLMOPT_/, ''), value }))
    .map((row) => ({ ...row, type: typeOf(row.name, row.value) }))
    .filter((row) => row.type);
  return `${header(version)}
import type { LongValue, OffTValue } from '../option-values.js';
import type { MultiBase } from '../multi/multi-base.js';
import type { MultiNotifyCallback, MultiSocketCallback, MultiTimerCallback } from '../multi/multi-callbacks.js';

/** The options of a libcurl multi handle, under libcurl's names without CURLMOPT_; its callbacks get a handle of type M. */
export interface MultiOptions<M = MultiBase> {
${rows.map((row) => `${docComment(row.symbol, { type: row.type[0], versions })}\n  ${row.name}: ${row.type[1]};`).join('\n')}
}

/** Name → [number, kind]. */
export const multiOptionTable: Readonly<Record<string, readonly [id: number, kind: 'long' | 'offT' | 'function' | 'object']>> = Object.assign(Object.create(null), {
${rows.map((row) => `  ${row.name}: [${row.value}, '${row.type[0]}'],`).join('\n')}
});
`;
}

/** libcurl's error enums have aliases (old names): the name of a number is the one that is not deprecated. */
function errorNames(constants, versions, prefix) {
  const names = new Map();
  for (const [symbol, value] of constants) {
    // CURLM_CALL_MULTI_SOCKET is a second name that is not marked as one; ALREADY_COMPLETE is a code that is never returned.
    if (!symbol.startsWith(prefix) || /OBSOLETE|_LAST$|^CURLM_CALL_MULTI_SOCKET$|ALREADY_COMPLETE$/.test(symbol)) continue;
    const current = names.get(value);
    const isDeprecated = versions.get(symbol)?.deprecated !== undefined;
    if (current === undefined || (!isDeprecated && versions.get(current)?.deprecated !== undefined)) names.set(value, symbol);
  }
  return [...names].sort(([a], [b]) => a - b);
}

export function emitErrorCodes({ version, constants, versions }) {
  const block = (title, name, prefix) => {
    const rows = errorNames(constants, versions, prefix);
    return `/** ${title}, by number. */\nexport const ${name} = {\n${rows.map(([value, symbol]) => `  ${value < 0 ? `'${value}'` : value}: '${symbol}',`).join('\n')}\n} as const;\n`;
  };
  return `${header(version)}
${block("libcurl's easy codes", 'easyCodes', 'CURLE_')}
${block("libcurl's multi codes", 'multiCodes', 'CURLM_')}
${block("libcurl's share codes", 'shareCodes', 'CURLSHE_')}
${block("libcurl's URL codes", 'urlCodes', 'CURLUE_')}
${block("libcurl's header codes", 'headerCodes', 'CURLHE_')}`;
}
