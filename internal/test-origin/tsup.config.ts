import { definePackage } from '../presets/tsup.preset.js';

export default definePackage({ entry: ['src/index.ts', 'src/server-process.ts'] });
