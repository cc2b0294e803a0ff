// Starting and ending servers of other projects on this machine.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * A self-signed certificate for localhost and 127.0.0.1.
 * @returns {{ caFile: string, keyFile: string } | undefined} undefined where there is no openssl command
 */
export function makeCertificate(directory) {
  const caFile = join(directory, 'cert.pem');
  const keyFile = join(directory, 'key.pem');
  const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const { status } = spawnSync('openssl', ['req', ...kind, ...names, '-keyout', keyFile, '-out', caFile], { stdio: 'ignore' });
  return status === 0 ? { caFile, keyFile } : undefined;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} [hint] what its failure ends with
 */
export async function waitUntilUp(name, url, child, hint = '') {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode} before it listened${hint}`);
    try {
      await (await fetch(url)).arrayBuffer();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`${name} does not listen`);
}

/** Ends a server that still runs when the caller exits. @param {import('node:child_process').ChildProcess} child */
export function endWithCaller(child) {
  const end = () => child.kill();
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

/** Ends the server, and removes the directory that it ran in. */
export async function endServer(child, home) {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  rmSync(home, { recursive: true, force: true });
}
