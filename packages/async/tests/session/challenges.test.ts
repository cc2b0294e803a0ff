import { createHash } from 'node:crypto';
import { constants } from '@curlew/core-native';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CurlWrapper, type Session } from '../../src/index.js';
import { closeServers, serve } from '../serve.js';

let wrapper: CurlWrapper;
let session: Session;
beforeEach(() => {
  wrapper = new CurlWrapper();
  session = wrapper.session();
});
afterEach(async () => {
  await wrapper.close();
  closeServers();
});

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** Digest with user `u` and password `p`. */
function isAuthorised({ headers, method, url }: IncomingMessage): boolean {
  const given = headers.authorization ?? '';
  const field = (name: string) => new RegExp(`${name}="?([^",]+)`).exec(given)?.[1];
  if (!given.startsWith('Digest ')) return false;
  return field('response') === md5(`${md5('u:test:p')}:${field('nonce')}:${md5(`${method}:${url}`)}`);
}

function challenge(response: ServerResponse, body: Buffer | string | undefined): void {
  response.writeHead(401, { 'WWW-Authenticate': 'Digest realm="test", nonce="abc"' });
  if (body === undefined) response.write('it never ends');
  else response.end(body);
}

describe('a challenge', () => {
  it.each<[string, (url: string) => [string, object]]>([
    ['auth', (url) => [url, { auth: ['u', 'p'], authType: 'digest' }]],
    ['auth of any type', (url) => [url, { auth: ['u', 'p'], authType: 'any' }]],
    ['the URL, with curlOptions', (url) => [url.replace('://', '://u:p@'), { curlOptions: { HTTPAUTH: constants.CURLAUTH_DIGEST } }]],
    ['curlOptions', (url) => [url, { curlOptions: { USERPWD: 'u:p', HTTPAUTH: constants.CURLAUTH_DIGEST } }]],
  ])('is answered with the credentials of %s, and never taken for the response', async (_, ask) => {
    const url = await serve((request, response) => {
      if (!isAuthorised(request)) challenge(response, 'x'.repeat(1000));
      else if (request.url === '/moved') response.writeHead(302, { Location: '/there' }).end();
      else response.end('welcome');
    });
    for (const path of ['/', '/moved']) {
      const [target, options] = ask(`${url}${path}`);
      expect((await session.get(target, options)).text).toBe('welcome');
      const streamed = await session.stream('GET', target, options);
      expect([streamed.statusCode, (await streamed.bytes()).toString()]).toEqual([200, 'welcome']);
    }
  });

  it.each([
    ['small', 'no'],
    ['large', Buffer.alloc(1_000_000)],
    ['endless', undefined],
  ])('that cannot be answered resolves with its body as %s', async (_, body) => {
    // libcurl reads a challenge to its end before it answers it, so only the final one may lack an end.
    const url = await serve((request, response) =>
      challenge(response, request.headers.authorization || request.url === '/plain' ? body : ''),
    );
    for (const options of [
      { auth: ['u', 'wrong'] as const, authType: 'digest' as const },
      { auth: ['u', 'p'] as const, authType: 'any' as const },
    ]) {
      const response = await session.stream('GET', url, options);
      expect(response.statusCode).toBe(401);
      response.discard();
      const fetched = await session.fetch(`${url}/plain`);
      expect(fetched.status).toBe(401);
      await fetched.body!.cancel();
    }
  });
});

describe('an early final answer', () => {
  it.each([200, 201, 404, 413])('%i resolves while the upload is stuck', async (status) => {
    const url = await serve((_, response) => void response.writeHead(status).end('early'));
    const body = new Uint8Array(20_000_000);
    expect((await session.post(url, { body, timeout: 5000 })).statusCode).toBe(status);
    const streamed = await session.stream('POST', url, { body, timeout: 5000 });
    expect([streamed.statusCode, (await streamed.bytes()).toString()]).toEqual([status, 'early']);
  });
});
