import { inspect } from 'node:util';
import { constants, easyOptionTable } from '@curlew/core-native';
import { CurlWrapper, type Session } from '../../src/index.js';
import { normaliseUrl } from '../../src/http/normalise-url.js';
import { CREDENTIAL_OPTIONS, FREE_OPTIONS, OWNED_OPTIONS } from '../../src/session/options/curl-option-policy.js';
import { closeServers, serve, serveRaw } from '../serve.js';

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

const echoPath = () => serve((request, response) => void response.end(`${request.method} ${request.url}`));

describe('a URL', () => {
  it.each([
    ['HTTP://EXAMPLE.com:80/a b?c=d e#f g', 'http://example.com/a%20b?c=d%20e#f%20g'],
    ['example.com/x', 'http://example.com/x'],
    ['localhost:8080/x', 'http://localhost:8080/x'],
    ['http://example.com/%2f%2F/a%zz', 'http://example.com/%2f%2F/a%zz'],
    ['http://example.com/é?ü', 'http://example.com/%C3%A9?%C3%BC'],
    ['http://m\u00fcnchen.example/', 'http://xn--mnchen-3ya.example/'],
    ['http:\\\\example.com\\x', 'http://example.com/x'],
    ['http://0x7f.1/', 'http://127.0.0.1/'],
    ['https://[::1]:443/', 'https://[::1]/'],
  ])('%s is %s, for the caller and for libcurl', (given, expected) => {
    expect(normaliseUrl(given)).toBe(expected);
  });

  it.each(['', 'http://', 'http://a b/', 'http://[::1', 'http://exa%mple.com/'])('%p is refused', (given) => {
    expect(() => normaliseUrl(given)).toThrow(expect.objectContaining({ code: 'ERR_CURL_INVALID_ARG_VALUE' }));
  });

  it('of an object is refused as a text is', () => {
    const given = { href: 'http://user:secret@[::1' } as URL;
    expect(() => normaliseUrl(given)).toThrow('url: expected a URL, got a text that cannot be parsed');
  });

  it('does not show a password when it is refused', () => {
    const refused = (() => {
      try {
        return normaliseUrl('http://user:secret@[');
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toMatchObject({ code: 'ERR_CURL_INVALID_ARG_VALUE' });
    expect(inspect(refused, { depth: Infinity })).not.toContain('secret');
  });

  it('may be a URL object, and have parameters that repeat or are left out', async () => {
    const url = await echoPath();
    const target = new URL('/p?first=1', url);
    expect((await session.get(target)).text).toBe('GET /p?first=1');
    const params = { a: ['x', 'y'], b: undefined, c: true };
    expect((await session.get(target, { params })).text).toBe('GET /p?first=1&a=x&a=y&c=true');
    target.search = '?second=2';
    expect((await session.get(target)).text).toBe('GET /p?second=2');
  });

  it('has its method in upper case as the standard says', async () => {
    const url = await echoPath();
    expect((await session.request('post', url)).text).toBe('POST /');
    // As it is given, which node:http does not know.
    const raw = await serveRaw((socket) =>
      socket.once('data', (data) => socket.end(`HTTP/1.0 200 OK\r\n\r\n${data.toString().slice(0, 7)}`)),
    );
    expect((await session.request('patch', raw)).text).toBe('patch /');
  });
});

describe('the baseUrl of a session', () => {
  it('may be a URL object, and is a copy of it', async () => {
    const baseUrl = new URL('/echo/', await echoPath());
    const own = wrapper.session({ baseUrl });
    baseUrl.pathname = '/other/';
    expect((await own.get('users')).text).toBe('GET /echo/users');
    expect((await own.extend({ baseUrl: 'v2/' }).get('users')).text).toBe('GET /echo/v2/users');
  });

  it.each(['', 'users/', '//example.com/', 'foo:bar', 'localhost:8080', 'file:///etc/', 'ftp://example.com/', 'http://', 'http://a b/'])(
    'is not %p',
    (baseUrl) => {
      expect(() => wrapper.session({ baseUrl })).toThrow(
        expect.objectContaining({
          code: 'ERR_CURL_INVALID_ARG_VALUE',
          message: `baseUrl: expected an absolute URL that begins with http://, https://, ws:// or wss://, got '${baseUrl}'`,
        }),
      );
    },
  );

  it('is shown without its password when it is refused', () => {
    expect(() => wrapper.session({ baseUrl: 'ftp://user:secret@example.com/' })).toThrow(/got 'ftp:\/\/\*\*\*@example\.com\/'/);
    expect(() => wrapper.session({ baseUrl: 'http://user:sec/ret@exa mple.com/' })).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/sec|ret@/) as string }),
    );
  });
});

describe('a redirect', () => {
  // The URL standard and libcurl disagree about the host of this one.
  it.each(['http://GOOD\\@EVIL/', 'http://GOOD#@EVIL/', 'http://EVIL\\.GOOD@EVIL/'])(
    'to %s sends no credentials to another host',
    async (location) => {
      const seen: (string | undefined)[] = [];
      const evil = await serve((request, response) => {
        seen.push(request.headers.authorization, request.headers['x-api-key'] as string | undefined);
        response.end();
      });
      const good = await serve((request, response) => {
        if (request.url !== '/') return void response.end('good');
        const host = request.headers.host!;
        const to = location.replaceAll('GOOD', host).replaceAll('EVIL', new URL(evil).host);
        response.writeHead(302, { Location: to }).end();
      });
      await session
        .get(good, { headers: { Authorization: 'Bearer t', 'X-Api-Key': 'k' }, auth: ['u', 'p'], maxRedirects: 2 })
        .catch(() => {});
      expect(seen.filter((value) => value !== undefined)).toEqual([]);
    },
  );

  it.each([
    ['USERPWD', { USERPWD: 'u:p' }, 'authorization'],
    ['XOAUTH2_BEARER', { XOAUTH2_BEARER: 't', HTTPAUTH: constants.CURLAUTH_BEARER }, 'authorization'],
    ['COOKIE', { COOKIE: 'a=b' }, 'cookie'],
    ['REFERER', { REFERER: 'http://secret.example/path' }, 'referer'],
  ])('to another origin does not send %s of curlOptions', async (_, curlOptions, header) => {
    const seen: (string | undefined)[] = [];
    const target = await serve((request, response) => {
      seen.push(request.headers[header] as string | undefined);
      response.end();
    });
    const url = await serve((request, response) => {
      seen.push(request.headers[header] as string | undefined);
      response.writeHead(302, { Location: target }).end();
    });
    await session.get(url, { curlOptions });
    expect([seen[0] !== undefined, seen[1]]).toEqual([true, undefined]);
  });

  it('keeps the user of an absolute URL within the origin', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/') response.writeHead(302, { Location: `http://${request.headers.host}/there` }).end();
      else response.end(request.headers.authorization ?? '-');
    });
    const basic = `Basic ${Buffer.from('u:p').toString('base64')}`;
    expect((await session.get(url.replace('://', '://u:p@'))).text).toBe(basic);
  });

  it('keeps the validators in all other cases', async () => {
    const target = await serve((request, response) => void response.end(JSON.stringify(request.headers)));
    const url = await serve((_, response) => void response.writeHead(302, { Location: target }).end());
    const headers = { 'If-None-Match': '"x"', Accept: 'a/b', 'X-Own': '1' };
    expect((await session.get(url, { headers })).json()).toMatchObject({ 'if-none-match': '"x"', accept: 'a/b' });
    expect((await session.get(url, { headers })).json()).not.toHaveProperty('x-own');
  });
});

describe('curlOptions', () => {
  it('have a policy for each option of libcurl', () => {
    const parts = [...CREDENTIAL_OPTIONS, ...FREE_OPTIONS, ...Object.keys(OWNED_OPTIONS)];
    expect(new Set(parts).size).toBe(parts.length);
    const options = Object.entries(easyOptionTable).filter(([, [, kind]]) => kind !== 'reserved' && kind !== 'unsupported');
    expect(options.map(([name]) => name).filter((name) => !parts.includes(name))).toEqual([]);
  });

  it.each(['URL', 'POSTFIELDS', 'HTTPHEADER', 'SHARE', 'WRITEFUNCTION', 'COOKIELIST'])(
    'refuse %s, which belongs to the session',
    async (name) => {
      const error = session.get('http://127.0.0.1:1/', { curlOptions: { [name]: 'x' } });
      await expect(error).rejects.toMatchObject({
        code: 'ERR_CURL_RESERVED_OPTION',
        message: expect.stringContaining(`${name} belongs to the session; use`) as string,
      });
    },
  );

  it.each(['USERAGENT', 'REFERER', 'COOKIE', 'RANGE', 'USERPWD', 'CUSTOMREQUEST', 'REQUEST_TARGET', 'PROXYHEADER'])(
    'are refused with CR, LF or NUL in %s',
    async (name) => {
      for (const character of ['\r', '\n', '\0']) {
        const value = `a${character}X-Injected: 1`;
        const curlOptions = { [name]: name === 'PROXYHEADER' ? [value] : value };
        await expect(session.get('http://127.0.0.1:1/', { curlOptions })).rejects.toThrow(/^curlOptions/);
      }
    },
  );
});

describe('a body', () => {
  it('is sent without "Expect: 100-continue", whatever its size', async () => {
    const url = await serve((request, response) => void request.resume().on('end', () => response.end(request.headers.expect ?? '-')));
    for (const size of [10, 2_000_000]) expect((await session.post(url, { body: new Uint8Array(size) })).text).toBe('-');
    expect((await session.post(url, { data: 'x', headers: { Expect: '100-continue' } })).text).toBe('100-continue');
  });
});
