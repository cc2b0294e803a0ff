import { BytesIO, StringIO, pycurl } from '../src/index.js';
import { c, origin } from './fixture.js';

describe('the helpers', () => {
  it('BytesIO behaves like Python’s', () => {
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

  it('StringIO accepts text and bytes', () => {
    const io = new StringIO();
    c.setopt(pycurl.URL, `${origin.http}/status/404`);
    c.setopt(pycurl.WRITEDATA, io);
    c.perform();
    expect(io.getvalue()).toBe('status 404');
  });
});
