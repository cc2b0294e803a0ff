import { BodyQueue, Easy, Multi } from '../src/index.js';
import { response, startRawServer, type RawServer } from './raw-server.js';

const REDIRECT = 'HTTP/1.1 302 Found\r\nLocation: /there\r\n\r\n';

let server: RawServer;
let multi: Multi;
let easy: Easy;
let told: string[];
let ended: Promise<number>;
let isTold: Promise<void>;

async function start(...answers: (string | Buffer)[]): Promise<void> {
  server = await startRawServer(...answers);
  told = [];
  easy = new Easy().setOpts({ URL: server.url, TIMEOUT_MS: 3000 });
  isTold = new Promise((resolve) =>
    easy.onRedirect(() => {
      told.push(`redirect ${easy.getInfo('RESPONSE_CODE')}`);
      resolve();
    }),
  );
  ended = new Promise((resolve) => {
    multi = new Multi().attach({
      onDone: (_, code) => {
        told.push(`end ${code}`);
        resolve(code);
      },
      onRemoved: () => resolve(-1),
    });
  });
}
afterEach(async () => {
  multi.close();
  easy.close();
  await server.close();
});

describe('a listener to redirects', () => {
  it('is called when the headers have arrived and the body has not, and may remove the handle', async () => {
    await start(REDIRECT);
    multi.addHandle(easy);
    await isTold;
    multi.removeHandle(easy);
    expect(await ended).toBe(-1);
    expect(easy.takeHeaderBlock().toString()).toContain('Location: /there');
    expect(told).toEqual(['redirect 302']);
  });

  it('is called once, and not for interim responses', async () => {
    await start(`HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n${REDIRECT}`);
    multi.addHandle(easy);
    await isTold;
    multi.removeHandle(easy);
    await ended;
    expect(told).toEqual(['redirect 302']);
  });

  it.each([
    ['that is whole in the same turn', response('302 Found', 'moved', 'Location: /there')],
    ['without a Location', response('302 Found', 'moved')],
    ['with a status that is not a redirect', response('304 Not Modified', '', 'Location: /there')],
    ['of an ordinary kind', response('200 OK', 'there', 'Location: /there')],
  ])('is not called for a response %s', async (_, answer) => {
    await start(answer);
    multi.addHandle(easy);
    expect(await ended).toBe(0);
    expect(told).toEqual(['end 0']);
  });

  it('is not called if a body queue reports the headers, nor after reset()', async () => {
    await start(REDIRECT, response('302 Found', 'moved', 'Location: /there'));
    const headers = new Promise<void>((resolve) => new BodyQueue(easy, { onHeaders: resolve }));
    multi.addHandle(easy);
    await headers;
    multi.removeHandle(easy);
    easy.reset().setOpts({ URL: server.url });
    multi.addHandle(easy);
    await ended;
    expect(told.filter((text) => text.startsWith('redirect'))).toEqual([]);
  });

  it('must be a function, and requires an open handle', async () => {
    await start(REDIRECT);
    expect(() => easy.onRedirect('x' as never)).toThrow(TypeError);
    easy.close();
    expect(() => easy.onRedirect(() => {})).toThrow(expect.objectContaining({ code: 'ERR_CURL_CLOSED' }));
  });
});
