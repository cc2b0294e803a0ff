import { type Curl, CurlMulti, pycurl } from '../src/index.js';

const WARNS: [name: string, text: string, use: (c: Curl) => void][] = [
  ['HTTPPOST', 'HTTPPOST is deprecated; use MIMEPOST', (c) => c.setopt(pycurl.HTTPPOST, [['a', 'b']])],
  ['PROGRESSFUNCTION', 'PROGRESSFUNCTION is deprecated; use XFERINFOFUNCTION', (c) => c.setopt(pycurl.PROGRESSFUNCTION, () => 0)],
  ['IOCTLFUNCTION', 'IOCTLFUNCTION is deprecated; use SEEKFUNCTION', (c) => c.setopt(pycurl.IOCTLFUNCTION, () => 0)],
  ['EGDSOCKET', 'setopt option is deprecated: EGDSOCKET', (c) => c.setopt(pycurl.EGDSOCKET, 'x')],
  ['RANDOM_FILE', 'setopt option is deprecated: RANDOM_FILE', (c) => c.setopt_string(pycurl.RANDOM_FILE, 'x')],
  ['SIZE_UPLOAD', 'getinfo option is deprecated: SIZE_UPLOAD; use SIZE_UPLOAD_T', (c) => c.getinfo(pycurl.SIZE_UPLOAD)],
  ['SPEED_UPLOAD', 'getinfo option is deprecated: SPEED_UPLOAD; use SPEED_UPLOAD_T', (c) => c.getinfo_raw(pycurl.SPEED_UPLOAD)],
  ['socket_all', 'socket_all is deprecated; use socket_action', () => new CurlMulti().socket_all()],
];

let warned: unknown[][];
beforeEach(() => {
  warned = [];
  jest.spyOn(process, 'emitWarning').mockImplementation((...given: unknown[]) => void warned.push(given));
});
afterEach(() => jest.restoreAllMocks());

describe('a DeprecationWarning', () => {
  it.each(WARNS)('is emitted once for %s', (_name, text, use) => {
    using c = new pycurl.Curl();
    use(c);
    use(c);
    expect(warned).toEqual([[text, 'DeprecationWarning']]);
  });

  it('is emitted neither when such an option is unset nor for its replacement', () => {
    using c = new pycurl.Curl();
    for (const option of [pycurl.HTTPPOST, pycurl.PROGRESSFUNCTION, pycurl.IOCTLFUNCTION] as const) c.setopt(option, null);
    c.setopt(pycurl.XFERINFOFUNCTION, () => 0);
    c.getinfo(pycurl.SIZE_UPLOAD_T);
    using copy = c.duphandle();
    copy.close();
    expect(warned).toEqual([]);
  });
});
