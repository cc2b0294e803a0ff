/**
 * What is not run, and why: the one list. `suite` is a path or the beginning of one; `tests` a regular expression of
 * names, or the whole suite if it is left out; `targets` those that it holds for, or all.
 * @type {{ suite: string, tests?: string, targets?: string[], reason: string }[]}
 */
export const EXCLUSIONS = [];

/** How a suite is to be run on a target. @returns {{ reason?: string, tests: string[] }} a reason: not at all */
export function exclusionsOf(suite, target) {
  const rows = EXCLUSIONS.filter((row) => suite.startsWith(row.suite) && (row.targets?.includes(target) ?? true));
  return { reason: rows.find((row) => !row.tests)?.reason, tests: rows.flatMap((row) => row.tests ?? []) };
}
