/**
 * The entries of a release, made of its changesets. The lists of changesets itself, one for each size of change, have
 * no order that helps a reader; here they are grouped by subject, which a changeset gives in its first words:
 * `**Cookies.** …`.
 */

/** In this order. */
export const AREAS = [
  'Overview',
  'Platforms',
  'Types',
  'Options and infos',
  'Callbacks',
  'Handles',
  'Threads',
  'Sessions',
  'Transfers as promises',
  'Cookies',
  'WebSocket',
  'Bodies and streams',
  'Files',
  'HTTP/2 and HTTP/3',
  'Security',
  'fetchAll',
  'Queues',
  'The command',
  "pycurl's module",
  'The porter',
  'Tests and measurements',
  'Errors',
  'Speed and memory',
];
const ELSE = { minor: 'Features', major: 'Features', patch: 'Fixes' };

/**
 * @param {string} text of a changeset file
 * @returns {{ bumps: Record<string, 'major' | 'minor' | 'patch'>, area: string | undefined, summary: string }}
 */
export function readChangeset(text) {
  const [, head, body] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(text) ?? [];
  if (head === undefined) throw new Error(`no changeset: ${text.slice(0, 60)}`);
  const bumps = Object.fromEntries([...head.matchAll(/^['"]?([^'":\s]+)['"]?: *(\w+)$/gm)].map(([, name, bump]) => [name, bump]));
  const [, area, summary] = /^(?:\*\*(.+?)\.\*\* )?([\s\S]*)$/.exec(body.trim());
  if (area && !AREAS.includes(area)) throw new Error(`"${area}" is not an area of a changeset; expected one of ${AREAS.join(', ')}`);
  return { bumps, area, summary };
}

/**
 * A package's entry of a release.
 * @param {string} name of the package
 * @param {string} version
 * @param {ReturnType<typeof readChangeset>[]} changesets all of the release
 * @param {boolean} isFirst a first release mends nothing that anybody has: what is no feature is left out
 */
export function entryOf(name, version, changesets, isFirst) {
  const own = changesets.filter(({ bumps }) => bumps[name] && !(isFirst && bumps[name] === 'patch'));
  const groups = groupBy(own, areaOf);
  const areas = [...AREAS, 'Features', 'Fixes'].filter((area) => groups.has(area));
  const lines = areas.map((area) => `### ${area}\n\n${groups.get(area).map(item).join('\n')}\n`);
  const lead = isFirst ? 'The first release.' : own.length > 0 ? '' : 'No changes of its own; all packages have one version.';
  return [`## ${version}\n`, ...(lead ? [`${lead}\n`] : []), ...lines].join('\n');

  function areaOf({ area, bumps }) {
    return area ?? ELSE[bumps[name]];
  }
}

const item = ({ summary }) => `- ${summary.replaceAll(/\n+/g, '\n').replaceAll('\n', '\n  ')}`;

/** Map.groupBy, which Node 20 does not have. */
function groupBy(list, keyOf) {
  const groups = new Map();
  for (const each of list) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return groups;
}

/**
 * @param {string} changelog as changesets has written it
 * @param {string} version the newest
 * @param {string} entry
 */
export function withEntry(changelog, version, entry) {
  const start = changelog.indexOf(`## ${version}\n`);
  if (start < 0) throw new Error(`there is no entry of ${version}`);
  const next = changelog.indexOf('\n## ', start + 1);
  return `${changelog.slice(0, start)}${entry}${next < 0 ? '' : changelog.slice(next)}`;
}
