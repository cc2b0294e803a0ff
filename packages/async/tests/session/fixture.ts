import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlWrapper, type Session } from '../../src/index.js';

// What the tests of sessions begin with: an origin for the file, and a session of its own for each test.
export let origin: Origin;
export let wrapper: CurlWrapper;
export let session: Session;

beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => {
  wrapper = new CurlWrapper();
  session = wrapper.session();
});
afterEach(() => wrapper.close());
