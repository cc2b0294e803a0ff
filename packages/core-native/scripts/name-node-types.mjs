// Runs after the types are built. TypeScript 6 and newer include only types that are referenced, and a user of these
// packages need not reference Node's. All packages import this one's types, so the reference is added here.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NODE_TYPES = '/// <reference types="node" />\n';
for (const name of ['index.d.ts', 'index.d.cts']) {
  const file = join(import.meta.dirname, '..', 'dist', name);
  const text = readFileSync(file, 'utf8');
  if (!text.startsWith(NODE_TYPES)) writeFileSync(file, NODE_TYPES + text);
}
