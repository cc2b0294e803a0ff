import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where this package lies: above the bundle's directory, and above this file. */
export function packageDirectory(): string {
  let directory = __dirname;
  while (!existsSync(join(directory, 'report', 'page.html'))) {
    const above = dirname(directory);
    if (above === directory) throw new Error(`@curlew/parallel is incomplete: there is no report/page.html above ${__dirname}`);
    directory = above;
  }
  return directory;
}
