import assert from 'node:assert/strict';
import { request } from '@octokit/request';

export async function run({ url, fetch, step }) {
  const api = request.defaults({ baseUrl: url, request: { fetch } });
  await step('json', async () => assert.equal((await api('GET /repos/{owner}', { owner: 'me' })).data.path, '/repos/me'));
  await step('post', async () => assert.equal((await api('POST /issues', { title: 't' })).data.body, '{"title":"t"}'));
  await step('abort', () => assert.rejects(api('GET /slow', { request: { fetch, signal: AbortSignal.timeout(50) } })));
}
