import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './debian-package.mjs';
import { endServer, endWithCaller, freePort, makeCertificate, waitUntilUp } from './local-server.mjs';

/**
 * caddy on free ports of 127.0.0.1: HTTP/3 by a server of another project. `/echo` answers with protocol, method
 * and body of the request.
 * @param {(directory: string) => void} writeFiles puts the files to serve
 * @returns {Promise<{ http: string, https: string, caFile: string, close: () => Promise<void> } | undefined>} undefined if caddy, or a certificate, is not available
 */
export async function startCaddy(writeFiles) {
  const program = findProgram('caddy');
  const home = program && mkdtempSync(join(tmpdir(), 'curlew-caddy-'));
  const certificate = home && makeCertificate(home);
  if (!certificate) return undefined;
  const files = join(home, 'files');
  mkdirSync(files);
  writeFiles(files);
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  const site = `
    root * ${files}
    respond /echo "{http.request.proto} {http.request.method} {http.request.body}"
    file_server`;
  writeFileSync(
    join(home, 'Caddyfile'),
    `{
    admin off
    log {
        level ERROR
    }
    auto_https off
    default_bind 127.0.0.1
    storage file_system ${home}/storage
}
http://127.0.0.1:${httpPort} {${site}
}
https://localhost:${httpsPort} {
    tls ${certificate.caFile} ${certificate.keyFile}${site}
}
`,
  );
  const log = join(home, 'log');
  const child = spawn(program, ['run', '--config', join(home, 'Caddyfile'), '--adapter', 'caddyfile'], {
    // It logs its configuration before it knows the log level.
    stdio: ['ignore', 'ignore', openSync(log, 'w')],
    // It saves its configuration in these directories.
    env: { ...process.env, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home },
  });
  endWithCaller(child);
  await waitUntilUp('caddy', `http://127.0.0.1:${httpPort}/echo`, child, `: see ${log}`);
  return {
    http: `http://127.0.0.1:${httpPort}`,
    https: `https://localhost:${httpsPort}`,
    caFile: certificate.caFile,
    close: () => endServer(child, home),
  };
}
