import { definePackage } from '../../internal/presets/tsup.preset.js';

export default definePackage({
  // tsup leaves dependencies out of the bundle, but not optional ones.
  external: [/^@curlew\/core-native-/],
  // Treeshaking would hide the requires of the platform packages from users' bundlers.
  treeshake: false,
});
