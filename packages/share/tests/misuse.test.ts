import { unclearErrors } from '@curlew-internal/test-origin';
import { CurlShare } from '../src/index.js';

it('a wrong argument is named by the error', async () => {
  expect(await unclearErrors({ make: () => new CurlShare() })).toEqual([]);
});
