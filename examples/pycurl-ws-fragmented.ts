// pycurl's "ws_fragmented": a message that is larger than the buffer for receiving.
import { BlockingIOError, pycurl, select } from '@curlew/pycurl-compat';

using c = new pycurl.Curl();
c.setopt(c.URL, (process.env.ORIGIN ?? 'https://example.com').replace('http', 'ws'));
c.setopt(c.CONNECT_ONLY, 2);
c.perform();
c.ws_send('send me a long reply'.repeat(32));

const parts: Buffer[] = [];
for (let left = 1; left > 0;) {
  try {
    const [chunk, frame] = c.ws_recv(64);
    parts.push(chunk);
    left = frame!.bytesleft;
  } catch (thrown) {
    if (!(thrown instanceof BlockingIOError)) throw thrown;
    select.select([c.getinfo(c.ACTIVESOCKET)], [], [], 1);
  }
}
console.log(`${Buffer.concat(parts).length} bytes in ${parts.length} parts`);
c.ws_close();
