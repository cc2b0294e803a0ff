import assert from 'node:assert/strict';
import axios from 'axios';

export async function run({ url, fetch, step }) {
  const api = axios.create({ adapter: 'fetch', baseURL: url, env: { fetch } });
  await step('json', async () => assert.equal((await api.get('/a', { params: { b: 1 } })).data.path, '/a?b=1'));
  await step('post', async () => {
    const { data } = await api.post('/a', { a: 1 });
    assert.deepEqual([data.body, data.headers['content-length']], ['{"a":1}', '7']);
  });
  await step('abort', () => assert.rejects(api.get('/slow', { signal: AbortSignal.timeout(50) })));
  await step('timeout', () => assert.rejects(api.get('/slow', { timeout: 50 }), { code: 'ETIMEDOUT' }));
}
