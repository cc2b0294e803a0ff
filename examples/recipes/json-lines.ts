// A stream of JSON, one value a line, read as it comes; reading slowly holds the server back.
import { CurlWrapper } from '@curlew/async';
import { startOrigin } from '@curlew/async/testing';

await using service = await startOrigin({
  routes: { '/feed': { body: [1, 2, 3].map((id) => `${JSON.stringify({ id })}\n`).join('') } },
});

async function* jsonLines<T>(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<T> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (line !== '') yield JSON.parse(line) as T;
  }
  if (rest !== '') yield JSON.parse(rest) as T;
}

await using wrapper = new CurlWrapper();
const session = wrapper.session({ baseUrl: service.url, timeout: { stall: 60_000 } });
const response = await session.stream('GET', '/feed');
if (!response.ok) throw new Error(`the service answered ${response.statusCode}`);
for await (const { id } of jsonLines<{ id: number }>(response)) console.log('item', id);
