import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

export interface Redis {
  port: number;
  stop(): Promise<void>;
}

const script = pathToFileURL(join(__dirname, '..', '..', '..', 'scripts', 'redis.mjs')).href;

/** A Redis of its own; undefined where none can be had. It ends with the caller at the latest. */
export async function startRedis(): Promise<Redis | undefined> {
  const program = `import { startRedis } from ${JSON.stringify(script)};
    const redis = await startRedis();
    console.log(redis?.port ?? 0);
    process.stdin.on('end', () => redis?.stop()).resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const stop = async () => {
    const ended = once(child, 'exit');
    child.stdin.end();
    await ended;
  };
  if (line !== '0') return { port: Number(line), stop };
  await stop();
  return undefined;
}
