import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { BytesIO, StringIO, pycurl, type Curl } from '../src/index.js';

let origin: Origin;
let c: Curl;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => (c = new pycurl.Curl()));
afterEach(() => c.close());

describe('the helpers', () => {
  it('BytesIO is Python’s', () => {
    const io = new BytesIO();
    io.write(Buffer.from('hello'));
    io.write(Buffer.from(' world'));
    expect([io.getvalue().toString(), io.tell(), io.seek(0), io.read(5).toString(), io.read().toString(), io.read().toString()]).toEqual([
      'hello world',
      11,
      0,
      'hello',
      ' world',
      '',
    ]);
    io.seek(0);
    io.write(Buffer.from('J'));
    io.truncate(5);
    expect(io.getvalue().toString()).toBe('Jello');
    io.seek(7);
    io.write(Buffer.from('!'));
    expect(io.getvalue().toString()).toBe('Jello\0\0!');
  });

  it('StringIO takes text and bytes', () => {
    const io = new StringIO();
    c.setopt(pycurl.URL, `${origin.http}/status/404`);
    c.setopt(pycurl.WRITEDATA, io);
    c.perform();
    expect(io.getvalue()).toBe('status 404');
  });
});
