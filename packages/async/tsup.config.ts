import { definePackage } from '../../internal/presets/tsup.preset.js';

// Code that several entries use is in files of its own, so that they have the same classes.
export default definePackage({ splitting: true, entry: ['src/index.ts', 'src/opentelemetry.ts', 'src/testing.ts'] });
