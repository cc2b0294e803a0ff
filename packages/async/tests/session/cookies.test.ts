import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cookie, type Response } from '../../src/index.js';
import { versionInfo } from '@curlew/core-native';
import { closeServers, serve } from '../serve.js';
import { origin, session, wrapper } from './fixture.js';

afterEach(closeServers);

const sent = (response: Response) => response.json<{ cookie: string }>().cookie;

describe('the cookies of a session', () => {
  it('are set by servers, and sent back to them', async () => {
    await session.get(`${origin.http}/cookies/name/value`);
    expect(session.cookies()).toEqual({ name: 'value' });
    expect(sent(await session.get(`${origin.http}/cookies`))).toBe('name=value');
  });

  it('are not shared with another session', async () => {
    await session.get(`${origin.http}/cookies/name/value`);
    const other = wrapper.session();
    expect(sent(await other.get(`${origin.http}/cookies`))).toBe('');
    expect(other.cookies()).toEqual({});
  });

  it('given with a request go to its host and into the jar, and are in the response', async () => {
    const url = `${origin.http}/cookies`;
    const response = await session.get(url, { cookies: { a: '1', b: '2' } });
    expect(sent(response).split('; ').sort()).toEqual(['a=1', 'b=2']);
    expect(response.cookies).toEqual({ a: '1', b: '2' });
    expect(response.request.cookies).toEqual({ a: '1', b: '2' });
    expect(
      sent(await session.get(url))
        .split('; ')
        .sort(),
    ).toEqual(['a=1', 'b=2']);
    expect(sent(await session.get(url.replace('127.0.0.1', 'localhost')))).toBe('');
  });

  it('may be given as a Cookie, whose name takes precedence', async () => {
    const cookie = new Cookie({ domain: '127.0.0.1', name: 'real', value: 'v' });
    expect(sent(await session.get(`${origin.http}/cookies`, { cookies: { ignored: cookie } }))).toBe('real=v');
  });

  it('set by a redirect are kept after it', async () => {
    const response = await session.get(`${origin.http}/location?to=${encodeURIComponent('/cookies')}`, { cookies: { a: '1' } });
    expect(sent(response)).toBe('a=1');
  });

  it('with unusual values, such as a tab in the path, do not fail requests', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'set-cookie': ['good=1', 'odd=1; path=/\tx', 'o\tdd=1; path=/'] }).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const response = await session.get(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(response.cookies).toMatchObject({ good: '1' });
    server.close();
  });

  // acurl read the jar anew at each access.
  it('in a response are those at the time of the response', async () => {
    const first = await session.get(`${origin.http}/cookies/a/1`);
    const second = await session.get(`${origin.http}/cookies/b/2`);
    expect(first.cookies).toEqual({ a: '1' });
    expect(second.cookies).toEqual({ a: '1', b: '2' });
  });

  it('can be erased, all or those of the session', async () => {
    session.setCookie(new Cookie({ domain: '127.0.0.1', name: 'stays', value: '1', expiration: 4_000_000_000 }));
    await session.get(`${origin.http}/cookies/goes/1`);
    session.eraseSessionCookies();
    expect(session.cookies()).toEqual({ stays: '1' });
    session.eraseAllCookies();
    expect(session.cookies()).toEqual({});
    expect(sent(await session.get(`${origin.http}/cookies`))).toBe('');
  });

  // acurl failed at each later request.
  it('may expire after 2038', async () => {
    session.setCookie(new Cookie({ domain: '127.0.0.1', name: 'late', value: '1', expiration: 7_000_000_000 }));
    expect(sent(await session.get(`${origin.http}/cookies`))).toBe('late=1');
    expect(session.cookieList()[0]).toMatchObject({ name: 'late', expiration: 7_000_000_000 });
  });

  it('can be saved and loaded', async () => {
    await session.get(`${origin.http}/cookies/a/1`);
    session.setCookie(
      new Cookie({
        domain: '.example.com',
        name: 'b',
        value: 'x y',
        httpOnly: true,
        isSecure: true,
        path: '/p',
        expiration: 4_000_000_000,
      }),
    );
    const text = session.saveCookies();
    expect(text).toMatch(/^# Netscape HTTP Cookie File\n/);
    const other = wrapper.session();
    other.loadCookies(text);
    expect(other.cookieList()).toEqual(session.cookieList());
    expect(() => other.loadCookies('no cookie')).toThrow(/cookie: expected 7 fields/);
  });

  it('may have an empty name, as in cookie files of browsers', async () => {
    session.setCookie(new Cookie({ domain: '127.0.0.1', name: '', value: 'alone' }));
    expect([session.cookies(), session.cookieList()[0]!.name]).toEqual([{ '': 'alone' }, '']);
    const text = session.saveCookies();
    const other = wrapper.session();
    other.loadCookies(text);
    expect(other.saveCookies()).toBe(text);
    expect(sent(await other.get(`${origin.http}/cookies`))).toBe('=alone');
  });

  it('cannot inject a line into the jar', async () => {
    await expect(session.get(`${origin.http}/cookies`, { cookies: { a: '1\n.evil\tTRUE\t/\tFALSE\t0\tb\t2' } })).rejects.toThrow(
      /without control characters/,
    );
    expect(session.cookies()).toEqual({});
  });

  it('given with a request are sent to its host and port only, and secure over TLS', async () => {
    const other = await serve((request, response) => void response.end(request.headers.cookie ?? '-'));
    const to = (url: string) => `${origin.http}/location?to=${encodeURIComponent(url)}`;
    const ask = (url: string) => session.get(url, { cookies: { a: '1' } });
    expect((await ask(to(other))).text).toBe('-');
    expect((await ask(to(`${origin.http.replace('127.0.0.1', 'localhost')}/cookies`))).json()).toEqual({ cookie: '' });
    expect((await session.get(other)).text).toBe('-');
    expect(sent(await session.get(`${origin.http}/cookies`))).toBe('a=1');
    const secure = await session.get(`${origin.https}/cookies`, { cookies: { s: '2' }, ca: origin.caFile });
    expect([sent(secure), session.cookieList().find(({ name }) => name === 's')!.isSecure]).toEqual(['s=2', true]);
  });

  it('given with a request are replaced by those that the server sets', async () => {
    await session.get(`${origin.http}/cookies`, { cookies: { name: 'mine', other: 'x' } });
    await session.get(`${origin.http}/cookies/name/theirs`);
    const response = await session.get(`${origin.http}/cookies`);
    expect(sent(response).split('; ').sort()).toEqual(['name=theirs', 'other=x']);
    expect(response.request.cookies).toEqual({ name: 'theirs', other: 'x' });
    expect(session.cookies()).toEqual({ name: 'theirs', other: 'x' });
  });

  it.each([{ a: 'x; b=1' }, { 'a=b': '1' }, { 'a;b': '1' }, { a: 'x\ny' }, { '': '1' }])(
    '%j are refused because they would form other cookies',
    async (cookies) => {
      await expect(session.get(`${origin.http}/cookies`, { cookies: cookies })).rejects.toThrow(TypeError);
      expect(session.cookies()).toEqual({});
    },
  );

  it('given as a Cookie keep all its fields', async () => {
    const cookie = new Cookie({ domain: '127.0.0.1', name: 'c', value: '1', path: '/cookies', httpOnly: true, expiration: 4_000_000_000 });
    expect(sent(await session.get(`${origin.http}/cookies`, { cookies: { c: cookie } }))).toBe('c=1');
    expect(session.cookieList()).toMatchObject([{ name: 'c', path: '/cookies', httpOnly: true, expiration: 4_000_000_000 }]);
    expect(new Cookie({ domain: 'example.com', name: 'c', value: '1' }).includeSubdomains).toBe(true);
    expect(new Cookie({ domain: 'example.com', name: 'c', value: '1', includeSubdomains: false }).includeSubdomains).toBe(false);
  });

  it('of a request are those that were sent, including secure ones to a loopback host', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/set') response.setHeader('Set-Cookie', ['s=1; Secure', 'p=2; Path=/other']);
      response.end(request.headers.cookie ?? '-');
    });
    await session.get(`${url}/set`);
    const { request, text } = await session.get(`${url}/seen`);
    expect([text, request.cookies]).toEqual(['s=1', { s: '1' }]);
  });

  it('go to a host that is an IPv6 address', async () => {
    const server = createServer((request, response) => void response.end(request.headers.cookie ?? '-')).listen(0, '::1');
    await once(server, 'listening');
    const url = `http://[::1]:${(server.address() as AddressInfo).port}/`;
    expect((await session.get(url, { cookies: { six: '6' } })).text).toBe('six=6');
    server.close();
  });

  it('take time in proportion to those that change, not to all of them', async () => {
    const many = Array.from({ length: 4000 }, (_, index) => `.example.com\tTRUE\t/\tFALSE\t4000000000\tname${index}\tvalue`);
    const other = wrapper.session();
    const begun = process.cpuUsage();
    for (let times = 0; times < 5; times++) other.loadCookies(many.join('\n'));
    const load = process.cpuUsage(begun).user / 5;
    session.loadCookies(many.join('\n'));
    const kept = [];
    const start = process.cpuUsage();
    for (let index = 0; index < 50; index++) kept.push(await session.get(`${origin.http}/cookies/own/${index}`));
    const answer = process.cpuUsage(start).user / 50;
    // A fifth of a load when the whole jar was parsed for each.
    expect(answer).toBeLessThan(load / 8);
    expect(kept.map(({ cookies }) => cookies.own)).toEqual(Array.from({ length: 50 }, (_, index) => String(index)));
    expect(Object.keys(kept[0]!.cookies)).toHaveLength(4001);
  });

  it.each([
    ['an expiry that is none', '.a.com\tTRUE\t/\tFALSE\tabc\tn\tv'],
    ['a flag that is none', '.a.com\tYES\t/\tFALSE\t0\tn\tv'],
  ])('cannot be loaded from a line with %s', (_, line) => {
    expect(() => session.loadCookies(line)).toThrow(/cookie: field: expected/);
  });

  // With a libcurl of the system there is no list.
  (versionInfo().featureNames.includes('PSL') && versionInfo().versionNum >= 0x081600 ? it.each : it.skip.each)([
    ['.co.uk', false],
    ['.GitHub.io', false],
    ['co.uk', false],
    ['.example.co.uk', true],
    ['.intranet', true],
  ])('with the domain %s is loaded: %s', (domain, isLoaded) => {
    const load = () => session.loadCookies(`${domain}\tTRUE\t/\tFALSE\t0\ta\t1`);
    if (isLoaded) expect(load).not.toThrow();
    else expect(load).toThrow(`the cookie a is for ${domain}, a public suffix`);
    expect(session.cookieList()).toHaveLength(isLoaded ? 1 : 0);
    // For the host itself it is one as any other.
    if (!isLoaded) expect(() => session.loadCookies(`${domain}\tFALSE\t/\tFALSE\t0\ta\t1`)).not.toThrow();
  });
});
