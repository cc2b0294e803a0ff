// A Redis on a free port of 127.0.0.1 for tests: the system's program, else Debian's, unpacked into the cache.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackWithDependencies } from './debian-package.mjs';
import { endWithCaller, freePort } from './local-server.mjs';

/** @returns {Promise<{ port: number, stop(): Promise<void> } | undefined>} undefined if there is none */
export async function startRedis() {
  const found = findRedis();
  if (!found) return undefined;
  const directory = mkdtempSync(join(tmpdir(), 'curlew-redis-'));
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', '', '--appendonly', 'no'];
  const child = spawn(found.executable, args, { env: found.env, stdio: ['ignore', 'pipe', 'inherit'] });
  endWithCaller(child);
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => String(text).includes('Ready to accept connections') && resolve());
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
  });
  return {
    port,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function findRedis() {
  if (existsSync('/usr/bin/redis-server')) return { executable: '/usr/bin/redis-server', env: process.env };
  const unpacked = unpackWithDependencies('redis-server');
  // The package's program is a link to that of redis-tools.
  const executable =
    unpacked && ['redis-server', 'redis-check-rdb'].map((name) => join(unpacked.root, 'usr', 'bin', name)).find(existsSync);
  return executable && { executable, env: unpacked.env };
}
