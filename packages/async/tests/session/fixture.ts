import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlWrapper, type Session } from '../../src/index.js';

// The fixture of the tests of sessions: one origin per test file, and a new session per test.
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
