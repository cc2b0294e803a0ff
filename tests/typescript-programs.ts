import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transformSync } from '@swc/core';

const run = promisify(execFile);

/** The folder of the programs that pages include. */
export const examples = join(__dirname, '..', 'examples');

/** Runs TypeScript programs as ES modules on the built packages, from a folder in which the examples' dependencies resolve. */
export class TypeScriptPrograms {
  readonly #work = mkdtempSync(join(examples, 'build-'));

  /** @returns its output @throws it has failed, or has written to its standard error */
  async run(name: string, text: string, env: NodeJS.ProcessEnv): Promise<string> {
    const { code } = transformSync(text, {
      jsc: { target: 'es2022', parser: { syntax: 'typescript', explicitResourceManagement: true } as never },
      module: { type: 'es6' },
    });
    const file = join(this.#work, `${name.replaceAll('/', '-')}.mjs`);
    writeFileSync(file, code);
    const { stdout, stderr } = await run(process.execPath, [file], { env: { ...process.env, ...env }, timeout: 20_000 });
    expect(stderr).toBe('');
    return stdout;
  }

  close(): void {
    rmSync(this.#work, { recursive: true });
  }
}
