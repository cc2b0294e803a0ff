// A server whose backlog is full after two connections that it has not accepted. Prints its port, and ends by itself.
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.end('late'));
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  console.log(server.address().port);
  setTimeout(() => process.exit(), 15_000);
});
