// acurl's session: cookies, redirects and JSON, with a limit on time and size.
import { CurlWrapper } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
await using wrapper = new CurlWrapper({ maxHostConnections: 6 });
const session = wrapper.session({ baseUrl: origin, timeout: 10_000, maxResponseSize: 1_000_000 });
await session.get('/cookies/user/me');
const response = await session.post('/redirect/1/307', { json: { hello: 'world' } });
console.log(response.statusCode, response.history.length, response.json<{ body: string }>().body, session.cookies());
