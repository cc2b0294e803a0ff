import { AcurlError } from '../../src/index.js';
import { API, chunks, errorOf, mocked } from './fixture.js';

describe('a failure', () => {
  it.each([
    ['CURLE_COULDNT_CONNECT', 'CURLE_COULDNT_CONNECT', 'connect', 'connecting'],
    ['connect', 'CURLE_COULDNT_CONNECT', 'connect', 'connecting'],
    ['resolve', 'CURLE_COULDNT_RESOLVE_HOST', 'resolve', 'resolving'],
    ['tls', 'CURLE_PEER_FAILED_VERIFICATION', 'tls', 'TLS handshake'],
    ['timeout', 'CURLE_OPERATION_TIMEDOUT', 'timeout', 'waiting for the response'],
    ['CURLE_GOT_NOTHING', 'CURLE_GOT_NOTHING', 'receive', 'waiting for the response'],
    ['send', 'CURLE_SEND_ERROR', 'send', 'sending the request'],
  ] as const)('of %s is that of a real transfer', async (failure, code, kind, phase) => {
    const { session, mock } = mocked();
    mock.origin(API).get('/').replyWithError(failure);
    const error = await errorOf<AcurlError>(session.get(API));
    expect(error).toBeInstanceOf(AcurlError);
    expect(error).toMatchObject({ code, kind, phase, operation: 'GET', url: `${API}/` });
    expect(error.request.method).toBe('GET');
  });

  it('may be returned by the function of a reply', async () => {
    const { session, mock } = mocked();
    mock
      .origin(API)
      .get('/')
      .reply(() => ({ error: 'tls' }));
    await expect(session.get(API)).rejects.toMatchObject({ kind: 'tls' });
  });

  it('in the middle of a body reaches its reader after the received bytes', async () => {
    const { session, mock } = mocked();
    mock.origin(API).get('/').reply(200, 'half', { failsWith: 'CURLE_RECV_ERROR' }).times(3);
    await expect(session.get(API)).rejects.toMatchObject({ code: 'CURLE_RECV_ERROR', phase: 'receiving the body' });
    const response = await session.stream('GET', API);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const chunk of response) seen.push(chunk.toString());
    })();
    await expect(reading).rejects.toMatchObject({ code: 'CURLE_RECV_ERROR' });
    expect(seen).toEqual(['half']);
    const fetched = await session.fetch(API);
    await expect(fetched.text()).rejects.toThrow();
  });

  it('of a reply’s stream is a broken connection', async () => {
    const { session, mock } = mocked();
    const broken = async function* () {
      yield await Promise.resolve('half');
      throw new Error('boom');
    };
    mock.origin(API).get('/').reply(200, broken());
    const error = await errorOf<AcurlError>(session.get(API));
    expect(error).toMatchObject({ code: 'CURLE_RECV_ERROR', cause: { message: 'boom' } });
  });

  it('is reported for a body that is shorter than its Content-Length', async () => {
    const { session, mock } = mocked();
    mock
      .origin(API)
      .get('/')
      .reply(200, 'abc', { headers: { 'content-length': '5' } });
    await expect(session.get(API)).rejects.toMatchObject({ code: 'CURLE_PARTIAL_FILE' });
  });

  it('is reported for a stream that should answer twice', async () => {
    const { session, mock } = mocked();
    mock.origin(API).get('/').reply(200, chunks('a')).times(2);
    expect((await session.get(API)).text).toBe('a');
    await expect(session.get(API)).rejects.toThrow('expected a function that makes each reply');
  });

  it('of a reply’s function is the error of the request, unchanged', async () => {
    const { session, mock } = mocked({ retry: 2 });
    const boom = new Error('boom');
    mock
      .origin(API)
      .get('/')
      .reply(() => {
        throw boom;
      });
    expect(await errorOf(session.get(API))).toBe(boom);
  });
});
