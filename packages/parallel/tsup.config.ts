import { definePackage } from '../../internal/presets/tsup.preset.js';

export default definePackage({ entry: ['src/index.ts', 'src/bullmq.ts', 'src/cli.ts'] }, { entry: { 'report-page': 'report/page.js' } });
