// The kinds of proxies: each is the scheme of the proxy's URL.
import { CurlWrapper } from '@curlew/async';

const { ORIGIN = 'https://example.com', SOCKS = 'me:secret@proxy.example.com:1080' } = process.env;
const host = SOCKS.slice(SOCKS.indexOf('@') + 1);
await using wrapper = new CurlWrapper();
const session = wrapper.session({ baseUrl: ORIGIN, timeout: { connect: 5_000 } });

// SOCKS5, with user and password in the URL. The `h` leaves names to the proxy: needed for names that only it knows.
const named = await session.get('/bytes/1', { proxy: `socks5h://${SOCKS}` });
console.log('socks5h', named.statusCode);

// `socks5` resolves the name here and asks the proxy for its address.
const resolved = await session.get('/bytes/2', { proxy: `socks5://${host}`, proxyAuth: ['me', 'secret'] });
console.log('socks5', resolved.statusCode);

// The same difference is between socks4a and socks4, which know no password.
const old = await session.get('/bytes/3', { proxy: `socks4a://${host}` });
console.log('socks4a', old.statusCode);

// A proxy that refuses is no status of the server's: the request fails.
const refused = await session.get('/bytes/1', { proxy: `socks5h://me:wrong@${host}` }).catch((error: Error & { kind?: string }) => error);
console.log(refused instanceof Error ? `refused: ${refused.kind}` : refused.statusCode);
