// Starts test origins on this machine for programs that run in an emulator, where starting one would take long.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { root } from '../setup.mjs';

/** @returns {Promise<{ url: string, close: () => void }>} what CURLEW_ORIGIN_BROKER is to be */
export async function startOriginBroker() {
  const origins = new Map();
  let last = 0;
  const server = createServer((request, response) => {
    if (request.method === 'DELETE') {
      const id = Number(request.url.slice(1));
      origins.get(id)?.stdin.end();
      origins.delete(id);
      response.end('{}');
      return;
    }
    const program = join(root, 'internal', 'test-origin', 'dist', 'server-process.cjs');
    const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
    const id = ++last;
    origins.set(id, child);
    createInterface({ input: child.stdout }).once('line', (line) => response.end(JSON.stringify({ ...JSON.parse(line), id })));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      for (const child of origins.values()) child.stdin.end();
      server.close();
      server.closeAllConnections();
    },
  };
}
