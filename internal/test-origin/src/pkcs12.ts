import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate and its key in PEM, and the password of the file that they are put into. */
export interface Pkcs12Contents {
  cert: string;
  key: string;
  password: string;
}

/**
 * Makes a PKCS #12 file (.p12) with the program openssl; on a system that has none, the broker outside of it does.
 * @returns its bytes
 */
export async function makePkcs12(contents: Pkcs12Contents): Promise<Buffer> {
  const broker = process.env.CURLEW_ORIGIN_BROKER;
  if (!broker) return runOpenssl(contents);
  const response = await fetch(`${broker}/pkcs12`, { method: 'POST', body: JSON.stringify(contents) });
  return Buffer.from(await response.arrayBuffer());
}

function runOpenssl({ cert, key, password }: Pkcs12Contents): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'curlew-pkcs12-'));
  const [input, output] = [join(directory, 'both.pem'), join(directory, 'both.p12')];
  try {
    writeFileSync(input, `${cert}\n${key}`, { mode: 0o600 });
    execFileSync('openssl', ['pkcs12', '-export', '-in', input, '-out', output, '-passout', `pass:${password}`]);
    return readFileSync(output);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
