import assert from 'node:assert/strict';
import ky from 'ky';

export async function run({ url, fetch, step }) {
  const api = ky.create({ fetch, retry: { limit: 2, methods: ['get', 'post'], delay: () => 5 } });
  await step('json', async () => assert.equal((await api.get(`${url}/a`).json()).path, '/a'));
  await step('post', async () => assert.equal((await api.post(`${url}/a`, { json: { a: 1 } }).json()).body, '{"a":1}'));
  await step('retry', async () => assert.equal((await api.post(`${url}/ky/flaky`, { json: 1 }).json()).body, '1'));
  await step('timeout', () => assert.rejects(api.get(`${url}/slow`, { timeout: 50, retry: 0 }), { name: 'TimeoutError' }));
  await step('abort', () => assert.rejects(api.get(`${url}/slow`, { signal: AbortSignal.timeout(50), retry: 0 })));
}
