import assert from 'node:assert/strict';
import { createClient } from '@supabase/supabase-js';

export async function run({ url, fetch, step }) {
  // Its realtime part requires a WebSocket, which Node 20 lacks; it is not used.
  const realtime = { transport: class {} };
  const client = createClient(url, 'key', { global: { fetch }, realtime, auth: { persistSession: false, autoRefreshToken: false } });
  await step('select', async () => {
    const { data, error } = await client.from('table').select('a,b').eq('a', 1);
    assert.equal(error, null);
    assert.match(data.path, /^\/rest\/v1\/table\?select=a%2Cb&a=eq\.1/);
  });
  await step('insert', async () => assert.equal((await client.from('table').insert({ a: 1 }).select()).data.body, '{"a":1}'));
  await step('upload of a file', async () => {
    const { error } = await client.storage.from('bucket').upload('name.bin', Buffer.alloc(50_000));
    assert.equal(error, null);
  });
}
