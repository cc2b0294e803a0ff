import { CurlWrapper } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'http://example.com';
await using wrapper = new CurlWrapper({ maxHostConnections: 4 });
const session = wrapper.session({ baseUrl: origin, timeout: 10_000, maxRedirects: 5 });

const echo = await session.post('/echo', { json: { hello: 'world' } });
console.log(echo.statusCode, echo.json<{ body: string }>().body);

const page = await session.get('/redirect/2');
console.log(page.statusCode, page.headers.get('content-type'));
