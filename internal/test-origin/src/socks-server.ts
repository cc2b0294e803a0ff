import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** The destination that a client requested, with the host as it named it. */
export type SocksTarget = Readonly<{ kind: 'name' | 'address'; host: string; port: number }>;

export interface SocksOptions {
  /** The user of SOCKS5. Default: no authentication. */
  password?: string;
  onConnect?: (target: SocksTarget) => void;
}

const [SOCKS4, SOCKS5] = [4, 5];
const [NO_PASSWORD, WITH_PASSWORD] = [0, 2];
const NAME = 3;

/** A proxy that speaks SOCKS4, SOCKS4a and SOCKS5, with IPv4 addresses and names. */
export function createSocksServer({ password, onConnect }: SocksOptions = {}): Server {
  return createServer((socket) => {
    socket.on('error', () => {});
    void serve(socket, password, onConnect).catch(() => socket.destroy());
  });
}

async function serve(socket: Socket, password: string | undefined, onConnect: SocksOptions['onConnect']): Promise<void> {
  const version = await byte(socket);
  const isSocks5 = version === SOCKS5;
  if (!isSocks5 && version !== SOCKS4) throw new Error(`version ${version} of SOCKS is not known here`);
  const target = isSocks5 ? await targetOfSocks5(socket, password) : await targetOfSocks4(socket);
  onConnect?.(target);
  const server = connect(target.port, target.host);
  // When one side has ended, the other is ended, too.
  server.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  socket.on('close', () => server.destroy());
  await once(server, 'connect');
  socket.write(isSocks5 ? Buffer.from([SOCKS5, 0, 0, 1, 0, 0, 0, 0, 0, 0]) : Buffer.from([0, 90, 0, 0, 0, 0, 0, 0]));
  socket.pipe(server).pipe(socket);
}

async function targetOfSocks5(socket: Socket, password: string | undefined): Promise<SocksTarget> {
  await bytes(socket, await byte(socket));
  socket.write(Buffer.from([SOCKS5, password === undefined ? NO_PASSWORD : WITH_PASSWORD]));
  if (password !== undefined) await checkPassword(socket, password);
  const kind = (await bytes(socket, 4))[3] === NAME ? 'name' : 'address';
  const host = kind === 'name' ? (await bytes(socket, await byte(socket))).toString() : (await bytes(socket, 4)).join('.');
  return { kind, host, port: (await bytes(socket, 2)).readUInt16BE() };
}

async function checkPassword(socket: Socket, password: string): Promise<void> {
  await byte(socket);
  await bytes(socket, await byte(socket));
  const isRight = (await bytes(socket, await byte(socket))).toString() === password;
  socket.write(Buffer.from([1, isRight ? 0 : 1]));
  if (!isRight) throw new Error('wrong password');
}

/** SOCKS4a sends a name behind an address that cannot be one: 0.0.0.x. */
async function targetOfSocks4(socket: Socket): Promise<SocksTarget> {
  const head = await bytes(socket, 7);
  await textUntilNul(socket);
  const address = head.subarray(3);
  const isName = address.readUInt32BE() < 256;
  const host = isName ? await textUntilNul(socket) : address.join('.');
  return { kind: isName ? 'name' : 'address', host, port: head.readUInt16BE(1) };
}

async function bytes(socket: Socket, count: number): Promise<Buffer> {
  if (count === 0) return Buffer.alloc(0);
  for (;;) {
    const read = socket.read(count) as Buffer | null;
    if (read) {
      if (read.length < count) throw new Error('the client has gone');
      return read;
    }
    await once(socket, 'readable');
  }
}

const byte = async (socket: Socket) => (await bytes(socket, 1))[0]!;

async function textUntilNul(socket: Socket): Promise<string> {
  let text = '';
  for (let next = await byte(socket); next !== 0; next = await byte(socket)) text += String.fromCharCode(next);
  return text;
}
