import { pathToFileURL } from 'node:url';
import { isExternal, loadTool, out } from './options.mjs';

const { build } = await import(pathToFileURL(loadTool.resolve('vite')));
await build({
  configFile: false,
  logLevel: 'error',
  build: { ssr: 'entry.mjs', outDir: out, rollupOptions: { external: isExternal, output: { entryFileNames: 'main.mjs' } } },
  // By default vite leaves everything in node_modules outside.
  ssr: { noExternal: true },
});
