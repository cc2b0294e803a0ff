// pycurl's "smtp": sends a mail.
import { BytesIO, pycurl } from '@curlew/pycurl-compat';

const server = process.env.SMTP ?? 'smtp://127.0.0.1';
const [from, to] = ['sender@example.org', 'addressee@example.net'];
const message = `From: ${from}\r\nTo: ${to}\r\nSubject: an example\r\n\r\nSent by way of libcurl.\r\n`;

using c = new pycurl.Curl();
c.setopt(c.URL, server);
c.setopt(c.MAIL_FROM, from);
c.setopt(c.MAIL_RCPT, [to]);
c.setopt(c.READDATA, new BytesIO(message));
// Without it libcurl asks the server about the address (VRFY) and sends nothing.
c.setopt(c.UPLOAD, 1);
c.perform();
console.log(c.getinfo(c.RESPONSE_CODE), `mail to ${to} is on its way`);
