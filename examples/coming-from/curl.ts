import { CurlWrapper } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
await using wrapper = new CurlWrapper();
const session = wrapper.session({ timeout: { total: 10_000 }, retry: 3 });

// curl -sS --compressed -L -m 10 --retry 3 -u me:secret -H 'Accept: application/json' --data-urlencode name=Ada URL
const response = await session.post(`${origin}/echo`, {
  auth: ['me', 'secret'],
  headers: { Accept: 'application/json' },
  body: new URLSearchParams({ name: 'Ada' }),
});
console.log(response.statusCode, response.json<{ body: string }>().body);

// curl -w '%{http_code} %{time_total} %{remote_ip}'
console.log(response.statusCode, response.totalTime > 0, response.primaryIp);
// The other way round: a request as a curl command.
console.log(response.request.toCurl().split(' ')[0]);
