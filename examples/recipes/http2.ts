// HTTP/2: a hundred requests at a time on one connection.
import { CurlWrapper } from '@curlew/async';
import { startOrigin } from '@curlew/async/testing';

await using service = await startOrigin({ routes: { '/item/:id': ({ params }) => ({ body: params.id! }) } });

await using wrapper = new CurlWrapper({ maxHostConnections: 1, maxConcurrentStreams: 100 });
const session = wrapper.session({ baseUrl: service.secureUrl, ca: service.ca });
// Over TLS, client and server negotiate the best common version. Without TLS, use `httpVersion: '2-prior-knowledge'`.
const first = await session.get('/item/first');
const responses = await Promise.all(Array.from({ length: 100 }, (_, id) => session.get(`/item/${id}`)));
console.log('HTTP', first.httpVersion, 'new connections:', first.newConnections);
console.log(
  responses.length,
  'more, new connections:',
  responses.reduce((sum, { newConnections }) => sum + newConnections, 0),
);
