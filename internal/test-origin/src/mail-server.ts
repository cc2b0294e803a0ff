import type { Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A mail as it came. */
export interface Mail {
  from: string;
  to: string[];
  text: string;
}

/**
 * An SMTP server.
 * @param mails gets the received mails
 */
export function createMailServer(mails: Mail[]): Server {
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, { envelope }, done) => {
      void text(stream).then((content) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), text: content });
        done();
      });
    },
  });
  return smtp.server;
}
