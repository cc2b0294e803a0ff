import assert from 'node:assert/strict';
import OpenAI, { toFile } from 'openai';

const messages = [{ role: 'user', content: 'hi' }];

export async function run({ url, fetch, step }) {
  const client = new OpenAI({ apiKey: 'key', baseURL: `${url}/v1`, fetch, maxRetries: 2 });
  await step('json', async () => {
    const { choices } = await client.chat.completions.create({ model: 'm', messages });
    assert.equal(choices[0].message.content, 'Hello');
  });
  await step('stream', async () => {
    let text = '';
    for await (const chunk of await client.chat.completions.create({ model: 'm', messages, stream: true }))
      text += chunk.choices[0].delta.content;
    assert.equal(text, 'Hello');
  });
  await step('abort in the middle', async () => {
    const stream = await client.chat.completions.create({ model: 'm', messages, stream: true });
    for await (const chunk of stream) if (chunk) break;
    stream.controller.abort();
  });
  await step('upload of a file', async () => {
    const file = await client.files.create({ purpose: 'fine-tune', file: await toFile(Buffer.alloc(100_000), 'data.jsonl') });
    assert.ok(file.bytes > 100_000 && file.purpose === 'fine-tune');
  });
  await step('retry', async () => assert.equal((await client.post('/openai/flaky', { body: { a: 1 } })).body, '{"a":1}'));
  await step('timeout', () => assert.rejects(client.post('/../slow', { body: {}, timeout: 50, maxRetries: 0 })));
}
