import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cookie, type Response } from '../../src/index.js';
import { origin, session, wrapper } from './fixture.js';

const sent = (response: Response) => response.json<{ cookie: string }>().cookie;

describe('the cookies of a session', () => {
  it('are what servers set, and go back to them', async () => {
    await session.get(`${origin.http}/cookies/name/value`);
    expect(session.cookies()).toEqual({ name: 'value' });
    expect(sent(await session.get(`${origin.http}/cookies`))).toBe('name=value');
  });

  it('are none of another session', async () => {
    await session.get(`${origin.http}/cookies/name/value`);
    const other = wrapper.session();
    expect(sent(await other.get(`${origin.http}/cookies`))).toBe('');
    expect(other.cookies()).toEqual({});
  });

  it('given with a request go to its host, into the jar, and are in the response', async () => {
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

  it('may be given as a Cookie, whose own name counts', async () => {
    const cookie = new Cookie({ domain: '127.0.0.1', name: 'real', value: 'v' });
    expect(sent(await session.get(`${origin.http}/cookies`, { cookies: { ignored: cookie } }))).toBe('real=v');
  });

  it('set on the way are there after a redirect', async () => {
    const response = await session.get(`${origin.http}/location?to=${encodeURIComponent('/cookies')}`, { cookies: { a: '1' } });
    expect(sent(response)).toBe('a=1');
  });

  it('that are odd, as a path with a tab in it, fail no request', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'set-cookie': ['good=1', 'odd=1; path=/\tx', 'o\tdd=1; path=/'] }).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const response = await session.get(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(response.cookies).toMatchObject({ good: '1' });
    server.close();
  });

  // acurl read the jar anew at each access (A41, D13).
  it('in a response are those of its time', async () => {
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

  // acurl failed at each later request (D7).
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

  it('cannot smuggle a line into the jar', async () => {
    await expect(session.get(`${origin.http}/cookies`, { cookies: { a: '1\n.evil\tTRUE\t/\tFALSE\t0\tb\t2' } })).rejects.toThrow(
      /without control characters/,
    );
    expect(session.cookies()).toEqual({});
  });
});
