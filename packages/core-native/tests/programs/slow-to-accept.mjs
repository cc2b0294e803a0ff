// A server that has itself stopped before it accepts anything: its backlog is full after two connections, and goes on
// with SIGCONT. Prints its port.
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.end('late'));
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  console.log(server.address().port);
  setTimeout(() => process.kill(process.pid, 'SIGSTOP'), 50);
  setTimeout(() => process.exit(), 15_000);
});
