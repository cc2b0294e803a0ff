import { definePackage } from '../../internal/presets/tsup.preset.js';

export default definePackage(
  { splitting: true, entry: ['src/index.ts', 'src/bullmq.ts', 'src/cli.ts', 'src/cli-options.ts'] },
  { entry: { 'report-page': 'report/page.js' } },
);
