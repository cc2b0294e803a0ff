import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';

const question = { model: 'm', max_tokens: 10, messages: [{ role: 'user', content: 'hi' }] };

export async function run({ url, fetch, step }) {
  const client = new Anthropic({ apiKey: 'key', baseURL: url, fetch, maxRetries: 2 });
  await step('json', async () => assert.equal((await client.messages.create(question)).content[0].text, 'Hello'));
  await step('stream', async () => {
    let text = '';
    for await (const event of await client.messages.create({ ...question, stream: true }))
      if (event.type === 'content_block_delta') text += event.delta.text;
    assert.equal(text, 'Hello');
  });
  await step('retry', async () => assert.equal((await client.post('/anthropic/flaky', { body: { a: 1 } })).body, '{"a":1}'));
  await step('timeout', () => assert.rejects(client.post('/slow', { body: {}, timeout: 50, maxRetries: 0 })));
}
