// A WebSocket: messages in both directions, with the session's cookies, headers and proxy.
import { CurlWrapper } from '@curlew/async';

const origin = (process.env.ORIGIN ?? 'https://example.com').replace('http', 'ws');
await using wrapper = new CurlWrapper();
const session = wrapper.session({ maxResponseSize: 1_000_000, timeout: { close: 2_000 } });
const socket = await session.ws(`${origin}/chat`);
await socket.send('hello');
await socket.send(Uint8Array.of(1, 2, 3));
let received = 0;
for await (const message of socket) {
  console.log(typeof message === 'string' ? `text ${message}` : `binary ${message.length}`);
  // The loop ends when both sides have closed. Leaving it early aborts the connection.
  if (++received === 2) await socket.close(1000, 'bye');
}
console.log('closed', socket.closeInfo?.code);
