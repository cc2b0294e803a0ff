import { versionInfo } from '@curlew/core-native';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlMulti, Easy, select } from '../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

describe('CurlMulti', () => {
  it('runs transfers in a loop of its user and tells which failed', () => {
    using multi = new CurlMulti();
    const fine = [1, 2, 3].map((size) => new Easy().setOpt('URL', `${origin.http}/bytes/${size}`));
    const failing = new Easy().setOpt('URL', `${origin.refused}/`);
    for (const easy of [...fine, failing]) multi.addHandle(easy);
    let [status, active] = multi.perform();
    while (active > 0) {
      multi.poll(1);
      [status, active] = multi.perform();
    }
    expect(status).toBe(0);
    const [queued, ok, failed] = multi.infoRead();
    expect(queued).toBe(0);
    expect(new Set(ok)).toEqual(new Set(fine));
    expect(failed).toEqual([[failing, 7, expect.stringContaining('127.0.0.1')]]);
    expect(fine.map((easy) => easy.takeBody().length)).toEqual([1, 2, 3]);
    for (const easy of [...fine, failing]) multi.removeHandle(easy);
    expect(multi.closed).toBe(false);
  });

  it("runs the seed's loop on fdset and a standalone select", () => {
    using multi = new CurlMulti();
    const easy = new Easy().setOpt('URL', `${origin.http}/drip/5/10`);
    multi.addHandle(easy);
    let waits = 0;
    let [, active] = multi.perform();
    while (active) {
      select(...multi.fdset(), 1);
      waits += 1;
      [, active] = multi.perform();
    }
    expect(easy.takeBody().toString()).toBe('.....');
    // It really waits: five bytes, ten milliseconds apart, are no busy loop.
    expect(waits).toBeLessThan(100);
  });

  it("runs the seed's loop on select", () => {
    using multi = new CurlMulti();
    const easy = new Easy().setOpt('URL', `${origin.http}/delay/100/7`);
    multi.addHandle(easy);
    expect([multi.contains(easy), multi.contains(new Easy())]).toEqual([true, false]);
    let waits = 0;
    let [, active] = multi.perform();
    while (active) {
      waits += 1;
      if (multi.select(1) === -1) continue;
      [, active] = multi.perform();
    }
    expect(easy.takeBody()).toHaveLength(7);
    expect(waits).toBeLessThan(100);
    expect(multi.select(5)).toBe(0);
  });

  it('waits for descriptors above 1023', () => {
    using multi = new CurlMulti();
    const easys = Array.from({ length: 1200 }, (_, index) => new Easy().setOpt('URL', `${origin.http}/delay/300/1?${index}`));
    for (const easy of easys) multi.addHandle(easy);
    let highest = 0;
    while (multi.perform()[1] > 0) {
      highest = Math.max(highest, ...multi.fdset().flat());
      multi.select(1);
    }
    // A system libcurl before 8.8 has only fd_set, which ends there.
    if (versionInfo().versionNum >= 0x080800) expect(highest).toBeGreaterThan(1023);
    expect(multi.infoRead()[1]).toHaveLength(1200);
    for (const easy of easys) easy.close();
  });

  it('tells how long libcurl wants to wait', () => {
    using multi = new CurlMulti();
    expect(multi.timeout()).toBe(-1);
    multi.addHandle(new Easy().setOpt('URL', `${origin.http}/bytes/1`));
    expect(multi.timeout()).toBeGreaterThanOrEqual(0);
  });

  it('checks what select is given', () => {
    expect(select([], [], [], 0)).toEqual([[], [], []]);
    expect(() => select([-1], [], [], 0)).toThrow(RangeError);
    expect(() => select([999_999], [], [], 0)).toThrow(RangeError);
    expect(() => select('0' as never, [], [], 0)).toThrow(TypeError);
    expect(() => select([], [], [], -1)).toThrow(RangeError);
    expect(() => select([], [], [], 'soon' as never)).toThrow(RangeError);
  });
});
