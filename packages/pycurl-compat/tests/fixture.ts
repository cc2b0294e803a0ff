import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { type Curl, pycurl } from '../src/index.js';
import { type Echo, echoOf } from './helpers.js';

// The set-up of the tests of Curl: an origin for the file, and a new handle for each test.
export let origin: Origin;
export let c: Curl;

beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => (c = new pycurl.Curl()));
afterEach(() => c.close());

/** The handle's request as the origin has seen it. */
export function echo(): Echo {
  c.setopt(pycurl.URL, `${origin.http}/echo`);
  return echoOf(c);
}
