import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { definePackage } from '../../internal/presets/tsup.preset.js';

export default definePackage(
  { splitting: true, entry: ['src/index.ts', 'src/bullmq.ts', 'src/cli.ts', 'src/cli-options.ts'] },
  {
    entry: { 'report-page': 'report/page.js' },
    onSuccess: async () => {
      const require = createRequire(import.meta.url);
      copyFileSync(require.resolve('uplot/dist/uPlot.min.css'), join('dist', 'uplot.css'));
    },
  },
);
