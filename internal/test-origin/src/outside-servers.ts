import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A server that nobody here wrote, on free ports of 127.0.0.1. */
export interface OutsideServer {
  http: string;
  https: string | undefined;
  /** The certificate to trust. */
  caFile: string;
  close(): Promise<void>;
}

const STARTERS = { nginx: 'startNginx', caddy: 'startCaddy' };

/**
 * Starts nginx, or caddy for HTTP/3, with files of `x` in the given sizes.
 * @returns undefined, with a loud line, where the program cannot be had
 */
export async function startOutside(name: keyof typeof STARTERS, files: Record<string, number>): Promise<OutsideServer | undefined> {
  // A program of its own holds the server, since jest does not load the ES modules of scripts/.
  const script = pathToFileURL(join(__dirname, '..', '..', '..', 'scripts', `${name}.mjs`)).href;
  const program = `
    import { writeFileSync } from 'node:fs';
    import { ${STARTERS[name]} as start } from ${JSON.stringify(script)};
    const files = ${JSON.stringify(files)};
    const server = await start((directory) => {
      for (const [file, size] of Object.entries(files)) writeFileSync(directory + '/' + file, 'x'.repeat(size));
    });
    console.log(JSON.stringify(server ?? null));
    process.stdin.on('end', async () => { await server?.close(); process.exit(0); }).resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve, reject) =>
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${name} could not be started`)))),
  );
  const close = () => {
    child.stdin.end();
    return ended;
  };
  const line = await Promise.race([new Promise<Buffer>((resolve) => child.stdout.once('data', resolve)), ended]);
  const found = line && (JSON.parse(line.toString()) as Omit<OutsideServer, 'close'> | null);
  if (found) return { ...found, close };
  await close();
  console.warn(`SKIPPED: ${name} is not installed and could not be fetched; its tests prove nothing in this run`);
  return undefined;
}
