// Your own name resolution: a table, a function, or another host and port to connect to.
import { CurlWrapper } from '@curlew/async';

const origin = new URL(process.env.ORIGIN ?? 'http://example.com');
await using wrapper = new CurlWrapper();

const table = wrapper.session({ resolve: { 'api.test': '127.0.0.1', 'db.test:5984': ['127.0.0.1', '::1'] } });
const echo = await table.get(`http://api.test:${origin.port}/echo`);
console.log(echo.statusCode, echo.primaryIp, echo.json<{ headers: { host: string } }>().headers.host.split(':')[0]);

// Called for each transfer; undefined leaves the name to the system.
const asked: string[] = [];
const byFunction = wrapper.session({
  resolve: async (hostname, port) => {
    asked.push(`${hostname}:${port === Number(origin.port)}`);
    return hostname.endsWith('.test') ? '127.0.0.1' : undefined;
  },
});
console.log((await byFunction.get(`http://any.test:${origin.port}/bytes/1`)).statusCode, asked);

// TLS and the Host header still see the URL's host.
const moved = wrapper.session({ connectTo: { 'shop.test:80': origin.host } });
console.log((await moved.get('http://shop.test/echo')).json<{ headers: { host: string } }>().headers.host);
