import { mockSession, recordHar, startOrigin, type Har, type Mock, type MockReply } from '../../src/testing.js';
import { API, mocked } from './fixture.js';

// The compiler reads this file in its strict mode; what it must refuse is marked.
describe('the types of @curlew/async/testing', () => {
  it('know codes and kinds of failures', () => {
    const route = mocked().mock.origin(API).get('/');
    route.reply(() => ({ error: 'tls' }));
    route.reply(async () => Promise.resolve({ status: 200, failsWith: 'CURLE_PARTIAL_FILE' }));
    route.replyWithError('CURLE_COULDNT_CONNECT').replyWithError('timeout');
    // @ts-expect-error -- no code of libcurl's
    expect(() => route.replyWithError('CURLE_NO_SUCH')).toThrow(TypeError);
    // @ts-expect-error -- no failure
    expect(() => route.replyWithError('CURLE_OK')).toThrow(TypeError);
    // @ts-expect-error -- cancelled is ours, not the network's
    expect(() => route.replyWithError('cancelled')).toThrow(TypeError);
  });

  it('know the parts of patterns, replies and options', () => {
    const { mock }: { mock: Mock } = mocked();
    mock.origin(API).intercept({ path: /x/, query: { a: [1, '2'], b: true }, headers: { a: /b/ }, body: { any: ['json'] } });
    // @ts-expect-error -- misspelled
    expect(() => mock.origin(API).intercept({ pathname: '/' })).toThrow(TypeError);
    // @ts-expect-error -- not a path
    expect(() => mock.origin(API).get(5)).toThrow(TypeError);
    const reply: MockReply = { status: 200, body: { a: 1 }, headers: new Headers({ a: 'b' }), trailers: [['a', 'b']] };
    mock
      .origin(API)
      .get('/')
      .reply(() => reply);
    // @ts-expect-error -- misspelled
    expect(() => mockSession({ baseURL: API })).toThrow(TypeError);
    // @ts-expect-error -- misspelled
    expect(() => recordHar({ secret: true })).toThrow(TypeError);
    // @ts-expect-error -- not an archive
    expect(() => mock.replayHar({ log: {} })).toThrow(TypeError);
    const har: Har = { log: { version: '1.2', creator: { name: 'me', version: '1' }, entries: [] } };
    mock.replayHar(har, { order: 'strict' });
  });

  it('give the JSON of a call and of a request its type', async () => {
    const { session, mock } = mocked();
    const route = mock.origin(API).post('/').reply(200);
    await session.post(API, { json: { name: 'Ada' } });
    const name: string = route.calls[0]!.json<{ name: string }>().name;
    expect(name).toBe('Ada');
    await using origin = await startOrigin({ routes: { '/': (request) => ({ body: request.json<{ name: string }>().name }) } });
    mock.allowNet(origin.url);
    expect((await session.post(origin.url, { json: { name } })).text).toBe('Ada');
  });
});
