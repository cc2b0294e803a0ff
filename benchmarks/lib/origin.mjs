import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCaddy } from '../../internal/test-servers/caddy.mjs';
import { startNginx } from '../../internal/test-servers/nginx.mjs';

const FILES = { '1k': 1024, '64k': 64 * 1024, '1m': 1024 * 1024 };

function writeFiles(directory) {
  for (const [name, size] of Object.entries(FILES)) writeFileSync(join(directory, name), Buffer.alloc(size, 'x'));
}

/**
 * nginx, or caddy for HTTP/3, with the files of the workloads. Ends the program with a message if it is not available.
 */
export async function startFileServer(http) {
  const name = http === '3' ? 'caddy' : 'nginx';
  const server = await (http === '3' ? startCaddy : startNginx)(writeFiles);
  if (server) return server;
  console.error(`${name} is needed as the origin of the benchmark: apt-get install ${name}`);
  process.exit(1);
}

/** The workload in a client's environment: as JSON for JavaScript, as single values for C. */
export function environmentOf({ size, post, tls, http, slow, warmup }, caFile) {
  const ca = tls ? { ca: caFile } : {};
  return {
    BENCH_WARMUP: String(warmup),
    ...(slow ? { BENCH_LOOP_DELAY: '1' } : {}),
    BENCH_WORKLOAD: JSON.stringify({ size, ...ca, ...(http ? { http } : {}), ...(post ? { post } : {}) }),
    ...(tls ? { BENCH_CA: caFile, NODE_EXTRA_CA_CERTS: caFile } : {}),
    ...(http ? { BENCH_HTTP: http } : {}),
    ...(post ? { BENCH_POST: 'x'.repeat(post) } : {}),
  };
}
