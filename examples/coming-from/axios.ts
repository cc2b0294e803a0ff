import { CurlWrapper } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
await using wrapper = new CurlWrapper();
const client = wrapper.session({
  baseUrl: origin,
  timeout: 10_000,
  hooks: {
    beforeRequest: (request) => request.headers.set('authorization', 'Bearer token'), // an interceptor
  },
});

const form = new FormData();
form.set('name', 'Ada');
const { body } = (await client.post('/echo', { body: form, onUploadProgress: () => {} })).json<{ body: string }>();
console.log(body.includes('Ada'));

const response = await client.get('/status/404');
console.log(response.statusCode, response.ok);
