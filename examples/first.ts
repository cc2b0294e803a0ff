import { CurlWrapper } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
await using wrapper = new CurlWrapper();
const session = wrapper.session({ baseUrl: origin, timeout: 10_000, retry: 2 });

const response = await session.post('/echo', { json: { hello: 'world' } });
console.log(response.statusCode, response.httpVersion, response.json<{ method: string }>().method);
