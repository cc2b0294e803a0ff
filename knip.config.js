// Unused files, exports and dependencies: npm run check:unused. An entry is a file that no import names: a program, a
// file that a test starts. knip finds the names that a package publishes, and its scripts, by itself.
const programs = 'tests/programs/*.{mjs,cjs}';

/** @type {import('knip').KnipConfig} */
export default {
  workspaces: {
    '.': {
      // The rehearsal of a release copies its smoke tests and its programs for bundlers; Wine's Node gets a file by --require.
      entry: ['scripts/**/*.mjs', 'scripts/release/rehearse/smokes/*.cjs', 'scripts/test-target/wine-node.cjs'],
      project: ['scripts/**/*.{mjs,cjs}', 'tests/**/*.ts'],
      // Started by their paths. ajv and its formats are what the CycloneDX library validates with.
      ignoreDependencies: [
        '@arethetypeswrong/cli',
        '@cyclonedx/cyclonedx-library',
        'ajv',
        'ajv-formats',
        'ajv-formats-draft2019',
        'clang-format',
        'pnpm',
        'publint',
        'turbo',
      ],
    },
    'packages/core-native': {
      entry: [programs, 'tests/programs/fuzz/handles.mjs', 'scripts/*.mjs'],
      project: ['src/**/*.ts', 'tests/**/*.{ts,mjs,cjs}', 'generate/**/*.mjs', 'scripts/**/*.mjs', 'deps/**/*.mjs'],
      // Its headers; scripts/build-native.mjs finds them.
      ignoreDependencies: ['node-addon-api'],
    },
    'packages/multi': { entry: [programs], project: ['src/**/*.ts', 'tests/**/*.{ts,mjs}'] },
    'packages/share': { entry: [programs], project: ['src/**/*.ts', 'tests/**/*.{ts,mjs}'] },
    'packages/async': { entry: [programs], project: ['src/**/*.ts', 'tests/**/*.{ts,mjs,cjs}'] },
    'packages/parallel': { entry: [programs], project: ['src/**/*.ts', 'report/**/*.js', 'tests/**/*.{ts,mjs}'] },
    'packages/pycurl-compat': {
      entry: ['tests/side-by-side/*.mjs'],
      project: ['src/**/*.ts', 'tests/**/*.{ts,mjs}', 'generate/**/*.mjs'],
    },
    // The jest preset names it by its path.
    'internal/presets': { entry: ['on-a-thread.ts'] },
    'internal/test-origin': { project: ['src/**/*.ts'] },
    'internal/fetch-clients': { entry: ['*.mjs', 'clients/*.mjs'], project: ['**/*.mjs'] },
    'internal/type-tests': {
      entry: ['program.mts'],
      project: ['**/*.{mjs,mts}'],
      // run.mjs starts each of them.
      ignoreDependencies: [/^typescript-/],
    },
    // createRequire() names the packages of benchmarks.
    benchmarks: { entry: ['*.mjs', 'clients/*.mjs'], project: ['**/*.mjs'], ignoreDependencies: ['@curlew-internal/test-origin'] },
    examples: { entry: ['**/*.ts'], project: ['**/*.ts'] },
    docs: {
      entry: ['site/*.mjs', 'tests/*.mjs'],
      project: ['site/**/*.mjs', '.vitepress/**/*.mts', 'tests/**/*.mjs'],
      // Plug-ins that TypeDoc loads by name, and a type of VitePress's own dependency.
      ignoreDependencies: ['typedoc-plugin-markdown', 'typedoc-vitepress-theme', 'markdown-it'],
    },
  },
  // Programs of the system.
  ignoreBinaries: [
    'apt-cache',
    'apt-get',
    /^c\+\+$/,
    'cc',
    'clang-tidy',
    'cmake',
    'dpkg',
    'dpkg-query',
    'nm',
    'openssl',
    'readelf',
    'reg',
    'setarch',
  ],
  ignoreIssues: {
    // The schema's name, not an import.
    '.changeset/config.json': ['unlisted'],
  },
};
