import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * npm as a command and its first arguments. On Windows its name is that of a script for cmd.exe, which Node starts only with
 * a shell, and a shell takes paths with spaces apart; npm's own program lies beside node.exe.
 * @param {{ platform?: string, execPath?: string }} [machine] this one by default
 * @returns {[command: string, ...args: string[]]}
 */
export function npmCommand({ platform = process.platform, execPath = process.execPath } = {}) {
  if (platform !== 'win32') return ['npm'];
  const beside = join(dirname(execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  // npm tells the programs that it starts where it is.
  return [execPath, existsSync(beside) ? beside : (process.env.npm_execpath ?? beside)];
}
