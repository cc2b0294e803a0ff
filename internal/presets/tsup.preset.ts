import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Options } from 'tsup';
import { collectLicences, licencesPlugin } from './inside-licences';

/**
 * How every published package is built: CommonJS holds the code, and the ES module beside it only re-exports it.
 * With two full copies a process that mixes `import` and `require` would have two `Easy` classes, and a handle of one
 * would be a stranger to the other.
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

/** A script that stands in a page with everything that it needs. */
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

function writeEsModules(directory: string) {
  if (!existsSync(directory)) return;
  for (const name of readdirSync(directory)) {
    if (!name.endsWith('.cjs') || name.startsWith('cli')) continue;
    // `export *` leaves a default export out.
    const hasDefault = /^exports\.default = /m.test(readFileSync(join(directory, name), 'utf8'));
    const lines = [
      `export * from './${name}';`,
      ...(hasDefault ? [`import module from './${name}';`, 'export default module.default;'] : []),
    ];
    writeFileSync(join(directory, name.replace(/\.cjs$/, '.js')), `${lines.join('\n')}\n`);
  }
}
