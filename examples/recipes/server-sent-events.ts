// Server-sent events. When the connection breaks, the session reconnects and continues after the last event.
import { CurlWrapper } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
await using wrapper = new CurlWrapper();
const session = wrapper.session({ baseUrl: origin });
let count = 0;
for await (const { event, data, lastEventId } of session.events('/events/2', { reconnectDelay: 10 })) {
  console.log(event, data, lastEventId);
  // The server ends after two events; the third is the first of a second connection.
  if (++count === 3) break;
}
