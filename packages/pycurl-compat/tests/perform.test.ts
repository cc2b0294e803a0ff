import { Curl, CurlShare, UnicodeDecodeError, ValueError, pycurl } from '../src/index.js';
import { c, echo, origin } from './fixture.js';
import { thrownBy } from './helpers.js';

describe('perform', () => {
  it('fails with code and message', () => {
    c.setopt(pycurl.URL, `${origin.refused}/`);
    const failure = thrownBy(() => c.perform());
    expect(failure).toBeInstanceOf(pycurl.error);
    expect(failure.args).toEqual([7, expect.stringContaining('127.0.0.1')]);
    expect(c.errstr()).toBe(failure.args[1]);
    expect(c.errstr_raw().toString()).toBe(c.errstr());
  });

  it('_rb returns bytes, _rs text', () => {
    c.setopt(pycurl.URL, `${origin.http}/bytes/300`);
    expect(c.perform_rb()).toHaveLength(300);
    expect(() => c.perform_rs()).toThrow(UnicodeDecodeError);
  });

  it('has the exception of a callback as its cause', () => {
    const boom = new Error('boom');
    c.setopt(pycurl.URL, `${origin.http}/bytes/5`);
    c.setopt(pycurl.WRITEFUNCTION, () => {
      throw boom;
    });
    const failure = thrownBy(() => c.perform());
    expect([failure.args[0], (failure.cause as Error).cause]).toEqual([23, boom]);
  });

  it('allows callbacks to use its handle only as pycurl does', () => {
    const texts: unknown[] = [];
    c.setopt(pycurl.URL, `${origin.http}/bytes/5`);
    c.setopt(pycurl.WRITEFUNCTION, () => {
      for (const call of [
        () => c.setopt(pycurl.PORT, 1),
        () => c.getinfo(pycurl.RESPONSE_CODE),
        () => c.perform(),
        () => c.reset(),
        () => c.close(),
        () => c.errstr(),
      ])
        texts.push(thrownBy(call).args[0]);
      c.duphandle().close();
      expect([c.closed, c.multi(), c.share()]).toEqual([false, null, null]);
    });
    c.perform();
    expect(texts).toEqual(
      ['setopt', 'getinfo', 'perform', 'reset', 'close', 'errstr'].map(
        (name) => `cannot invoke ${name}() - perform() is currently running`,
      ),
    );
  });
});

describe('a closed handle', () => {
  it('throws', () => {
    c.close();
    c.close();
    for (const [name, call] of [
      ['setopt', () => c.setopt(pycurl.URL, 'x')],
      ['perform', () => c.perform()],
      ['getinfo', () => c.getinfo(pycurl.RESPONSE_CODE)],
      ['reset', () => c.reset()],
      ['errstr', () => c.errstr()],
      ['pause', () => c.pause()],
      ['duphandle', () => c.duphandle()],
    ] as const)
      expect(thrownBy(call).args).toEqual([`cannot invoke ${name}() - no curl handle`]);
    expect([c.multi(), c.share()]).toEqual([null, null]);
  });
});

describe('duphandle and reset', () => {
  class MyCurl extends Curl {
    tag = 'made by the constructor';
  }

  it('create a copy of the same class with options and attributes, without its constructor', () => {
    const original = new MyCurl();
    original.tag = 'mine';
    original.setopt(pycurl.URL, `${origin.http}/bytes/3`);
    const copy = original.duphandle();
    expect([copy instanceof MyCurl, copy.tag, copy.perform_rb().length]).toEqual([true, 'mine', 3]);
    for (const each of [original, copy]) each.close();
  });

  it('create a copy whose callbacks get the copy', () => {
    const original = new Curl();
    const texts: unknown[] = [];
    original.setopt(pycurl.URL, `${origin.http}/bytes/3`);
    original.setopt(pycurl.WRITEFUNCTION, () => {
      texts.push(original.errstr(), thrownBy(() => copy.errstr()).message);
    });
    const copy: Curl = original.duphandle();
    copy.perform();
    expect(texts).toEqual(['', 'cannot invoke errstr() - perform() is currently running']);
    for (const each of [original, copy]) each.close();
  });

  it('reset options, and keep the share', () => {
    using share = new CurlShare();
    c.setopt(pycurl.SHARE, share);
    c.setopt(pycurl.CUSTOMREQUEST, 'PROPFIND');
    c.reset();
    expect(c.share()).toBe(share);
    expect(echo()).toMatchObject({ method: 'GET', headers: { 'user-agent': pycurl.version } });
  });
});

describe('getinfo', () => {
  it('has the type of its info', () => {
    c.setopt(pycurl.URL, `${origin.http}/bytes/1`);
    c.perform_rb();
    const [status, url, cookies] = [c.getinfo(pycurl.RESPONSE_CODE), c.getinfo(pycurl.EFFECTIVE_URL), c.getinfo(pycurl.INFO_COOKIELIST)];
    const check: [number, string | null, string[]] = [status, url, cookies];
    expect(check).toEqual([200, `${origin.http}/bytes/1`, []]);
  });

  it('returns text that is not UTF-8 as bytes with the raw method, and otherwise throws', () => {
    c.setopt(pycurl.URL, `${origin.http}/latin`);
    c.setopt(pycurl.COOKIEFILE, '');
    expect(() => c.perform_rs()).toThrow(UnicodeDecodeError);
    expect(c.getinfo_raw(pycurl.CONTENT_TYPE)).toEqual(Buffer.from('text/\xe9', 'latin1'));
    const [cookie] = c.getinfo_raw(pycurl.INFO_COOKIELIST);
    expect(cookie!.toString('latin1')).toMatch(/\tname\t\xe9$/);
    for (const info of [pycurl.CONTENT_TYPE, pycurl.INFO_COOKIELIST]) expect(() => c.getinfo(info)).toThrow(UnicodeDecodeError);
    expect([c.getinfo_raw(pycurl.RESPONSE_CODE), c.getinfo_raw(pycurl.REDIRECT_URL)]).toEqual([200, null]);
  });

  it('returns values by type', () => {
    c.setopt(pycurl.URL, `${origin.https}/headers`);
    c.setopt(pycurl.CAINFO, origin.caFile);
    c.setopt(pycurl.OPT_CERTINFO, 1);
    c.setopt(pycurl.COOKIEFILE, '');
    c.perform_rb();
    expect(c.getinfo(pycurl.TOTAL_TIME)).toBeGreaterThan(0);
    expect(c.getinfo(pycurl.EFFECTIVE_URL)).toBe(`${origin.https}/headers`);
    expect(c.getinfo_raw(pycurl.EFFECTIVE_URL)).toEqual(Buffer.from(`${origin.https}/headers`));
    expect(c.getinfo(pycurl.REDIRECT_URL)).toBeNull();
    expect(c.getinfo(pycurl.INFO_COOKIELIST).length).toBe(2);
    const [certificate] = c.getinfo(pycurl.INFO_CERTINFO);
    expect(Object.fromEntries(certificate!)).toHaveProperty('Subject');
    expect(() => c.getinfo(12_345)).toThrow(new ValueError('invalid argument to getinfo'));
  });
});
