import { sep } from 'node:path';

/** The paths of Bun or Deno, of those that CURLEW_RUNTIMES names (scripts/other-runtimes.mjs); mostly none. */
export function runtimes(name: string): string[] {
  const paths = (process.env.CURLEW_RUNTIMES ?? '').split(':');
  return paths.filter((path) => path.split(sep).at(-1) === name);
}
