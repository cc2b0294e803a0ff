import pycurl, { BytesIO } from '@curlew/pycurl-compat';

const origin = process.env.ORIGIN ?? 'https://example.com';
const buffer = new BytesIO();
const c = new pycurl.Curl();
c.setopt(c.URL, `${origin}/echo`);
c.setopt(c.HTTPHEADER, ['Accept: text/html']);
c.setopt(c.WRITEDATA, buffer);
try {
  c.perform();
} catch (e) {
  if (!(e instanceof pycurl.error)) throw e;
  const [code, message] = e.args;
  console.log(code, message);
}
console.log(c.getinfo(pycurl.RESPONSE_CODE), buffer.getvalue().includes('text/html'));
c.close();
