import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

/** The files in the FTP server's directory `/files`. */
export const ftpFiles: Readonly<Record<string, string>> = { 'a.txt': 'first', 'b.txt': 'second file', 'notes.log': 'not text' };

const listing = () =>
  Object.entries(ftpFiles)
    .map(([name, content]) => `-rw-r--r--   1 owner    group    ${String(content.length).padStart(8)} Jan 02  2024 ${name}\r\n`)
    .join('');

/** The part of FTP that a client needs to list a directory and fetch its files in passive mode. */
class FtpSession {
  #listener: Server | undefined;
  /** The data connection that the client opens after EPSV, before or after it sends the command for it. */
  #data: Promise<Socket> | undefined;

  constructor(private readonly control: Socket) {
    this.#reply('220 ready');
    createInterface({ input: control }).on('line', (line) => this.#command(line));
    control.on('error', () => {}).on('close', () => this.#listener?.close());
  }

  #reply(line: string): void {
    this.control.write(`${line}\r\n`);
  }

  #command(line: string): void {
    const [verb = '', ...words] = line.split(' ');
    const argument = words.join(' ');
    switch (verb.toUpperCase()) {
      case 'USER':
        return this.#reply('331 password');
      case 'PASS':
        return this.#reply('230 welcome');
      case 'PWD':
        return this.#reply('257 "/"');
      case 'CWD':
        return this.#reply(argument === 'files' || argument === '/' ? '250 there' : '550 no such directory');
      case 'TYPE':
        return this.#reply('200 as you like');
      case 'EPSV':
        return this.#listen();
      case 'SIZE':
        return this.#reply(argument in ftpFiles ? `213 ${ftpFiles[argument]!.length}` : '550 no such file');
      case 'LIST':
        return this.#send(listing());
      case 'RETR':
        return argument in ftpFiles ? this.#send(ftpFiles[argument]!) : this.#reply('550 no such file');
      case 'QUIT':
        return void this.control.end('221 bye\r\n');
      default:
        return this.#reply('502 not here');
    }
  }

  #listen(): void {
    this.#listener?.close();
    const listener = createServer().listen(0, '127.0.0.1', () => {
      this.#reply(`229 Entering (|||${(listener.address() as AddressInfo).port}|)`);
    });
    this.#listener = listener;
    this.#data = new Promise((resolve) => listener.once('connection', resolve));
  }

  #send(content: string): void {
    if (!this.#data) return this.#reply('425 no data connection');
    this.#reply('150 coming');
    void this.#data.then((socket) => {
      socket.on('error', () => {}).end(content, () => this.#reply('226 done'));
      this.#listener?.close();
    });
  }
}

export function createFtpServer(): Server {
  return createServer((control) => new FtpSession(control));
}
