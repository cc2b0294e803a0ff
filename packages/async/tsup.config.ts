import { definePackage } from '../../internal/presets/tsup.preset.js';

// Code shared by several entries goes into separate chunks, so that all entries have the same classes.
export default definePackage({ splitting: true, entry: ['src/index.ts', 'src/opentelemetry.ts', 'src/testing.ts'] });
