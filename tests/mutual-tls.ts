import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from '@curlew-internal/test-origin';

/** A server that talks only to clients with a certificate, and the files of one such client. */
export interface MutualTls {
  /** SERVER, CA, CERT, KEY, KEY_PASSPHRASE and PFX, for a program. */
  env: Readonly<Record<string, string>>;
  close(): void;
}

const PASSPHRASE = 'secret';

/** Answers each request with "client". */
export async function startMutualTls(): Promise<MutualTls> {
  const directory = mkdtempSync(join(tmpdir(), 'curlew-mutual-tls-'));
  const write = (name: string, content: string) => {
    const file = join(directory, name);
    writeFileSync(file, content);
    return file;
  };
  const [own, client] = await Promise.all([makeCertificate(), makeCertificate()]);
  const encrypted = createPrivateKey(client.key).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE });
  const files = { CA: write('ca.pem', own.cert), CERT: write('me.pem', client.cert), KEY: write('me.key', encrypted.toString()) };
  const PFX = join(directory, 'me.p12');
  const from = ['-in', files.CERT, '-inkey', files.KEY, '-passin', `pass:${PASSPHRASE}`];
  execFileSync('openssl', ['pkcs12', '-export', ...from, '-out', PFX, '-passout', `pass:${PASSPHRASE}`]);

  const server = createServer({ ...own, ca: client.cert, requestCert: true, rejectUnauthorized: true }, (_, response) =>
    response.end('client'),
  );
  server.on('tlsClientError', () => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const SERVER = `https://localhost:${(server.address() as AddressInfo).port}/`;
  return {
    env: { SERVER, ...files, PFX, KEY_PASSPHRASE: PASSPHRASE },
    close: () => {
      server.close();
      server.closeAllConnections();
      rmSync(directory, { recursive: true });
    },
  };
}
