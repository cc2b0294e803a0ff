import { join } from 'node:path';
import { isExternal, loadTool, out } from './options.mjs';

const plugin = (name) => loadTool(name).default ?? loadTool(name);
const bundle = await loadTool('rollup').rollup({
  input: 'entry.mjs',
  external: isExternal,
  plugins: [plugin('@rollup/plugin-node-resolve')({ preferBuiltins: true }), plugin('@rollup/plugin-commonjs')()],
  onLog: (level, log) => level !== 'info' && console.error(log.message),
});
await bundle.write({ file: join(out, 'main.mjs'), format: 'es', inlineDynamicImports: true });
await bundle.close();
