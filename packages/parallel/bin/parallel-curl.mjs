#!/usr/bin/env node
import module from 'node:module';

// Node 22.1 and later can keep what V8 has compiled.
module.enableCompileCache?.();
// With `import`, Node would first search the CommonJS module for the names of its exports.
module.createRequire(import.meta.url)('../dist/cli.cjs');
