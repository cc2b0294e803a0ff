import { unclearErrors } from '@curlew-internal/test-origin';
import { CurlMulti } from '../src/index.js';

it('a wrong argument is named by the error', async () => {
  expect(await unclearErrors({ make: () => new CurlMulti() })).toEqual([]);
});
