import { once } from 'node:events';
import { createServer } from 'node:http';

/** A server for the smoke tests: `/bytes/N` answers N bytes. */
export async function startServer() {
  const server = createServer(({ url }, response) => {
    response.end(Buffer.alloc(Number(/^\/bytes\/(\d+)/.exec(url)?.[1] ?? 0), 'x'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
