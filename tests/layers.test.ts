import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..');

const refused: [what: string, file: string, text: string, message: string][] = [
  ['upward', 'core-native', "export { AsyncCurlMulti } from '@curlew/async';\n", 'core-native may import no other package'],
  ['sideways', 'multi', "export { LockData } from '@curlew/share';\n", 'multi may import core-native'],
  ['past a layer', 'parallel', "export { Easy } from '@curlew/core-native';\n", 'parallel may import async, multi'],
  ['by path', 'parallel', "export { CurlFuture } from '../../async/src/curl-future.js';\n", 'by path'],
  ["of another's inside", 'parallel', "export { CurlFuture } from '@curlew/async/src/curl-future.js';\n", 'inside'],
];
const allowed: typeof refused = [['downward', 'parallel', "export { AsyncCurlMulti } from '@curlew/async';\n", '']];

/** Lints each text as if it stood in its package's src/index.ts, with the repository's own rules. */
function lint(cases: typeof refused): string[] {
  const program = `
    import { ESLint } from 'eslint';
    const eslint = new ESLint({ cwd: ${JSON.stringify(root)} });
    const messages = [];
    for (const [, name, text] of ${JSON.stringify(cases)})
      messages.push((await eslint.lintText(text, { filePath: 'packages/' + name + '/src/index.ts' })).flatMap((result) => result.messages.map(({ message }) => message)).join());
    console.log(JSON.stringify(messages));`;
  // In a "single run" (as it guesses where CI is set) typescript-eslint reads files from the disk, not the given text.
  const env = { ...process.env, TSESTREE_SINGLE_RUN: 'false' };
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8', env }),
  ) as string[];
}

describe('the layers', () => {
  const cases = [...refused, ...allowed];
  let messages: string[];
  beforeAll(() => (messages = lint(cases)));

  it.each(refused)('an import %s fails the lint', (what, _file, _text, message) => {
    expect(messages[cases.findIndex((one) => one[0] === what)]).toContain(message);
  });

  it('an import downward passes', () => {
    expect(messages.at(-1)).toBe('');
  });
});

describe('the built packages', () => {
  it.each(['core-native', 'multi', 'share', 'async', 'parallel', 'pycurl-compat'])(
    '%s has classes that are called as they are exported',
    (name) => {
      const exported = require(join(__dirname, '..', 'packages', name, 'dist', 'index.cjs')) as Record<string, unknown>;
      const classes = Object.entries(exported).filter(
        ([, value]) => typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value)),
      );
      expect(classes.length).toBeGreaterThan(0);
      for (const [key, value] of classes) expect((value as { name: string }).name).toBe(key);
    },
  );
});
