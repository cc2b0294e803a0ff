import { Easy, Multi } from '../src/index.js';
import { response, startRawServer, type RawServer } from './raw-server.js';

const withPatches = process.env.CURLEW_LIBCURL === 'system' ? it.skip : it;

let server: RawServer;
let easy: Easy;
let multi: Multi;
let done: (code: number) => void;

// The second request and the fourth find no answer.
const forgets = (count: number) => count % 4 === 2 || count % 4 === 0;

beforeEach(async () => {
  multi = new Multi().attach({ onDone: (_, code) => done(code), onRemoved: () => {} });
  server = await startRawServer(
    (socket) => void (forgets(server.requests.length) ? socket.destroy() : socket.write(response('200 OK', 'well'))),
  );
  easy = new Easy().setOpts({ URL: server.url });
});
afterEach(async () => {
  multi.close();
  easy.close();
  await server.close();
});

const finish = (handle: Easy) => {
  const code = new Promise<number>((resolve) => (done = resolve));
  multi.addHandle(handle);
  return code;
};

/** A GET that leaves a connection behind, and a POST whose connection closes without an answer. @returns the POST's code */
async function post(handle: Easy): Promise<number> {
  server.requests.length = 0;
  expect(await finish(handle)).toBe(0);
  handle.setOpts({ POSTFIELDS: '' });
  const code = await finish(handle);
  handle.setOpts({ HTTPGET: true });
  return code;
}

describe('setSendOnce', () => {
  withPatches('makes a handle and its duplicates send a POST once, until reset()', async () => {
    expect(await post(easy)).toBe(0);
    expect(server.requests).toHaveLength(3);
    expect(easy.setSendOnce(true)).toBe(true);
    expect(await post(easy)).toBe(52);
    expect(server.requests).toHaveLength(2);
    const copy = easy.duplicate();
    expect(await post(copy)).toBe(52);
    copy.close();
    expect(await post(easy.reset().setOpts({ URL: server.url }))).toBe(0);
    easy.setSendOnce(true);
    easy.setSendOnce(false);
    expect(await post(easy)).toBe(0);
  });

  it('returns whether this libcurl supports it', () => {
    expect(easy.setSendOnce(true)).toBe(process.env.CURLEW_LIBCURL !== 'system');
  });

  it('requires a boolean and an open handle', () => {
    for (const wrong of [1, 'once', null, undefined])
      expect(() => easy.setSendOnce(wrong as never)).toThrow(/^setSendOnce: expected a boolean, got/);
    easy.close();
    expect(() => easy.setSendOnce(true)).toThrow(expect.objectContaining({ code: 'ERR_CURL_CLOSED' }));
  });
});
