import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The directory of this package, found upward from this file, in the sources and in the bundle. */
export function packageDirectory(): string {
  let directory = __dirname;
  while (!existsSync(join(directory, 'report', 'page.html'))) {
    const above = dirname(directory);
    if (above === directory) throw new Error(`@curlew/parallel is incomplete: there is no report/page.html above ${__dirname}`);
    directory = above;
  }
  return directory;
}
