import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlMulti, Easy } from '../src/index.js';

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
});
