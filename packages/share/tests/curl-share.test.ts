import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Multi } from '@curlew/core-native';
import { CurlShare, CurlStateError, Easy, ShareError } from '../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

const easyFor = (path: string) => new Easy().setOpts({ URL: `${origin.http}${path}`, COOKIEFILE: '' });
const cookiesSeen = (easy: Easy) =>
  (JSON.parse(easy.setOpt('URL', `${origin.http}/cookies`).perform().takeBody().toString()) as { cookie: string }).cookie;

describe('CurlShare', () => {
  it('shares cookies only between the handles that use it', () => {
    using share = new CurlShare().share('COOKIE');
    const [one, two, stranger] = [easyFor('/cookies/name/value'), easyFor('/'), easyFor('/')];
    for (const easy of [one, two]) easy.setOpt('SHARE', share);
    one.perform();
    expect(cookiesSeen(two)).toBe('name=value');
    expect(cookiesSeen(stranger)).toBe('');
  });

  it('shares connections', () => {
    using share = new CurlShare().share('CONNECT');
    const [one, two] = [easyFor('/bytes/1'), easyFor('/bytes/1')];
    for (const easy of [one, two]) easy.setOpt('SHARE', share).perform();
    expect([one.getInfo('NUM_CONNECTS'), two.getInfo('NUM_CONNECTS')]).toEqual([1, 0]);
    expect(new Easy().setOpt('URL', `${origin.http}/bytes/1`).perform().getInfo('NUM_CONNECTS')).toBe(1);
  });

  it('stops sharing a kind of data', () => {
    using share = new CurlShare().share('COOKIE', 'DNS').unshare('COOKIE');
    const [one, two] = [easyFor('/cookies/name/value'), easyFor('/')];
    for (const easy of [one, two]) easy.setOpt('SHARE', share);
    one.perform();
    expect(cookiesSeen(two)).toBe('');
  });

  it('detaches its handles when it is closed; they stay usable', () => {
    const share = new CurlShare().share('COOKIE');
    const easy = easyFor('/bytes/1').setOpt('SHARE', share);
    expect(share.users).toBe(1);
    share.close();
    share.close();
    expect([share.closed, share.users]).toEqual([true, 0]);
    expect(easy.perform().takeBody()).toHaveLength(1);
  });

  it('refuses to close while it is used without detachOnClose, and changes nothing', () => {
    const share = new CurlShare({ detachOnClose: false }).share('COOKIE');
    const easy = easyFor('/bytes/1').setOpt('SHARE', share);
    expect(() => share.close()).toThrow(ShareError);
    expect(() => share.close()).toThrow(expect.objectContaining({ code: 'CURLSHE_IN_USE' }));
    expect([share.closed, share.users]).toEqual([false, 1]);
    easy.setOpt('SHARE', null);
    share.close();
    expect(share.closed).toBe(true);
  });

  it('is left by a handle that is closed, set to null, or moved to another share', () => {
    const [first, second] = [new CurlShare(), new CurlShare()];
    const [one, two, three] = [easyFor('/'), easyFor('/'), easyFor('/')];
    for (const easy of [one, two, three]) easy.setOpt('SHARE', first);
    one.close();
    two.setOpt('SHARE', null);
    three.setOpt('SHARE', second);
    expect([first.users, second.users]).toEqual([0, 1]);
    first.close();
    second.close();
  });

  it('stays set after reset() of its handle, as in libcurl', () => {
    using share = new CurlShare().share('COOKIE');
    const [one, two] = [easyFor('/cookies/a/b'), easyFor('/')];
    for (const easy of [one, two]) easy.setOpt('SHARE', share);
    one.perform();
    // The cookie engine is an option, so it has to be asked for again; the share and its cookies are still there.
    two.reset().setOpt('COOKIEFILE', '');
    expect(share.users).toBe(2);
    expect(cookiesSeen(two)).toBe('a=b');
  });

  it('refuses to change kinds while it is used, unknown kinds, and objects other than shares', () => {
    using share = new CurlShare();
    const easy = easyFor('/').setOpt('SHARE', share);
    expect(() => share.share('DNS')).toThrow(expect.objectContaining({ code: 'CURLSHE_IN_USE' }));
    easy.setOpt('SHARE', null);
    expect(() => share.share()).toThrow(TypeError);
    expect(() => share.share('DISK' as never)).toThrow(TypeError);
    expect(() => share.share(99 as never)).toThrow(ShareError);
    expect(() => share.setOpt(3, 1)).toThrow(RangeError);
    expect(() => share.setOpt('1' as never, 1)).toThrow(TypeError);
    for (const value of [1, 'share', {}, Object.create(CurlShare.prototype)])
      expect(() => easy.setOpt('SHARE', value as never)).toThrow(TypeError);
    easy.close();
  });

  it('throws once it is closed', () => {
    const share = new CurlShare();
    share.close();
    expect(() => share.share('DNS')).toThrow(CurlStateError);
    expect(() => easyFor('/').setOpt('SHARE', share)).toThrow(CurlStateError);
  });

  it('cannot be attached, detached or closed during a transfer', async () => {
    const share = new CurlShare().share('COOKIE');
    const easy = easyFor('/delay/50').setOpt('SHARE', share);
    await new Promise<void>((resolve) => {
      const multi = new Multi().attach({ onDone: () => resolve(multi.close()) });
      multi.addHandle(easy);
      expect(() => easy.setOpt('SHARE', null)).toThrow(CurlStateError);
      expect(() => share.close()).toThrow(expect.objectContaining({ code: 'CURLSHE_IN_USE' }));
      expect(share.closed).toBe(false);
    });
    share.close();
    expect(share.closed).toBe(true);
    const inside: string[] = [];
    const other = new CurlShare();
    easyFor('/bytes/1')
      .setOpt('SHARE', other)
      .setOpt('WRITEFUNCTION', () => {
        try {
          other.close();
        } catch (error) {
          inside.push((error as ShareError).code);
        }
      })
      .perform();
    expect(inside).toEqual(['CURLSHE_IN_USE']);
  });
});
