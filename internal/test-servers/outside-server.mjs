import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCaddy } from './caddy.mjs';
import { startNginx } from './nginx.mjs';

const STARTERS = { nginx: startNginx, caddy: startCaddy };

/**
 * Starts nginx, or caddy for HTTP/3, with files of `x` in the given sizes.
 * @param {'nginx' | 'caddy'} name
 * @param {Record<string, number>} files
 */
export async function startOutside(name, files) {
  const server = await STARTERS[name]((directory) => {
    for (const [file, size] of Object.entries(files)) writeFileSync(join(directory, file), 'x'.repeat(size));
  });
  if (!server) console.warn(`SKIPPED: ${name} is not installed and could not be fetched; its tests prove nothing in this run`);
  return server;
}
