import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const file = join(__dirname, '..', 'packages', 'core-native', 'deps', 'lib', 'npm-command.mjs');

/** In a process of its own; jest does not load the module. */
const commandOn = (machine: object): string[] =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `console.log(JSON.stringify((await import(process.argv[1])).npmCommand(${JSON.stringify(machine)})))`,
        file,
      ],
      { encoding: 'utf8' },
    ),
  ) as string[];

describe('the command npm', () => {
  it('is found in PATH', () => expect(commandOn({ platform: 'linux' })).toEqual(['npm']));

  it('is the program beside node.exe on Windows, where the one in PATH is a shell script', () => {
    const directory = mkdtempSync(join(tmpdir(), 'curlew npm '));
    const program = join(directory, 'node_modules', 'npm', 'bin', 'npm-cli.js');
    mkdirSync(dirname(program), { recursive: true });
    writeFileSync(program, '');
    const execPath = join(directory, 'node.exe');
    expect(commandOn({ platform: 'win32', execPath })).toEqual([execPath, program]);
    rmSync(directory, { recursive: true });
  });
});
