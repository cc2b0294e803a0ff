// IMAP: the new mails of a mailbox, on one connection. The URL names a mailbox or a mail (RFC 5092); CUSTOMREQUEST is any other command.
import { AsyncCurlMulti, Easy } from '@curlew/async';

const { IMAP = 'imaps://user:secret@mail.example.com' } = process.env;
await using multi = new AsyncCurlMulti();
using easy = new Easy();
// With imap:// USE_SSL requests STARTTLS; 'CURLUSESSL_ALL' fails without it.
easy.setOpts({ PROTOCOLS_STR: 'imap,imaps', TIMEOUT_MS: 10_000 });

let connections = 0;
easy.setOpts({ URL: `${IMAP}/INBOX`, CUSTOMREQUEST: 'SEARCH UNSEEN' });
await multi.perform(easy);
// "* SEARCH 1 2"
const numbers = easy.takeBody().toString().trim().split(' ').slice(2);
connections += easy.getInfo('NUM_CONNECTS');
console.log('unseen', numbers);

easy.unsetOpt('CUSTOMREQUEST');
for (const number of numbers) {
  easy.setOpt('URL', `${IMAP}/INBOX;MAILINDEX=${number}`);
  await multi.perform(easy);
  const mail = easy.takeBody().toString();
  connections += easy.getInfo('NUM_CONNECTS');
  console.log(/^Subject: (.*)$/m.exec(mail)?.[1]?.trim());
}
console.log('connections', connections);
