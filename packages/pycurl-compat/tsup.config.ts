import { definePackage } from '../../internal/presets/tsup.preset.js';

export default definePackage({ entry: ['src/index.ts', 'src/cli.ts'] });
