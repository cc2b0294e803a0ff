import { definePackage } from '../../internal/presets/tsup.preset.js';

export default definePackage();
