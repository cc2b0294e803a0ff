import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** The texts of licences, by the name and version of the package. */
type Licences = Map<string, string>;

export const collectLicences = (): Licences => new Map();

/**
 * Writes `LICENSES.txt` beside what is built: the licences of the packages that are compiled into it. Builds that share
 * `licences` share the file.
 */
export function licencesPlugin(licences: Licences, directory: string): Plugin {
  return {
    name: 'licences',
    setup(build) {
      build.initialOptions.metafile = true;
      build.onEnd((result) => {
        for (const input of Object.keys(result.metafile?.inputs ?? {})) {
          const inside = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
          if (inside) addLicence(licences, inside[1]!);
        }
        if (licences.size === 0) return;
        const texts = [...licences].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, text]) => `${name}\n\n${text.trim()}\n`);
        mkdirSync(directory, { recursive: true });
        writeFileSync(join(directory, 'LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
      });
    },
  };
}

function addLicence(licences: Licences, packageDirectory: string) {
  const { name, version, license } = JSON.parse(readFileSync(join(packageDirectory, 'package.json'), 'utf8')) as Record<string, string>;
  const key = `${name} ${version} (${license})`;
  if (licences.has(key)) return;
  const file = readdirSync(packageDirectory).find((each) => /^licen[cs]e/i.test(each));
  if (!file) throw new Error(`${name} is compiled in, and has no licence file`);
  licences.set(key, readFileSync(join(packageDirectory, file), 'utf8'));
}
