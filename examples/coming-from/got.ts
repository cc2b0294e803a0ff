import { CurlWrapper } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
await using wrapper = new CurlWrapper();
const api = wrapper.session({
  baseUrl: origin,
  headers: { 'x-client': 'shop' },
  timeout: { total: 10_000 },
  retry: { limit: 2 },
  hooks: {
    beforeRequest: (request) => request.headers.set('x-request-id', '1'),
    afterResponse: (response) => {
      if (!response.ok) throw new Error(`status ${response.statusCode}`);
    },
  },
});

const response = await api.post('/echo', { json: { hello: 'world' }, params: { page: 1 } });
console.log(response.json<{ path: string; body: string }>().path);
const admin = api.extend({ headers: { 'x-role': 'admin' } });
await admin.get('/status/404').catch((error: Error) => console.log(error.message));
