import {
  AcurlError,
  AsyncCurlMulti,
  CurlWrapper,
  bearerToken,
  publicAddressesOnly,
  type RequestOptions,
  type Session,
  type SessionHooks,
} from '@curlew/async';
import { mockSession, recordHar, startOrigin, type Har, type Mock } from '@curlew/async/testing';
import { Easy, Mime, Multi, Share, constants } from '@curlew/core-native';
import { CurlMulti } from '@curlew/multi';
import { ParallelCurl, fetchAll } from '@curlew/parallel';
import * as pycurl from '@curlew/pycurl-compat';
import { CurlShare } from '@curlew/share';

const hooks: SessionHooks = {
  beforeRequest: [(request) => request.headers.set('X-A', '1'), (request) => (request.attempt > 9 ? request.answer() : undefined)],
  afterResponse: (response, { repeat, repeats }) => (response.ok || repeats > 0 ? undefined : repeat({ json: { again: true } })),
};
const wrapper = new CurlWrapper({ maxIdleConnections: 5 });
const session: Session = wrapper.session({
  hooks: bearerToken({ refresh: async () => 'token' }),
  allowAddress: publicAddressesOnly,
  proxy: (url) => (url.hostname === 'localhost' ? null : undefined),
  resolve: { 'example.com': ['127.0.0.1', '::1'] },
  pfx: new Uint8Array(3),
});
const options: RequestOptions = { hooks, json: { a: 1 }, timeout: { total: 1000 }, retry: 3 };
const response = await session.post('/', options);
const typed: { a: number } = response.json<{ a: number }>();
for await (const chunk of response) console.log(chunk.length, typed.a);
for await (const { event, data } of session.events('/events')) console.log(event, data);
const standard: typeof globalThis.fetch = session.fetch;
try {
  await standard('https://example.com/');
} catch (error) {
  if (error instanceof AcurlError && error.kind === 'timeout') console.log(error.times.connectTime, error.hint);
}

const run = fetchAll(['https://example.com/', { url: 'https://example.com/', key: 5 }], { max: 2 });
for await (const result of run) console.log(result.url, result.response?.statusCode);
const parallel = new ParallelCurl(10);
parallel.startRequest('https://example.com/', (body: Buffer | null) => console.log(body?.length));

const easy = new Easy().setOpts({ URL: 'https://example.com/', HTTP_VERSION: constants.CURL_HTTP_VERSION_2_0 });
easy.setOpt('WRITEFUNCTION', (chunk) => chunk.length);
const code: number = easy.getInfo('RESPONSE_CODE');
await using multi = new AsyncCurlMulti();
await multi.perform(easy);
const curl = new pycurl.Curl();
curl.setopt(pycurl.URL, 'https://example.com/');
curl.setopt(pycurl.WRITEFUNCTION, (data) => data.length);
console.log(code, [Mime, Multi, Share, CurlMulti, CurlShare].length, curl.getinfo(pycurl.RESPONSE_CODE));

await using mocked = mockSession({ baseUrl: 'https://example.com' });
const mock: Mock = mocked.mock;
mock.origin().get('/').replyWithError('connect').reply(200, { a: 1 }, { failsWith: 'CURLE_RECV_ERROR' }).delay(5).times(2);
mock
  .origin(/example/)
  .intercept({ path: (url) => url.pathname === '/', body: { a: [1] } })
  .reply(async (call) => ({ body: call.json<object>() }));
// @ts-expect-error -- no code of libcurl's
mock.origin().get('/').replyWithError('CURLE_NO_SUCH');
await using origin = await startOrigin({ routes: { 'GET /:id': ({ params }) => ({ body: params.id }) } });
await using recording = recordHar({ session: { ca: origin.ca } });
const har: Har = recording.har();
mock.replayHar(har, { order: 'strict' });
