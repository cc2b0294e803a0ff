import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Counts } from './routes.js';

export { makeCertificate } from './certificate.js';
export { ftpFiles } from './ftp-server.js';
export { createHttpProxy } from './http-proxy.js';
export { http2Frames, readHttp2Requests } from './http2-frames.js';
export { unclearErrors, type Misuse } from './misuse.js';
export { needing, NEEDS, type Need } from './needs.js';
export { runtimes } from './runtimes.js';
export { bytesOf, type Counts } from './routes.js';
export { makePkcs12, type Pkcs12Contents } from './pkcs12.js';
export { runProgram, type Ended } from './run-program.js';
export { standstill } from './standstill.js';
export { createSocksServer, type SocksTarget } from './socks-server.js';

export interface Origin {
  /** `http://127.0.0.1:PORT`, without a slash at the end; HTTP/1.1. */
  http: string;
  /** `https://localhost:PORT`; HTTP/2 and HTTP/1.1. */
  https: string;
  /** A file with the certificate to trust (CAINFO). */
  caFile: string;
  /** `ftp://127.0.0.1:PORT`, with the files of {@link ftpFiles} in `/files`. */
  ftp: string;
  /** `imap://user:secret@127.0.0.1:PORT`, with two mails in the INBOX. */
  imap: string;
  /** `mqtt://127.0.0.1:PORT`; keeps the last message of each topic. */
  mqtt: string;
  /** `rtsp://127.0.0.1:PORT`; PLAY sends two interleaved packets. */
  rtsp: string;
  /** `sftp://user:secret@127.0.0.1:PORT`, with `/hello.txt`. */
  sftp: string;
  /** `smtp://127.0.0.1:PORT`; the mails that it receives are at `/mails`. */
  smtp: string;
  /** `me:secret@127.0.0.1:PORT` of a proxy that speaks SOCKS4, SOCKS4a (without the password) and SOCKS5. */
  socks: string;
  /** The SSH server's public key, as known_hosts has it (type and base64). */
  sshHostKey: string;
  /** A port of 127.0.0.1 without a listener. */
  refused: string;
  counts(): Promise<Counts>;
  resetCounts(): Promise<void>;
  close(): Promise<void>;
}

type Listening = Record<'http' | 'https' | 'ftp' | 'imap' | 'mqtt' | 'rtsp' | 'sftp' | 'smtp' | 'socks', number> &
  Record<'cert' | 'sshHostKey', string>;

/** A running server process: where it listens, and how it is ended. */
interface ServerProcess {
  listening: Listening;
  end: () => Promise<void>;
}

async function startServerProcess(): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(__dirname, '..', 'dist', 'server-process.cjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the test origin ended with ${code} before it listened`)));
  });
  const end = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.end();
    await ended;
  };
  return { listening: JSON.parse(line) as Listening, end };
}

/** Asks a broker outside of the emulator in which this program runs (scripts/test-target) to start the server. */
async function askForServerProcess(broker: string): Promise<ServerProcess> {
  const { id, ...listening } = (await (await fetch(broker, { method: 'POST' })).json()) as Listening & { id: number };
  return { listening, end: async () => void (await fetch(`${broker}/${id}`, { method: 'DELETE' })) };
}

/** Starts the origin in a process of its own on free ports of 127.0.0.1. It ends with the caller at the latest. */
export async function startOrigin(): Promise<Origin> {
  const broker = process.env.CURLEW_ORIGIN_BROKER;
  const { listening, end } = await (broker ? askForServerProcess(broker) : startServerProcess());
  const { http, https, ftp, imap, mqtt, rtsp, sftp, smtp, socks, cert, sshHostKey } = listening;
  const directory = mkdtempSync(join(tmpdir(), 'curlew-origin-'));
  const caFile = join(directory, 'ca.pem');
  writeFileSync(caFile, cert);
  const base = `http://127.0.0.1:${http}`;
  return {
    http: base,
    https: `https://localhost:${https}`,
    caFile,
    ftp: `ftp://127.0.0.1:${ftp}`,
    imap: `imap://user:secret@127.0.0.1:${imap}`,
    mqtt: `mqtt://127.0.0.1:${mqtt}`,
    rtsp: `rtsp://127.0.0.1:${rtsp}`,
    sftp: `sftp://user:secret@127.0.0.1:${sftp}`,
    smtp: `smtp://127.0.0.1:${smtp}`,
    socks: `me:secret@127.0.0.1:${socks}`,
    sshHostKey,
    // Port 1 is reserved (tcpmux) and needs root to listen on.
    refused: 'http://127.0.0.1:1',
    counts: async () => (await (await fetch(`${base}/counts`)).json()) as Counts,
    resetCounts: async () => void (await (await fetch(`${base}/counts/reset`)).json()),
    close: async () => {
      rmSync(directory, { recursive: true, force: true });
      await end();
    },
  };
}
