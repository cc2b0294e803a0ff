/** Versions of libraries, as upstream's tags and Debian's packages write them. */

/** @returns {number} below 0 if `a` is older */
export function compareVersions(a, b) {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** @param {string[]} versions @returns {string | undefined} */
export const newestOf = (versions) => [...versions].sort(compareVersions).at(-1);

/** Whether a version belongs to the branch that is pinned ("3.5"); without a branch all do. */
export const isInBranch = (version, branch) => !branch || version === branch || version.startsWith(`${branch}.`);

/**
 * Upstream's version in one of Debian's: `1:1.3.dfsg+really1.3.2-4` is 1.3.2.
 * @returns {string | undefined} undefined for a prerelease, such as `8.23.0~rc3-1`
 */
export function upstreamVersionOf(debianVersion) {
  const upstream = debianVersion
    .replace(/^\d+:/, '')
    .replace(/-[^-]*$/, '')
    .replace(/^.*\+really/, '')
    .replace(/[+.](?:dfsg|ds)[\d.]*$/, '')
    // A list that has a date and a time.
    .replace(/^(\d{8})\.\d+$/, '$1');
  return /^\d+(?:\.\d+)*$/.test(upstream) ? upstream : undefined;
}

/**
 * @param {{ tag: string, separator?: string }} upstream of a library in the manifest; `{}` in the tag is the version
 * @param {string} version
 */
export const tagOf = ({ tag, separator = '.' }, version) => tag.replace('{}', version.replaceAll('.', separator));

/** @returns {string | undefined} the version that a tag stands for, if it is a release's */
export function versionOfTag({ tag, separator = '.' }, name) {
  const [before, after] = tag.split('{}');
  if (!name.startsWith(before) || !name.endsWith(after)) return undefined;
  const version = name.slice(before.length, name.length - after.length).replaceAll(separator, '.');
  return /^\d+(?:\.\d+)+$/.test(version) ? version : undefined;
}
