import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** The mails in the INBOX. */
const imapMails: readonly string[] = [
  'From: ada@example.net\r\nSubject: first\r\n\r\nHello.\r\n',
  'From: bob@example.net\r\nSubject: second\r\n\r\nHello again.\r\n',
];

const LOGIN = /^"?user"? "?secret"?$/;

/** The part of IMAP that a client needs to search the INBOX and to fetch its mails. */
class ImapSession {
  constructor(private readonly socket: Socket) {
    socket.on('error', () => {});
    this.#send('* OK ready');
    createInterface({ input: socket }).on('line', (line) => this.#command(line));
  }

  #send(line: string): void {
    this.socket.write(`${line}\r\n`);
  }

  #command(line: string): void {
    const [tag = '*', verb = '', ...words] = line.split(' ');
    const argument = words.join(' ');
    const done = (status = 'OK done') => this.#send(`${tag} ${status}`);
    switch (verb.toUpperCase()) {
      case 'CAPABILITY':
        this.#send('* CAPABILITY IMAP4rev1');
        return done();
      case 'LOGIN':
        return done(LOGIN.test(argument) ? 'OK welcome' : 'NO wrong user or password');
      case 'LIST':
        this.#send('* LIST () "/" INBOX');
        return done();
      case 'SELECT':
        if (!/^"?INBOX"?$/i.test(argument)) return done('NO no such mailbox');
        this.#send(`* ${imapMails.length} EXISTS`);
        return done();
      case 'SEARCH':
        this.#send(`* SEARCH ${imapMails.map((_, index) => index + 1).join(' ')}`);
        return done();
      case 'FETCH':
        return this.#fetch(Number(words[0]), words[1] ?? '', done);
      case 'LOGOUT':
        this.#send('* BYE');
        done();
        return void this.socket.end();
      default:
        return done('BAD not here');
    }
  }

  #fetch(number: number, section: string, done: (status?: string) => void): void {
    const mail = imapMails[number - 1];
    if (mail === undefined) return done('NO no such mail');
    this.socket.write(`* ${number} FETCH (${section} {${mail.length}}\r\n${mail})\r\n`);
    done();
  }
}

export function createImapServer(): Server {
  return createServer((socket) => new ImapSession(socket));
}
