import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The packages that each published package may import: only those below it. Any other package may not be imported,
 * neither by name nor by path.
 */
export const LAYERS = {
  'core-native': [],
  multi: ['core-native'],
  share: ['core-native'],
  async: ['core-native', 'share'],
  parallel: ['async', 'multi'],
  'pycurl-compat': ['core-native', 'multi', 'share', 'async'],
};

const layerRules = Object.entries(LAYERS).map(([name, below]) => ({
  files: [`packages/${name}/src/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: Object.keys(LAYERS)
              .filter((other) => !below.includes(other))
              .map((other) => `@curlew/${other}`),
            message: `Layers: ${name} may import ${below.length > 0 ? below.join(', ') : 'no other package'}.`,
          },
          { group: ['@curlew/*/*'], message: "Another package's inside: import its entry point." },
          { group: ['@curlew-internal/*'], message: 'Internal packages are for tests.' },
          {
            regex: String.raw`^(\.\./)+(core-native|multi|share|async|parallel|pycurl-compat)(/|$)`,
            message: 'Another package by path: import its entry point by name.',
          },
        ],
      },
    ],
  },
}));

/** The TypeScript files of the project. */
const TYPESCRIPT = ['packages/**/*.ts', 'internal/*/src/**/*.ts', 'tests/**/*.ts', 'examples/**/*.ts'];

/** The limits of size, in lines: a larger file or function contains a concept that wants to move out. */
const limits = (file, fn) => ({
  'max-lines': ['error', file],
  ...(fn ? { 'max-lines-per-function': ['error', { max: fn, IIFEs: true }] } : {}),
});

/** The files that are larger, each with its reason. A new one is a decision, not a habit. */
const LARGER = [
  [360, 'packages/async/src/session/session.ts', 'the public face of sessions: one documented method for each way to send'],
  [360, 'packages/parallel/src/fetch-all/fetch-run.ts', 'the scheduler and its controls share one state'],
  [330, 'packages/async/src/session/options/curl-option-policy.ts', 'a table of every libcurl option'],
  [430, 'packages/async/tests/session/requests.test.ts', 'one table of requests per option'],
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/build/**',
      '**/node_modules/**',
      '**/generated/**',
      '**/*.cjs',
      'examples/build-*/**',
      'docs/.vitepress/cache/**',
      '**/platforms/*/bundled.mjs',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'fetch',
          'performance',
          'setTimeout',
          'setImmediate',
          'setInterval',
          'clearInterval',
          'clearTimeout',
          'AbortSignal',
          'globalThis',
          'FinalizationRegistry',
          'Headers',
          'AbortController',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    // In a browser, or handed to one.
    files: ['packages/parallel/report/*.js', 'docs/tests/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        ['document', 'window', 'getComputedStyle', 'requestAnimationFrame', 'matchMedia', 'URL'].map((name) => [name, 'readonly']),
      ),
    },
  },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({
    ...config,
    files: TYPESCRIPT,
  })),
  {
    files: TYPESCRIPT,
    ignores: ['**/tsup.config.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      // The reason of a rejection or throw is what the user gave; it may be anything.
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      // aclose() and its like are promises by contract, whatever they await today.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // expect.objectContaining() is any
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
  { files: ['**/tsup.config.ts', 'internal/presets/**'], ...tseslint.configs.disableTypeChecked },
  ...layerRules,
  { files: ['**/*.{mjs,js}', ...TYPESCRIPT], rules: limits(320, 60) },
  // describe() is a function, and as long as the group of its tests.
  { files: ['**/tests/**/*.{ts,mjs}', 'tests/**/*.{ts,mjs}'], rules: { ...limits(380), 'max-lines-per-function': 'off' } },
  ...LARGER.map(([lines, file]) => ({ files: [file], rules: limits(lines) })),
);
