/**
 * Every entry point of every published package, with its source; lower layers first, so that each export is documented
 * in the package that defines it.
 */
export const ENTRY_POINTS = {
  '@curlew/core-native': 'packages/core-native/src/index.ts',
  '@curlew/share': 'packages/share/src/index.ts',
  '@curlew/async': 'packages/async/src/index.ts',
  '@curlew/async/testing': 'packages/async/src/testing.ts',
  '@curlew/async/opentelemetry': 'packages/async/src/opentelemetry.ts',
  '@curlew/parallel': 'packages/parallel/src/index.ts',
  '@curlew/parallel/bullmq': 'packages/parallel/src/bullmq.ts',
  '@curlew/multi': 'packages/multi/src/index.ts',
  '@curlew/pycurl-compat': 'packages/pycurl-compat/src/index.ts',
};
