import { CurlWrapper, RequestError } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
const wrapper = new CurlWrapper();
const session = wrapper.session();
session.setResponseCallback((response) => console.log('seen', response.statusCode));

const response = await session.post(`${origin}/echo`, { json: { hello: 'world' }, cookies: { id: '7' }, auth: ['user', 'secret'] });
console.log(response.statusCode, response.cookies, response.totalTime > 0);
try {
  await session.get(`${origin}/redirect/3`, { maxRedirects: 2 });
} catch (error) {
  if (error instanceof RequestError) console.log('too many redirects');
}
await wrapper.close();
