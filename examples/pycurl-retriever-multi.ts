// pycurl's "retriever-multi": a list of URLs through a fixed number of handles, each reused for the next URL.
import { BytesIO, pycurl, type Curl } from '@curlew/pycurl-compat';

const origin = process.env.ORIGIN ?? 'https://example.com';
const queue = Array.from({ length: 20 }, (_, index) => `${origin}/bytes/${index + 1}`);
const connections = 5;

const m = new pycurl.CurlMulti();
const bodies = new Map<Curl, BytesIO>();
const free: Curl[] = Array.from({ length: connections }, () => new pycurl.Curl());
const total = queue.length;
let processed = 0;
let bytes = 0;

while (processed < total) {
  // Every free handle gets the next URL.
  for (let url = queue[0]; url !== undefined && free.length > 0; url = queue[0]) {
    queue.shift();
    const c = free.pop()!;
    bodies.set(c, new BytesIO());
    c.setopt(pycurl.URL, url);
    c.setopt(pycurl.WRITEDATA, bodies.get(c)!);
    m.add_handle(c);
  }
  let ret: number;
  do [ret] = m.perform();
  while (ret === pycurl.E_CALL_MULTI_PERFORM);
  for (let queued = 1; queued > 0;) {
    const [left, ok, failed] = m.info_read();
    for (const c of ok) bytes += bodies.get(c)!.getvalue().length;
    for (const [, code, message] of failed) console.log('failed', code, message);
    for (const c of [...ok, ...failed.map(([each]) => each)]) {
      m.remove_handle(c);
      free.push(c);
      processed += 1;
    }
    queued = left;
  }
  m.select(1.0);
}
for (const c of free) c.close();
m.close();
console.log(`${processed} pages, ${bytes} bytes`);
