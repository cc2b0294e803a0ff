// pycurl's "ws_callback": frames of a WebSocket as they come, answered from WRITEFUNCTION.
import { pycurl } from '@curlew/pycurl-compat';

const url = (process.env.ORIGIN ?? 'https://example.com').replace('http', 'ws');
using c = new pycurl.Curl();
c.setopt(c.URL, `${url}/greet`);
c.setopt(c.WRITEFUNCTION, (data: Buffer) => {
  const frame = c.ws_meta()!;
  if (frame.flags & c.WS_CLOSE) return console.log('closed');
  console.log(data.toString(), frame.len);
  // The server sends a greeting, and then echoes.
  if (data.toString() === 'hello') c.ws_send('how are you?');
  else c.ws_close(1000);
});
c.perform();
