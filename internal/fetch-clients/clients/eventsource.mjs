import assert from 'node:assert/strict';
import { EventSource } from 'eventsource';

export async function run({ url, fetch, step }) {
  await step('events', async () => {
    const source = new EventSource(`${url}/sse`, { fetch });
    const seen = [];
    await new Promise((resolve, reject) => {
      source.onmessage = ({ data }) => (seen.push(data), seen.length === 3 && resolve());
      source.onerror = reject;
    });
    source.close();
    assert.deepEqual(seen, ['one', 'two', 'three']);
  });
}
