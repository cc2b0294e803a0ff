import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Options } from 'tsup';
import { collectLicences, licencesPlugin } from './inside-licences';

/**
 * How every published package is built: CommonJS holds the code, and the ES module beside it only re-exports it. With
 * two full copies a process that mixes `import` and `require` would have two `Easy` classes, and neither would accept
 * the handles of the other.
 * @param page a script for browsers that the package hands out
 */
export function definePackage(options: Options = {}, page?: Options) {
  return defineConfig((overrides) => {
    const typesOnly = overrides.dts !== undefined && overrides.dts !== false;
    removeOutput('dist', typesOnly);
    const licences = collectLicences();
    const own: Options = {
      entry: ['src/index.ts'],
      format: typesOnly ? ['esm', 'cjs'] : ['cjs'],
      target: 'node20',
      platform: 'node',
      sourcemap: true,
      clean: false,
      splitting: false,
      treeshake: true,
      outDir: 'dist',
      onSuccess: async () => {
        if (!typesOnly) writeEsModules('dist');
      },
      ...options,
      esbuildPlugins: [licencesPlugin(licences, 'dist')],
    };
    if (typesOnly || !page) return own;
    return [own, { ...FOR_BROWSERS, ...page, esbuildPlugins: [licencesPlugin(licences, 'dist')] }];
  });
}

/** Files of an earlier build with other names (chunks) would be published; types and code are built one after the other. */
function removeOutput(directory: string, types: boolean) {
  if (!existsSync(directory)) return;
  for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' }))
    if (/\.(cjs|js|map|txt|css)$/.test(name) ? !types : /\.d\.c?ts$/.test(name) && types) rmSync(join(directory, name));
}

/** A script for a page, bundled with everything that it needs. */
const FOR_BROWSERS: Options = {
  format: ['iife'],
  target: 'es2022',
  platform: 'browser',
  noExternal: [/./],
  minify: true,
  clean: false,
  outDir: 'dist',
  outExtension: () => ({ js: '.js' }),
};

/** A chunk that entries share or load later; esbuild puts a hash into its name. */
const PART = /-[0-9A-Z]{8}\.cjs$/;

/**
 * Writes an ES module beside each CommonJS file. It lists the names, because webpack finds none through `export *` in
 * code that only esbuild has written. The default export is for rollup: for a `require` of an external module it takes
 * the default to be the whole module.
 */
function writeEsModules(directory: string) {
  if (!existsSync(directory)) return;
  for (const name of readdirSync(directory)) {
    if (!name.endsWith('.cjs') || name.startsWith('cli') || PART.test(name)) continue;
    const names = exportedNames(readFileSync(join(directory, name), 'utf8'));
    if (names.length === 0) continue;
    const hasDefault = names.includes('default');
    const lines = [
      `import module from './${name}';`,
      `export { ${names.filter((each) => each !== 'default').join(', ')} } from './${name}';`,
      `export default module${hasDefault ? '.default' : ''};`,
    ];
    writeFileSync(join(directory, name.replace(/\.cjs$/, '.js')), `${lines.join('\n')}\n`);
  }
}

/** The exported names: from the list that esbuild adds for Node, or from rollup's assignments. */
function exportedNames(code: string): string[] {
  const listed = /^0 && \(module\.exports = \{([^}]*)\}\);/m.exec(code)?.[1];
  if (listed !== undefined) return [...listed.matchAll(/^\s*([\w$]+),?$/gm)].map(([, name]) => name!);
  const assigned = [...code.matchAll(/^(?:exports\.([\w$]+) =|Object\.defineProperty\(exports, ["']([\w$]+)["'])/gm)];
  return [...new Set(assigned.map(([, plain, defined]) => plain ?? defined!))].filter((name) => name !== '__esModule');
}
