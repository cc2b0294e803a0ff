// HTTP/3 where the server supports it, and HTTP/2 or 1.1 where the server or the network does not.
import { CurlWrapper } from '@curlew/async';

const { HTTP3 = 'https://example.com', NO_HTTP3 = 'https://example.com', CA_FILE } = process.env;
await using wrapper = new CurlWrapper();
const options = CA_FILE === undefined ? {} : { extraCa: CA_FILE.split(':') };

// `3-only` does not fall back.
const only = wrapper.session({ ...options, httpVersion: '3-only' });
console.log('HTTP', (await only.get(HTTP3)).httpVersion);

// `3` tries QUIC first, and TCP if that has not connected after a moment.
const session = wrapper.session({ ...options, httpVersion: '3' });
const response = await session.get(NO_HTTP3);
console.log(response.statusCode, response.httpVersion === '3' ? 'over QUIC' : 'over TCP');
