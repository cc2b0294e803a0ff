import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNginx } from '../../internal/test-servers/nginx.mjs';

/** nginx with what the workloads ask for. Ends the program with a line when there is none. */
export async function startFileServer() {
  const nginx = await startNginx((directory) => {
    for (const [name, size] of Object.entries({ '1k': 1024, '64k': 64 * 1024, '1m': 1024 * 1024 }))
      writeFileSync(join(directory, name), Buffer.alloc(size, 'x'));
  });
  if (nginx) return nginx;
  console.error('nginx is needed as the origin of the benchmark: apt-get install nginx');
  process.exit(1);
}

/** The workload in a client's environment: as JSON for programs that read that, in pieces for C. */
export function environmentOf({ size, post, tls, http2, slow, warmup }, caFile) {
  const ca = tls ? { ca: caFile } : {};
  return {
    BENCH_WARMUP: String(warmup),
    ...(slow ? { BENCH_LOOP_DELAY: '1' } : {}),
    BENCH_WORKLOAD: JSON.stringify({ size, ...ca, ...(http2 ? { http2 } : {}), ...(post ? { post } : {}) }),
    ...(tls ? { BENCH_CA: caFile, NODE_EXTRA_CA_CERTS: caFile } : {}),
    ...(http2 ? { BENCH_HTTP2: '1' } : {}),
    ...(post ? { BENCH_POST: 'x'.repeat(post) } : {}),
  };
}
