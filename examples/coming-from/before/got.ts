import got, { HTTPError } from 'got';

const origin = process.env.ORIGIN ?? 'https://example.com';
const api = got.extend({
  prefixUrl: origin,
  headers: { 'x-client': 'shop' },
  timeout: { request: 10_000 },
  retry: { limit: 2 },
  hooks: { beforeRequest: [(options) => void (options.headers['x-request-id'] = '1')] },
});

const { path } = await api.post('echo', { json: { hello: 'world' }, searchParams: { page: 1 } }).json<{ path: string }>();
console.log(path);
const admin = api.extend({ headers: { 'x-role': 'admin' } });
const error = await admin.get('status/404').catch((reason: unknown) => reason);
if (error instanceof HTTPError) console.log(`status ${error.response.statusCode}`);
