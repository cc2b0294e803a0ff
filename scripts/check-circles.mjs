// npm run check:circles: no source file imports itself by way of others, types included, because such a circle is hard
// to read. Prints each circle and fails if there is one.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { root } from './setup.mjs';

const packages = join(root, 'packages');

const sources = readdirSync(packages).flatMap((name) => {
  const directory = join(packages, name, 'src');
  return existsSync(directory)
    ? readdirSync(directory, { recursive: true })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => join(directory, file))
    : [];
});

/** The files that a file imports by path. */
function importsOf(file) {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => resolve(dirname(file), name.replace(/\.js$/, '.ts')))
    .filter((target) => existsSync(target));
}

const graph = new Map(sources.map((file) => [file, importsOf(file)]));

/** Tarjan's strongly connected components: a component of more than one file is a circle. */
function circles() {
  const [index, low, onStack, stack, found] = [new Map(), new Map(), new Set(), [], []];
  const visit = (file) => {
    index.set(file, index.size);
    low.set(file, index.get(file));
    stack.push(file);
    onStack.add(file);
    for (const target of graph.get(file) ?? []) {
      if (!index.has(target)) visit(target);
      if (onStack.has(target)) low.set(file, Math.min(low.get(file), low.get(target)));
    }
    if (low.get(file) !== index.get(file)) return;
    const component = stack.splice(stack.indexOf(file));
    for (const each of component) onStack.delete(each);
    if (component.length > 1) found.push(component);
  };
  for (const file of graph.keys()) if (!index.has(file)) visit(file);
  return found;
}

const found = circles().map((circle) => circle.map((file) => relative(packages, file).replaceAll('\\', '/')));
for (const circle of found) process.stderr.write(`circle of ${circle.length}: ${circle.join(', ')}\n`);
process.exitCode = found.length > 0 ? 1 : 0;
