// pycurl's asynchronous multi: futures on the event loop.
import { AsyncCurlMulti, BytesIO, pycurl } from '@curlew/pycurl-compat';

const origin = process.env.ORIGIN ?? 'https://example.com';
await using m = new AsyncCurlMulti();
const handles = ['/bytes/10', '/bytes/20', '/status/404'].map((path) => {
  const c = new pycurl.Curl();
  c.setopt(pycurl.URL, origin + path);
  c.setopt(pycurl.WRITEDATA, new BytesIO());
  return c;
});
for (const c of await Promise.all(handles.map((each) => m.add_handle(each))))
  console.log(c.getinfo(pycurl.RESPONSE_CODE), c.getinfo(pycurl.SIZE_DOWNLOAD_T));
