// A bearer token that expires: when the server answers 401, one request gets a new token for all.
import { CurlWrapper, bearerToken } from '@curlew/async';
import { startOrigin } from '@curlew/async/testing';

let valid = 0;
await using service = await startOrigin({
  routes: {
    'POST /token': () => ({ body: { token: `t${++valid}` } }),
    '/me': ({ headers }) => (headers.get('authorization') === `Bearer t${valid}` ? { body: { name: 'Ada' } } : { status: 401 }),
  },
});

await using wrapper = new CurlWrapper();
const login = wrapper.session({ baseUrl: service.url });
const session = login.extend({
  hooks: bearerToken({
    token: 'expired',
    refresh: async () => (await login.post('/token')).json<{ token: string }>().token,
  }),
});

const answers = await Promise.all(Array.from({ length: 10 }, () => session.get('/me')));
console.log(answers.map(({ statusCode }) => statusCode).join(' '));
console.log('tokens fetched:', service.requests.filter(({ url }) => url.pathname === '/token').length);
