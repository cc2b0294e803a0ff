// FTP, SFTP and SMTP with libcurl's own handle; its manual documents the options.
import { AsyncCurlMulti, Easy } from '@curlew/async';

const { FTP = 'ftp://ftp.example.com', SFTP = 'sftp://user:secret@sftp.example.com', SMTP = 'smtp://mail.example.com' } = process.env;
await using multi = new AsyncCurlMulti();

// The listing of a directory, as the server writes it. Sessions allow http and https only; a handle allows any
// configured protocol.
const listing = new Easy().setOpts({ URL: `${FTP}/files/`, PROTOCOLS_STR: 'ftp,ftps' });
await multi.perform(listing);
console.log('listing', listing.takeBody().length > 0);

const file = new Easy().setOpts({ URL: `${FTP}/files/a.txt`, PROTOCOLS_STR: 'ftp,ftps' });
await multi.perform(file);
console.log(file.takeBody().toString());

// The key of the host must be verified: by a callback, SSH_KNOWNHOSTS or SSH_HOST_PUBLIC_KEY_SHA256.
const secure = new Easy().setOpts({ URL: `${SFTP}/hello.txt`, PROTOCOLS_STR: 'sftp', SSH_HOSTKEYFUNCTION: () => true });
await multi.perform(secure);
console.log(secure.takeBody().toString().trim());

const mail = new Easy().setOpts({
  URL: SMTP,
  PROTOCOLS_STR: 'smtp,smtps',
  MAIL_FROM: '<me@example.net>',
  MAIL_RCPT: ['<you@example.net>'],
  READDATA: Buffer.from('Subject: hello\r\n\r\nIt works.\r\n'),
  UPLOAD: true,
});
await multi.perform(mail);
console.log(mail.getInfo('RESPONSE_CODE'));
for (const easy of [listing, file, secure, mail]) easy.close();
