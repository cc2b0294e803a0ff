// pycurl's "basic": fetches one URL, writes its body to standard output, and prints libcurl's infos.
import { BytesIO, pycurl } from '@curlew/pycurl-compat';

const origin = process.env.ORIGIN ?? 'https://example.com';
const body = new BytesIO();
using c = new pycurl.Curl();
c.setopt(c.URL, `${origin}/bytes/1000`);
c.setopt(c.FOLLOWLOCATION, 1);
c.setopt(c.MAXREDIRS, 5);
c.setopt(c.WRITEDATA, body);
c.perform();
console.log(c.getinfo(c.HTTP_CODE), c.getinfo(c.EFFECTIVE_URL), body.getvalue().length);
