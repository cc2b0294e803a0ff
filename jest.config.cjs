const { join } = require('node:path');
const { definePackageTests } = require('./internal/presets/jest.preset.cjs');

const packages = ['core-native', 'multi', 'share', 'async', 'parallel', 'pycurl-compat'];

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    ...packages.map((name) => definePackageTests(join(__dirname, 'packages', name), name)),
    { ...definePackageTests(__dirname, 'house'), testMatch: ['<rootDir>/tests/*.test.ts'] },
  ],
};
