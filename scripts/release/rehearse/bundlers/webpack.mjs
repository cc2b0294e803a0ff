import { resolve } from 'node:path';
import { isExternal, loadTool, out } from './options.mjs';

const stats = await new Promise((done, fail) =>
  loadTool('webpack')(
    {
      mode: 'production',
      target: 'node20',
      entry: resolve('entry.mjs'),
      output: { path: out, filename: 'main.cjs' },
      // Names are still shortened, because that is where CommonJS breaks; the rest of minification only takes time.
      optimization: { minimize: false },
      externals: ({ request }, answer) => (isExternal(request) ? answer(null, `commonjs ${request}`) : answer()),
    },
    (error, result) => (error ? fail(error) : done(result)),
  ),
);
if (stats.hasErrors()) throw new Error(stats.toString('errors-only'));
