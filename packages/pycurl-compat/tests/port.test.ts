import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { findPycurl } from '../../../internal/test-servers/index.mjs';
import ts from 'typescript';
import { main } from '../src/port/command.js';
import { port } from '../src/port/port.js';

// Programs as pycurl's users write them, each with what it prints. They are ported and run; where there is a Python with a
// pycurl, they run there too.

const programs = join(__dirname, 'port', 'programs');
const names = readdirSync(programs).filter((name) => name.endsWith('.py'));
const sourceOf = (name: string) => readFileSync(join(programs, name), 'utf8');
/** The output of a program, as its last lines declare it. */
const printed = (source: string) =>
  source
    .split('# Prints:\n')[1]!
    .split('\n')
    .filter((line) => line.startsWith('#   '))
    .map((line) => `${line.slice(4)}\n`)
    .join('');

let origin: Origin;
let work: string;
beforeAll(async () => {
  origin = await startOrigin();
  // Here, so that a ported program finds the package.
  work = mkdtempSync(join(__dirname, 'port', 'run-'));
});
afterAll(async () => {
  rmSync(work, { recursive: true });
  await origin.close();
});

function run(command: string, args: string[], env = process.env) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: work, encoding: 'utf8', timeout: 20_000, env });
  return { status, stdout, stderr };
}

function compiled(code: string): string {
  const { outputText, diagnostics } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  expect(diagnostics).toEqual([]);
  return outputText;
}

const python = findPycurl();
const isOld = /PycURL\/7\.4[0-6]\./.test(python?.version ?? '');
const inPython = names.filter((name) => !isOld || !sourceOf(name).startsWith('# Needs pycurl 7.47.'));

describe('a ported program', () => {
  it.each(names)('%s runs, and prints the same', (name) => {
    const source = sourceOf(name);
    const { code, leftovers } = port(source);
    expect(leftovers).toEqual([]);
    const file = join(work, name.replace(/\.py$/, '.mjs'));
    writeFileSync(file, compiled(code));
    expect(run(process.execPath, ['--no-deprecation', file, origin.http])).toEqual({ status: 0, stdout: printed(source), stderr: '' });
  });

  it('is one of more than fifteen', () => {
    expect(names.length).toBeGreaterThan(15);
  });
});

(python ? describe : describe.skip)('the program in Python', () => {
  it.each(inPython)('%s prints that', (name) => {
    const ended = run(python!.python, ['-W', 'ignore', join(programs, name), origin.http], python!.env);
    expect(ended).toEqual({ status: 0, stdout: printed(sourceOf(name)), stderr: '' });
  });
});

describe('what cannot be translated', () => {
  it('stays as a comment with its line number, and the rest is translated', () => {
    const { code, leftovers } = port(
      [
        'import threading',
        'import pycurl',
        'c = pycurl.Curl()',
        'worker = threading.Thread(target=c.perform)',
        'worker.start()',
        'c.close()',
        '',
      ].join('\n'),
    );
    expect(leftovers).toEqual([
      { line: 1, reason: 'the module threading is not translated' },
      { line: 4, reason: 'threading.Thread has no counterpart here' },
    ]);
    expect(code).toContain('// TODO line 4: threading.Thread has no counterpart here\n//   worker = threading.Thread(target=c.perform)');
    expect(code).toContain('c.close();');
  });

  it.each([
    ['def f():\n    yield 1\n', 'a generator'],
    ['for i in x:\n    pass\nelse:\n    pass\n', 'an else of a loop'],
    ['x[1:2] = y\n', 'an assignment to a slice'],
    ['f(**k)\n', 'keyword arguments from a map'],
    ['async def f():\n    pass\ndef g():\n    await f()\n', 'await outside of an async function'],
    ['print x\n', 'a PrintStatement'],
    ['a = b[::2]\n', 'a slice with a step'],
    ['@decorated\ndef f(): pass\n', 'a DecoratedStatement'],
    ["x = '%s' % (a, b)\n", 'a format of 1 places for 2 values'],
    ["x = '%*d' % (a, b)\n", 'the format "%*d"'],
    ["x = '{0.name}'.format(a)\n", 'a format without a value for {0.name}'],
    ["x = '{} {}'.format(a)\n", 'a format without a value for {}'],
    ['x = f.format(a)\n'.replace('f.', '"%s {".'), 'the format "%s {"'],
  ])('includes %p', (source, reason) => {
    expect(port(source).leftovers.map((each) => each.reason)).toContain(reason);
    compiled(port(source).code);
  });
});

describe('the translation of', () => {
  const line = (source: string) => port(source).code.trim().split('\n\n')[0]!.split('\n').at(-1);
  it.each([
    ['x = not a or b == 1', 'const x = !isTrue(a) || b === 1;'],
    ['x = a and not b or c', 'const x = (a && !isTrue(b)) || c;'],
    ['x = a & 1 != b', 'const x = (a & 1) !== b;'],
    ['x = 1 < y <= 3', 'const x = 1 < y && y <= 3;'],
    ["x = '%s: %5.2f%%' % (a, 1.5)", "const x = `${str(a)}: ${formatted(1.5, '5.2f')}%`;"],
    ["x = '%s: %d' % a", "const x = `${str(a[0])}: ${formatted(a[1], 'd')}`;"],
    ["x = '%(b)s' % a", "const x = `${str(a.get('b'))}`;"],
    ["x = '%s %s' % f()", 'const x = ((each: any) => `${str(each[0])} ${str(each[1])}`)(f());'],
    ["x = '{} {name:>5}'.format(a, name=b)", "const x = `${str(a)} ${formatted(b, '>5')}`;"],
    ["x = f'{{{a!r}}} {1:03d}'", "const x = `{${repr(a)}} ${formatted(1, '03d')}`;"],
    ["x = b'\\x00a'", "const x = Buffer.from('\\x00a', 'latin1');"],
    ["x = 'it\\'s `${'", 'const x = "it\'s `${";'],
    ['x = a[-1]', 'const x = a.at(-1);'],
    ['new = 1', 'const new_ = 1;'],
  ])('%p', (source, expected) => {
    expect(line(`${source}\n`)).toBe(expected);
  });
});

describe('the command', () => {
  const call = (...args: string[]) => {
    const texts = { stdout: '', stderr: '' };
    const status = main(args, {
      stdout: { write: (text) => (texts.stdout += text) },
      stderr: { write: (text) => (texts.stderr += text) },
    });
    return { status, ...texts };
  };

  it('writes the program, and lists what is left to do', () => {
    const file = join(work, 'program.py');
    writeFileSync(file, 'import threading\nimport pycurl\nc = pycurl.Curl()\n');
    const target = join(work, 'program.ts');
    expect(call('port', file, '-o', target)).toEqual({
      status: 1,
      stdout: '',
      stderr: `${file}:1: the module threading is not translated\n`,
    });
    const code = readFileSync(target, 'utf8');
    expect(code).toBe("import pycurl from '@curlew/pycurl-compat';\n\nconst c = new pycurl.Curl();\n");
    expect(call('port', join(programs, 'get_body.py'))).toMatchObject({ status: 0, stderr: '' });
  });

  it('refuses invalid arguments', () => {
    expect(call('port', join(work, 'nothing.py'))).toMatchObject({ status: 2, stderr: expect.stringContaining('ENOENT') as string });
    for (const args of [[], ['port'], ['fly', 'x'], ['port', 'x', '-o']]) expect(call(...args)).toMatchObject({ status: 2, stdout: '' });
    expect(call('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('port FILE.py') as string });
  });
});
