import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './debian-package.mjs';
import { endServer, endWithCaller, freePort, makeCertificate, waitUntilUp } from './local-server.mjs';

/**
 * nginx on free ports of 127.0.0.1 with files of its own: an origin of another project.
 * @param {(directory: string) => void} writeFiles puts the files to serve
 * @returns {Promise<{ http: string, https: string | undefined, caFile: string | undefined, close: () => Promise<void> } | undefined>} undefined if nginx is not available
 */
export async function startNginx(writeFiles) {
  const program = findProgram('nginx');
  if (!program) return undefined;
  const home = mkdtempSync(join(tmpdir(), 'curlew-nginx-'));
  const files = join(home, 'files');
  mkdirSync(files);
  writeFiles(files);
  const certificate = makeCertificate(home);
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  // A POST to a file would be refused.
  const post = 'location = /post { default_type text/plain; return 200 "ok"; }';
  const tls = certificate
    ? `server { listen 127.0.0.1:${httpsPort} ssl http2; ssl_certificate ${certificate.caFile}; ssl_certificate_key ${certificate.keyFile}; root ${files}; keepalive_requests 1000000; ${post} }`
    : '';
  writeFileSync(
    join(home, 'nginx.conf'),
    `daemon off; master_process off; worker_processes 1; pid ${home}/pid; error_log ${home}/error.log crit; worker_rlimit_nofile 20000;
events { worker_connections 8192; }
http { access_log off; client_body_temp_path ${home}/a; proxy_temp_path ${home}/b; fastcgi_temp_path ${home}/c; uwsgi_temp_path ${home}/d; scgi_temp_path ${home}/e;
  keepalive_requests 1000000; keepalive_timeout 60; sendfile on; tcp_nopush on; open_file_cache max=2000;
  server { listen 127.0.0.1:${httpPort} backlog=4096; root ${files}; ${post} }
  ${tls} }`,
  );
  const child = spawn(program, ['-p', home, '-c', join(home, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'inherit'] });
  endWithCaller(child);
  await waitUntilUp('nginx', `http://127.0.0.1:${httpPort}/`, child);
  return {
    http: `http://127.0.0.1:${httpPort}`,
    https: certificate && `https://localhost:${httpsPort}`,
    caFile: certificate?.caFile,
    close: () => endServer(child, home),
  };
}
