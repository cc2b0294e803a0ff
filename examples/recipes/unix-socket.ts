// A service that listens on a unix socket, as Docker's does.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CurlWrapper } from '@curlew/async';

const directory = mkdtempSync(join(tmpdir(), 'socket-'));
const unixSocket = join(directory, 'service.sock');
const server = createServer((request, response) => response.end(`${request.headers.host} ${request.url}`)).listen(unixSocket);
await once(server, 'listening');

await using wrapper = new CurlWrapper();
// The host is sent in the Host header; it is not resolved.
const session = wrapper.session({ baseUrl: 'http://docker/v1/', unixSocket });
console.log((await session.get('containers')).text);
server.close();
server.closeAllConnections();
rmSync(directory, { recursive: true });
