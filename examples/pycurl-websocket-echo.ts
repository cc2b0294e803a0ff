// pycurl's WebSocket echo: CONNECT_ONLY 2, then frames by hand.
import { BlockingIOError, pycurl } from '@curlew/pycurl-compat';

const origin = (process.env.ORIGIN ?? 'https://example.com').replace(/^http/, 'ws');
using c = new pycurl.Curl();
c.setopt(pycurl.URL, origin);
c.setopt(pycurl.CONNECT_ONLY, 2);
c.perform();
c.ws_send('hello');
for (;;) {
  try {
    const [data, frame] = c.ws_recv(1024);
    console.log(data.toString(), frame?.flags === pycurl.WS_TEXT ? 'text' : 'binary');
    break;
  } catch (thrown) {
    if (!(thrown instanceof BlockingIOError)) throw thrown;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
c.ws_close(1000);
