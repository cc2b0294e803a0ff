const { join } = require('node:path');

const root = join(__dirname, '..', '..');

/** One jest project: a package's tests against all packages' sources, so that no test waits for a build of TypeScript. */
exports.definePackageTests = (directory, displayName) => ({
  displayName,
  rootDir: directory,
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  setupFiles: process.env.CURLEW_TEST_THREAD === '1' ? [join(__dirname, 'on-a-thread.ts')] : [],
  testEnvironment: join(__dirname, 'realm-environment.cjs'),
  transform: {
    // Also our own ES modules, which jest would not load as they are.
    '^.+\\.ts$|/internal/test-servers/|/core-native/deps/lib/': [
      require.resolve('@swc/jest'),
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' }, transform: { useDefineForClassFields: true } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@curlew/((?!core-native-)[^/]+)$': join(root, 'packages', '$1', 'src', 'index.ts'),
    '^@curlew-internal/test-origin$': join(root, 'internal', 'test-origin', 'src', 'index.ts'),
  },
});
