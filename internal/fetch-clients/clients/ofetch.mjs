import assert from 'node:assert/strict';
import { createFetch } from 'ofetch';

export async function run({ url, fetch, step }) {
  const api = createFetch({ fetch, Headers, AbortController });
  await step('json', async () => assert.equal((await api(`${url}/a`, { query: { b: 1 } })).path, '/a?b=1'));
  await step('post', async () => assert.equal((await api(`${url}/a`, { method: 'POST', body: { a: 1 } })).body, '{"a":1}'));
  await step('retry', async () => assert.equal((await api(`${url}/ofetch/flaky`, { retry: 1, retryDelay: 5 })).method, 'GET'));
  await step('timeout', () => assert.rejects(api(`${url}/slow`, { timeout: 50, retry: 0 })));
}
