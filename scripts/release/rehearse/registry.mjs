import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, waitUntilUp } from '../../../internal/test-servers/local-server.mjs';

/**
 * Verdaccio on a free port of 127.0.0.1, empty, without another registry behind it. It ends with this process.
 * @param {string} work
 * @param {string} tools
 */
export async function startRegistry(work, tools) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const storage = join(work, 'registry');
  // JSON is YAML.
  const config = join(work, 'registry.yaml');
  const settings = {
    storage,
    auth: { htpasswd: { file: join(work, 'htpasswd') } },
    packages: { '@curlew/*': { access: '$all', publish: '$all' } },
    // The largest package has 8 MB.
    max_body_size: '100mb',
    log: { type: 'stdout', format: 'json', level: 'error' },
  };
  writeFileSync(config, JSON.stringify(settings));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'registry-server.mjs'), tools, config, String(port)], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  await waitUntilUp('verdaccio', `${url}-/ping`, child);
  return {
    url,
    storage,
    close: async () => {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
