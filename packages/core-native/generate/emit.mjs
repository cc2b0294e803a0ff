// The text of each generated file. Doc comments carry the libcurl symbol, its type, since when, and a link to its page;
// no text of libcurl's manual.

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

/** Pointer options that have a face of their own; all other pointers are left out of the types. */
const FACES = {
  WRITEFUNCTION: ['callback', 'ChunkCallback | null'],
  HEADERFUNCTION: ['callback', 'ChunkCallback | null'],
  READFUNCTION: ['callback', 'ReadCallback | null'],
  SEEKFUNCTION: ['callback', 'SeekCallback | null'],
  XFERINFOFUNCTION: ['callback', 'TransferInfoCallback | null'],
  DEBUGFUNCTION: ['callback', 'DebugCallback | null'],
  SHARE: ['share', 'Share | null'],
  WRITEDATA: ['descriptor', 'DescriptorValue'],
  POSTFIELDS: ['bytes', 'StringValue'],
  COPYPOSTFIELDS: ['bytes', 'StringValue'],
};

const INFO_KINDS = { 1: 'string', 2: 'long', 3: 'double', 4: 'slist', 5: 'socket', 6: 'offT' };
const INFO_TYPES = { string: 'string | null', long: 'number', double: 'number', slist: 'string[]', socket: 'number', offT: 'number' };
/** Infos that are pointers into libcurl, or the addon's own. */
const HIDDEN_INFOS = new Set(['PRIVATE', 'TLS_SESSION', 'TLS_SSL_PTR', 'NONE']);

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

function easyOptionRows({ options, versions }) {
  return options.map(({ name, id, type }) => {
    const base = EASY_TYPES[type];
    const alias = options.find((other) => other.id === id && FACES[other.name]);
    const [kind, valueType] = FACES[name] ?? (alias ? FACES[alias.name] : [base, VALUE_TYPES[base]]);
    return { name, id, kind, base, valueType, since: versions.get(`CURLOPT_${name}`)?.introduced ?? '' };
  });
}

export function emitEasyOptions(facts) {
  const rows = easyOptionRows(facts);
  const reserved = new Set(['ERRORBUFFER', 'PRIVATE']);
  const typed = rows.filter((row) => row.valueType && !reserved.has(row.name));
  const members = typed.map(
    (row) => `${docComment(`CURLOPT_${row.name}`, { type: row.base, versions: facts.versions })}\n  ${row.name}: ${row.valueType};`,
  );
  const table = rows.map(
    (row) => `  ${row.name}: [${row.id}, '${row.valueType || reserved.has(row.name) ? row.kind : 'unsupported'}', '${row.since}'],`,
  );
  return `${header(facts.version)}
import type { Share } from '../share.js';
import type { BlobValue, ChunkCallback, DebugCallback, DescriptorValue, LongValue, OffTValue, OptionRow, ReadCallback, SeekCallback, SlistValue, StringValue, TransferInfoCallback } from '../option-values.js';

/** The options of a libcurl easy handle and the values that each takes, under libcurl's names without CURLOPT_. */
export interface EasyOptions {
${members.join('\n')}
}

/** Name → [number, kind, first libcurl version]. Also lists options that have no face here yet. */
export const easyOptionTable: Readonly<Record<string, OptionRow>> = Object.assign(Object.create(null), {
${table.join('\n')}
} satisfies Record<string, OptionRow>);
`;
}

export function emitInfos({ version, constants, versions }) {
  const rows = [...constants]
    .map(([symbol, value]) => ({ symbol, name: symbol.replace(/^CURLINFO_/, ''), value, kind: INFO_KINDS[(value >> 20) & 0xf] }))
    .filter((row) => /^CURLINFO_/.test(row.symbol) && row.kind && (row.value & 0xfffff) > 0 && !HIDDEN_INFOS.has(row.name))
    .filter((row) => !/^(?:MASK|TYPEMASK|STRING|LONG|DOUBLE|SLIST|PTR|SOCKET|OFF_T)$/.test(row.name));
  const typeOf = (row) => (row.name === 'CERTINFO' ? 'string[][]' : INFO_TYPES[row.kind]);
  return `${header(version)}
/** What curl_easy_getinfo tells about a transfer, under libcurl's names without CURLINFO_. */
export interface EasyInfos {
${rows.map((row) => `${docComment(row.symbol, { type: row.kind, versions })}\n  ${row.name}: ${typeOf(row)};`).join('\n')}
}

/** Name → number. */
export const infoTable: Readonly<Record<string, number>> = Object.assign(Object.create(null), {
${rows.map((row) => `  ${row.name}: ${row.value},`).join('\n')}
});
`;
}

export function emitMultiOptions({ version, constants, versions }) {
  const rows = [...constants]
    .filter(([symbol, value]) => /^CURLMOPT_/.test(symbol) && (value < 10000 || (value >= 30000 && value < 40000)))
    .map(([symbol, value]) => ({ symbol, name: symbol.replace(/^CURLMOPT_/, ''), value }));
  return `${header(version)}
/** The numeric options of a libcurl multi handle, under libcurl's names without CURLMOPT_. */
export interface MultiOptions {
${rows.map((row) => `${docComment(row.symbol, { type: row.value < 10000 ? 'long' : 'offT', versions })}\n  ${row.name}: number;`).join('\n')}
}

/** Name → number. */
export const multiOptionTable: Readonly<Record<string, number>> = Object.assign(Object.create(null), {
${rows.map((row) => `  ${row.name}: ${row.value},`).join('\n')}
});
`;
}

/** libcurl's error enums have aliases (old names): the name of a number is the one that is not deprecated. */
function errorNames(constants, versions, prefix) {
  const names = new Map();
  for (const [symbol, value] of constants) {
    // CURLM_CALL_MULTI_SOCKET is a second name that is not marked as one; ALREADY_COMPLETE is no code that anybody gets.
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
${block("libcurl's URL codes", 'urlCodes', 'CURLUE_')}`;
}
