import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Options } from 'tsup';

/**
 * How every published package is built: CommonJS holds the code, and the ES module beside it only re-exports it.
 * With two full copies a process that mixes `import` and `require` would have two `Easy` classes, and a handle of one
 * would be a stranger to the other.
 */
export function definePackage(options: Options = {}) {
  return defineConfig((overrides) => {
    const typesOnly = overrides.dts !== undefined && overrides.dts !== false;
    return {
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
    };
  });
}

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
