import { join } from 'node:path';
import { isExternal, loadTool, out } from './options.mjs';

await loadTool('esbuild').build({
  entryPoints: ['entry.mjs'],
  outfile: join(out, 'main.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['core-native', 'multi', 'share', 'async', 'parallel', 'pycurl-compat'].map((name) => `@curlew/${name}`).filter(isExternal),
  logLevel: 'error',
});
