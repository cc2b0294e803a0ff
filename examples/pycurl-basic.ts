// pycurl's "basic": one URL, its body to the standard output's place, and what libcurl knows about it.
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
