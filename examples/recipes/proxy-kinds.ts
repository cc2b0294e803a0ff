// The kinds of proxies: each is the scheme of the proxy's URL.
import { CurlWrapper } from '@curlew/async';

const { ORIGIN = 'https://example.com', SOCKS = 'me:secret@proxy.example.com:1080' } = process.env;
const { HTTP_TUNNEL = 'http://proxy.example.com:3128', TLS_PROXY = 'https://proxy.example.com', PROXY_CA } = process.env;
const { SECURE = 'https://example.com', SECURE_CA } = process.env;
const host = SOCKS.slice(SOCKS.indexOf('@') + 1);
await using wrapper = new CurlWrapper();
const session = wrapper.session({ baseUrl: ORIGIN, timeout: { connect: 5_000 } });

// An HTTP proxy opens a tunnel to an https server: it sees only the name of the server.
const secure = wrapper.session({ baseUrl: SECURE, ...(SECURE_CA === undefined ? {} : { ca: SECURE_CA }) });
console.log('tunnel', (await secure.get('/bytes/1', { proxy: HTTP_TUNNEL })).statusCode);

// With `https` the connection to the proxy is encrypted as well. The proxy has trusted certificates of its own.
const encrypted = { proxy: TLS_PROXY, ...(PROXY_CA === undefined ? {} : { proxyCa: PROXY_CA }) };
console.log('https', (await session.get('/bytes/1', encrypted)).statusCode);

// SOCKS5, with user and password in the URL. The `h` leaves names to the proxy: needed for names that only it knows.
const named = await session.get('/bytes/1', { proxy: `socks5h://${SOCKS}` });
console.log('socks5h', named.statusCode);

// `socks5` resolves the name here and asks the proxy for its address.
const resolved = await session.get('/bytes/2', { proxy: `socks5://${host}`, proxyAuth: ['me', 'secret'] });
console.log('socks5', resolved.statusCode);

// socks4a and socks4 differ in the same way; they have no passwords.
const old = await session.get('/bytes/3', { proxy: `socks4a://${host}` });
console.log('socks4a', old.statusCode);

// A refusal by the proxy is not a status of the server: the request fails.
const refused = await session.get('/bytes/1', { proxy: `socks5h://me:wrong@${host}` }).catch((error: Error & { kind?: string }) => error);
console.log(refused instanceof Error ? `refused: ${refused.kind}` : refused.statusCode);
