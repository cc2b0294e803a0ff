// Connections and memory: few connections for many requests, bodies that are never complete in memory, and the
// connections that are open now.
import { createHash } from 'node:crypto';
import { CurlWrapper } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
// Requests beyond these limits wait for a connection; 0, the default of the last two, is no limit.
await using wrapper = new CurlWrapper({ maxIdleConnections: 20, maxHostConnections: 4, maxTotalConnections: 100 });
const session = wrapper.session({
  baseUrl: origin,
  // For a server that closes idle connections after 60 s, use less than that here, so that no request gets a closed
  // one.
  maxIdleTime: 50_000,
  maxConnectionAge: 600_000,
  // A larger body, decoded, fails its request.
  maxResponseSize: 50_000_000,
});

// 200 requests at once, on four connections.
const responses = await Promise.all(Array.from({ length: 200 }, (_, size) => session.get(`/bytes/${size}`)));
console.log(
  'connections made:',
  responses.reduce((sum, { newConnections }) => sum + newConnections, 0),
);
const { open, idle, running } = wrapper.stats();
console.log({ open, idle, running });

// A body as it arrives: while the program is busy, the server is held back, and little of the body waits in memory.
const hash = createHash('sha256');
let bytes = 0;
for await (const chunk of await session.stream('GET', '/bytes/5000000')) {
  hash.update(chunk);
  bytes += chunk.length;
}
console.log(bytes, hash.digest('hex').length);

// Before a long silence, or when the network has changed.
wrapper.closeIdle();
console.log('open:', wrapper.stats().open);
