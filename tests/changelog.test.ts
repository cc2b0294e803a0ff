import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const changelog = JSON.stringify(join(root, 'scripts', 'release', 'changelog.mjs'));

/** Runs an expression with the functions of changelog.mjs; jest does not load ES modules. */
function evaluate(expression: string, ...data: unknown[]): string {
  const program = `const { AREAS, entryOf, readChangeset, withEntry } = await import(${changelog}); const data = ${JSON.stringify(data)}; process.stdout.write(String(${expression}));`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

const changeset = (bumps: Record<string, string>, body: string) =>
  `---\n${Object.entries(bumps)
    .map(([name, bump]) => `'${name}': ${bump}\n`)
    .join('')}---\n\n${body}\n`;

const CHANGESETS = [
  changeset({ '@curlew/async': 'patch' }, '**Cookies.** A cookie is kept.'),
  changeset({ '@curlew/async': 'minor', '@curlew/share': 'minor' }, '**Sessions.** A session is shared.\nIt says so.'),
  changeset({ '@curlew/async': 'minor' }, 'Something new.'),
];
const entry = (name: string, isFirst: boolean) =>
  evaluate(`entryOf('${name}', '1.2.0', data[0].map(readChangeset), ${isFirst})`, CHANGESETS);

describe('the changelog of a release', () => {
  it('groups changes by area, in a fixed order', () => {
    expect(entry('@curlew/async', false)).toBe(
      [
        '## 1.2.0\n',
        '### Sessions\n',
        '- A session is shared.\n  It says so.\n',
        '### Cookies\n',
        '- A cookie is kept.\n',
        '### Features\n',
        '- Something new.\n',
      ].join('\n'),
    );
  });

  it('of a first version has no fixes', () => {
    expect(entry('@curlew/async', true)).not.toContain('A cookie is kept');
    expect(entry('@curlew/async', true)).toContain('The first release.');
  });

  it('has only changes of its package, and says if there are none', () => {
    expect(entry('@curlew/share', false)).toContain('A session is shared');
    expect(entry('@curlew/multi', false)).toBe('## 1.2.0\n\nNo changes of its own; all packages have one version.\n');
  });

  it('replaces the entry that changesets has written for the newest version, and keeps older ones', () => {
    const written = '# @curlew/share\n\n## 1.2.0\n\n### Minor Changes\n\n- abc1234: x\n\n## 1.1.0\n\n- old\n';
    expect(evaluate("withEntry(data[0], '1.2.0', '## 1.2.0\\n\\nnew\\n')", written)).toBe(
      '# @curlew/share\n\n## 1.2.0\n\nnew\n\n## 1.1.0\n\n- old\n',
    );
  });

  it('refuses an unknown area, and names the known ones', () => {
    expect(() => evaluate('readChangeset(data[0])', changeset({ '@curlew/async': 'minor' }, '**Cokies.** x'))).toThrow(
      /"Cokies" is not an area of a changeset; expected one of .*Cookies/,
    );
  });

  it('can be made from the current changesets', () => {
    const directory = join(root, '.changeset');
    const files = readdirSync(directory).filter((file) => file.endsWith('.md') && file !== 'README.md');
    const texts = files.map((file) => readFileSync(join(directory, file), 'utf8'));
    expect(evaluate('data[0].map(readChangeset).filter(({ summary }) => summary).length', texts)).toBe(String(files.length));
  });
});
