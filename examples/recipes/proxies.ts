// Proxies: one for all hosts, none for some, another for others, and those of the environment.
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CurlWrapper } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'http://example.com';
// A minimal HTTP proxy that requires a password.
const server = createServer((incoming, outgoing) => {
  if (incoming.headers['proxy-authorization'] !== `Basic ${btoa('me:secret')}`) {
    outgoing.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end();
    return;
  }
  incoming.pipe(
    request(incoming.url!, { method: incoming.method }, (answer) => answer.pipe(outgoing.writeHead(answer.statusCode!, { via: 'proxy' }))),
  );
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const proxy = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

await using wrapper = new CurlWrapper();
const through = wrapper.session({ baseUrl: origin, proxy, proxyAuth: ['me', 'secret'], proxyHeaders: { 'X-Team': 'docs' } });
console.log('through', (await through.get('/bytes/1')).headers.get('via'));

const around = through.extend({ noProxy: ['127.0.0.1', 'localhost', '.internal.example', '10.0.0.0/8'] });
console.log('around', (await around.get('/bytes/1')).headers.get('via'));

// Called for each transfer: returns a URL, null for no proxy, undefined for that of the environment.
const chosen = through.extend({ proxy: ({ hostname }) => (hostname.endsWith('.onion') ? 'socks5h://127.0.0.1:9050' : null) });
console.log('chosen', (await chosen.get('/bytes/1')).headers.get('via'));

const refused = await through.get('/bytes/1', { proxyAuth: ['me', 'wrong'] });
console.log('wrong password', refused.statusCode);
server.close();
