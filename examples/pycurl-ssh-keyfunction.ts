// pycurl's "ssh_keyfunction": an SFTP server whose key is not known yet.
import { BytesIO, type KhKey, pycurl } from '@curlew/pycurl-compat';

const body = new BytesIO();
using c = new pycurl.Curl();
c.setopt(c.URL, `${process.env.SFTP ?? 'sftp://user:secret@example.com'}/hello.txt`);
c.setopt(c.SSH_AUTH_TYPES, c.SSH_AUTH_PASSWORD);
c.setopt(c.SSH_KNOWNHOSTS, '/dev/null');
c.setopt(c.SSH_KEYFUNCTION, (known: KhKey | null, found: KhKey, match: number) => {
  console.log(known === null, found.key.length > 0, match === c.KHMATCH_MISSING);
  return c.KHSTAT_FINE;
});
c.setopt(c.WRITEDATA, body);
c.perform();
console.log(body.getvalue().toString());
