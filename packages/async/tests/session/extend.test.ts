import { origin, session, wrapper } from './fixture.js';

interface Echo {
  path: string;
  headers: Record<string, string>;
}

describe('session.extend', () => {
  it('inherits options, adds headers by name, and resolves a relative baseUrl', async () => {
    const parent = wrapper.session({ baseUrl: `${origin.http}/echo/`, headers: { 'X-A': '1', 'X-B': '1' }, userAgent: 'mine' });
    const child = parent.extend({ baseUrl: 'v2/', headers: { 'x-b': '2' } });
    const echo = (await child.get('x')).json<Echo>();
    expect(echo).toMatchObject({ path: '/echo/v2/x', headers: { 'x-a': '1', 'x-b': '2', 'user-agent': 'mine' } });
    expect((await parent.get('x')).json<Echo>()).toMatchObject({ path: '/echo/x', headers: { 'x-b': '1' } });
  });

  it('runs its own hooks after the inherited ones', async () => {
    const seen: string[] = [];
    const parent = wrapper.session({ hooks: { beforeRequest: () => void seen.push('parent') } });
    await parent.extend({ hooks: { beforeRequest: () => void seen.push('child') } }).get(`${origin.http}/bytes/1`);
    await parent.get(`${origin.http}/bytes/1`);
    expect(seen).toEqual(['parent', 'child', 'parent']);
  });

  it('removes an option with null, and keeps it with undefined', async () => {
    const parent = wrapper.session({ auth: ['me', 'pw'], maxRedirects: 0 });
    expect((await parent.extend({ auth: undefined }).get(`${origin.http}/auth/me/pw`)).statusCode).toBe(200);
    expect((await parent.extend({ auth: null }).get(`${origin.http}/auth/me/pw`)).statusCode).toBe(401);
  });

  it('shares the cookies', async () => {
    const child = session.extend();
    await child.get(`${origin.http}/cookies/a/1`);
    expect((await session.get(`${origin.http}/cookies`)).json()).toEqual({ cookie: 'a=1' });
    session.eraseAllCookies();
    expect(child.cookies()).toEqual({});
  });

  it('makes a session that is closed separately', async () => {
    const child = session.extend();
    session.close();
    expect((await child.get(`${origin.http}/bytes/1`)).body).toHaveLength(1);
    expect(() => session.extend()).toThrow(/closed/);
    child.close();
    expect(() => child.extend()).toThrow(/closed/);
    const other = wrapper.session();
    const [kept] = [other.extend()];
    other.close();
    await wrapper.close();
    expect(kept.closed).toBe(true);
  });

  it('refuses wrong options at once', () => {
    expect(() => session.extend({ timeout: 'x' as never })).toThrow(/timeout/);
    expect(() => session.extend({ what: 1 } as never)).toThrow(/what/);
    expect(() => session.extend({ baseUrl: 'v2/' })).toThrow(/baseUrl: expected an absolute URL/);
    expect(() => session.extend({ isolated: true })).toThrow(/isolated: expected undefined, because both sessions share their connections/);
    expect(() => session.extend(5 as never)).toThrow(/options: expected an object/);
  });
});
