import { CurlWrapper } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
await using wrapper = new CurlWrapper({ maxHostConnections: 10 });
const session = wrapper.session({ baseUrl: origin, timeout: { connect: 5_000, stall: 30_000 }, maxRedirects: 3 });

const { statusCode, headers, body } = await session.get('/redirect/1', { params: { page: 1 }, headers: { accept: 'application/json' } });
console.log(statusCode, headers.get('content-type'), body.length > 0);

// undici.stream
let bytes = 0;
for await (const chunk of await session.stream('GET', '/bytes/100000')) bytes += chunk.length;
console.log(bytes);
