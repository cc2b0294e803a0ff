import { Comment } from 'typedoc';

const escape = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('{{', '&#123;{').replaceAll(/\s+/g, ' ').trim();

const row = (...cells) => `| ${cells.join(' | ')} |`;
const table = (heads, rows) => [row(...heads), row(...heads.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

/** Text of a comment with `{@link X}` as X. */
const textOf = (reflection) => Comment.combineDisplayParts(reflection.comment?.summary ?? []).replaceAll(/\{@link (\S+?)\}/g, '`$1`');

/** "Default 30,000.", "Default: none are sent.", "5 by default". */
function defaultOf(text) {
  const said =
    /\bDefault:? ([^.;]+(?:\.\d+[^.;]*)*)/.exec(text)?.[1] ??
    /(\S+) by default/.exec(text)?.[1] ??
    /(?:^|[;,] )([^;,]+), the default\b/.exec(text)?.[1];
  return said?.trim();
}

const UNITS = [
  [/bytes per second|bytes a second/i, 'bytes/s'],
  [/milliseconds/i, 'ms'],
  [/\bbytes\b/i, 'bytes'],
];

/** A unit belongs to options that are numbers. */
const unitOf = (type, text) => (/\bnumber\b/.test(type) ? (UNITS.find(([pattern]) => pattern.test(text))?.[1] ?? '') : '');

const typeOf = (reflection) =>
  reflection.type
    ? reflection.type
        .toString()
        .replace(/ \| undefined$/, '')
        .replace(/^undefined \| /, '')
    : '';

/** @param of the text of the whole group, which may name the unit */
function optionsTable(members, of = '') {
  return table(
    ['option', 'type', 'unit', 'default', 'meaning'],
    members.map((member) => {
      const text = textOf(member);
      const type = typeOf(member);
      return [
        `\`${member.name}\``,
        `\`${type.replaceAll('|', '\\|')}\``,
        unitOf(type, `${text} ${of}`),
        escape(defaultOf(text) ?? ''),
        escape(text),
      ];
    }),
  );
}

/** The interfaces of options, by subject. */
const GROUPS = {
  Request: ['HeaderOptions', 'ContentOptions', 'AuthenticationOptions'],
  Limits: ['TimeoutOptions', 'Timeouts', 'RedirectOptions', 'RetryingOptions', 'RetryOptions'],
  Response: ['BodyOptions'],
  Connection: ['ConnectionOptions', 'TcpKeepAlive', 'NameOptions', 'ProxyOptions', 'AddressOptions', 'ProtocolOptions'],
  Trust: ['TrustOptions', 'ClientCertificateOptions'],
  'Hooks and libcurl': ['HookOptions', 'RawOptions'],
};

/** @param {(name: string) => import('typedoc').DeclarationReflection} find */
export function sessionOptionsPage(find) {
  const own = (name) => {
    const reflection = find(name);
    if (!reflection) throw new Error(`@curlew/async exports no ${name}`);
    return (reflection.children ?? []).filter((child) => !child.inheritedFrom);
  };
  const part = (name) =>
    `### ${name}\n\n${textOf(find(name))}\n\n${optionsTable(own(name), name === 'Timeouts' ? textOf(find(name)) : '')}\n`;
  return `# Options of sessions and requests

Made from the sources. All of them but those of \`ContentOptions\` can be given to \`wrapper.session()\`, as defaults, and to a
request. \`null\` takes away what the session says, where the type allows it. An option that does not exist, and a value of a
wrong type, is refused with a \`TypeError\` that names it, before anything is sent.

${Object.entries(GROUPS)
  .map(([title, names]) => `## ${title}\n\n${names.map(part).join('\n')}`)
  .join('\n')}
## Only of a session

${optionsTable(own('SessionOptions'))}

## Of the wrapper

${optionsTable(own('CurlWrapperOptions'))}
`;
}

/** @param {(name: string) => import('typedoc').DeclarationReflection} find */
export function channelsPage(find) {
  const fields = (name) =>
    table(
      ['field', 'type', 'meaning'],
      find(name).children.map((child) => [`\`${child.name}\``, `\`${typeOf(child)}\``, escape(textOf(child))]),
    );
  return `# Diagnostics channels

Made from the sources. \`node:diagnostics_channel\` tells whoever subscribes of each transfer of each session in the process: of
each try, each redirect and each repetition. While nobody listens they cost one comparison.

| channel | when | message |
| --- | --- | --- |
| \`curlew:request:start\` | before a transfer begins | \`DiagnosticsStartMessage\` |
| \`curlew:request:headers\` | the headers of the response are there | \`DiagnosticsMessage\` |
| \`curlew:request:end\` | the body has come | \`DiagnosticsMessage\` |
| \`curlew:request:error\` | the transfer failed | \`DiagnosticsMessage\` |

## DiagnosticsStartMessage

${textOf(find('DiagnosticsStartMessage'))}

${fields('DiagnosticsStartMessage')}

## DiagnosticsMessage

${textOf(find('DiagnosticsMessage'))}

${fields('DiagnosticsMessage')}
`;
}

/** @param {Readonly<Record<string, unknown>>} pycurl the module */
export function pycurlConstantsPage(pycurl) {
  const constants = Object.entries(pycurl).filter(([name, value]) => /^[A-Z]/.test(name) && typeof value === 'number');
  const rows = constants.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [`\`${name}\``, String(value)]);
  return `# pycurl's constants

Made from the package: the ${rows.length} integer constants of \`@curlew/pycurl-compat\`, which are pycurl's and libcurl's. Each is also a
property of \`Curl\`, \`CurlMulti\` and \`CurlShare\` where it is one in pycurl.

${table(['name', 'value'], rows)}
`;
}

/** How the suites of a platform are run on a Debian machine (`npm run test:target`). The others wait for a machine of theirs. */
const RUN_ON = {
  'linux-x64': 'here, and in a Debian 11 (glibc 2.31)',
  'linux-arm64': 'by qemu, against the libraries of Debian 11',
  'win32-x64': 'by Wine',
};

/** @param {Readonly<Record<string, { system: string }>>} targets those of `deps/lib/targets.mjs` @param {(name: string) => boolean} isCrossBuilt */
export function platformsPage(targets, isCrossBuilt) {
  const rows = Object.entries(targets).map(([name, { system }]) => [
    `\`@curlew/core-native-${name}\``,
    system,
    isCrossBuilt(name) ? 'on any Debian machine' : 'on a machine of that platform only',
    RUN_ON[name] ?? 'not yet',
  ]);
  return `# Platforms

Made from the table that the packages are made of.

${table(['package', 'system', 'its addon is built', 'the suites are run'], rows)}
`;
}
