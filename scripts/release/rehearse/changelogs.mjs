import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { versionOf } from './versioned-copy.mjs';

/** The maximum length of a readable first entry. */
const LONGEST_ENTRY = 60;

/** One readable entry per package: grouped, without hashes of commits, and not too long. */
export async function checkChangelogs(copy, report) {
  const version = versionOf(copy);
  for (const name of readdirSync(join(copy, 'packages')))
    await report.check(`changelog of ${name}`, () => {
      const text = readFileSync(join(copy, 'packages', name, 'CHANGELOG.md'), 'utf8');
      const [newest] = text.split(/^## /m).slice(1);
      if (!text.startsWith(`# @curlew/${name}\n`) || !newest?.startsWith(`${version}\n`))
        throw new Error(`no entry of ${version}:\n${text}`);
      if (/^### (Minor|Patch|Major) Changes|^- [0-9a-f]{7}: |Updated dependencies/m.test(newest))
        throw new Error(`not grouped:\n${newest}`);
      const items = newest.match(/^- /gm)?.length ?? 0;
      if (items === 0 || items > LONGEST_ENTRY) throw new Error(`${items} items:\n${newest}`);
    });
}
