// A JSON API: a time limit for the whole request, up to three retries, and a response that is checked by a schema.
import { CurlWrapper } from '@curlew/async';
import { z } from 'zod';

const origin = process.env.ORIGIN ?? 'https://example.com';
await using wrapper = new CurlWrapper();
const session = wrapper.session({
  baseUrl: origin,
  timeout: { total: 10_000, connect: 2_000, stall: 5_000 },
  // POST is retried only if it is named here, because the server may have processed it already.
  retry: { limit: 3, delay: (attempt) => 50 * 2 ** attempt },
  maxResponseSize: 1_000_000,
  hooks: { beforeRetry: ({ attempt, response, error }) => console.log('try again', attempt, response?.statusCode ?? error?.code) },
});

// This route fails twice with 503.
const flaky = await session.get('/flaky/json/2');
console.log(flaky.statusCode, flaky.text);

const Echo = z.object({ method: z.string(), body: z.string() });
const response = await session.post('/echo', { json: { name: 'Ada' }, params: { page: 1 } });
if (!response.ok) throw new Error(`the service answered ${response.statusCode}`);
const { method, body } = await response.json(Echo);
console.log(method, body);
