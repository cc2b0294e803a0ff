import assert from 'node:assert/strict';
import { GraphQLClient } from 'graphql-request';

export async function run({ url, fetch, step }) {
  const client = new GraphQLClient(`${url}/graphql`, { fetch });
  await step('query', async () => assert.deepEqual(await client.request('query ($a: Int) { echo(a: $a) }', { a: 1 }), { echo: { a: 1 } }));
}
