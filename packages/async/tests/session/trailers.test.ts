import { CurlWrapper } from '../../src/index.js';
import { startOrigin } from '../../src/testing.js';

describe('trailers', () => {
  it.each([
    ['1.1', (origin: { url: string }) => origin.url],
    ['2', (origin: { secureUrl: string }) => origin.secureUrl],
  ])('arrive with the end of the body over HTTP/%s, collected and streamed', async (version, urlOf) => {
    let [end, held] = [() => {}, Promise.resolve()];
    async function* body() {
      yield 'first ';
      await held;
      yield 'last';
    }
    await using origin = await startOrigin({ routes: { '/': () => ({ body: body(), trailers: { 'x-sum': '42', 'x-end': 'yes' } }) } });
    await using wrapper = new CurlWrapper();
    const session = wrapper.session({ baseUrl: urlOf(origin), ca: [origin.ca] });
    const expected = [
      ['x-sum', '42'],
      ['x-end', 'yes'],
    ];
    const collected = await session.get('/');
    expect([collected.httpVersion, collected.text, collected.trailers]).toEqual([version, 'first last', expected]);
    held = new Promise((resolve) => (end = resolve));
    const streamed = await session.stream('GET', '/');
    expect(streamed.trailers).toEqual([]);
    end();
    let text = '';
    for await (const chunk of streamed) text += chunk.toString();
    expect([text, streamed.trailers]).toEqual(['first last', expected]);
  });
});
