import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where this package lies: above the bundle's directory, and above this file. */
export function packageDirectory(): string {
  for (let directory = __dirname; ; directory = dirname(directory))
    if (existsSync(join(directory, 'report', 'page.html'))) return directory;
}
