import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import asDefault, * as asNamespace from '../src/index.js';
import { BytesIO, FileIO, StringIO, ValueError, open, pycurl } from '../src/index.js';
import { c, origin } from './fixture.js';
import { echoOf, thrownBy } from './helpers.js';

describe('a method is bound, as in Python', () => {
  it('write of a BytesIO can be a WRITEFUNCTION', () => {
    const buffer = new BytesIO();
    c.setopt(c.URL, `${origin.http}/bytes/5`);
    c.setopt(c.WRITEFUNCTION, buffer.write);
    c.perform();
    expect(buffer.getvalue()).toHaveLength(5);
  });

  it('read of a BytesIO can be a READFUNCTION', () => {
    const upload = new BytesIO('upload');
    c.setopt(c.URL, `${origin.http}/echo`);
    c.setopt(c.UPLOAD, 1);
    c.setopt(c.INFILESIZE, 6);
    c.setopt(c.READFUNCTION, upload.read);
    expect(echoOf(c).body).toBe('upload');
  });

  it('so can one of a class that extends a file', () => {
    class Counting extends BytesIO {
      calls = 0;
      override write(data: Uint8Array): number {
        this.calls += 1;
        return super.write(data);
      }
      header(line: Buffer): void {
        super.write(line);
      }
    }
    const counting = new Counting();
    c.setopt(c.URL, `${origin.http}/bytes/5`);
    c.setopt(c.WRITEFUNCTION, counting.write);
    c.setopt(c.HEADERFUNCTION, counting.header);
    c.perform();
    expect([counting.calls, counting.getvalue().toString('latin1').startsWith('HTTP/1.1 200')]).toEqual([1, true]);
    expect(Object.keys(counting)).toEqual(['calls']);
  });

  it('write of a StringIO accepts text in pieces', () => {
    const text = new StringIO();
    const bytes = Buffer.from('äöü€');
    for (const byte of bytes) text.write(Buffer.from([byte]));
    expect(text.getvalue()).toBe('äöü€');
    expect(text.write(Buffer.from('ä'))).toBe(2);
  });
});

describe('a file-like object', () => {
  const write = (answer: unknown) => c.setopt(c.WRITEDATA, { write: () => answer });
  beforeEach(() => c.setopt(c.URL, `${origin.http}/bytes/5`));

  it.each([3, 6, 0, -1])('whose write() returns %p, and not the number of bytes it got, ends the transfer', (answer) => {
    write(answer);
    expect(thrownBy(() => c.perform()).args[0]).toBe(pycurl.E_WRITE_ERROR);
  });

  it.each([5, null, undefined, true, false])('whose write() returns %p has accepted everything', (answer) => {
    write(answer);
    c.perform();
  });

  it('whose write() returns a promise is refused with a clear error', () => {
    write(Promise.resolve(5));
    const thrown = thrownBy(() => c.perform());
    expect([thrown.args[0], ((thrown.cause as Error).cause as Error).message]).toEqual([23, 'write callback must return int or None']);
  });
});

describe('open', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'curlew-open-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('returns files for writing a body and for reading an upload', () => {
    const path = join(directory, 'body');
    {
      using file = open(path, 'wb');
      c.setopt(c.URL, `${origin.http}/bytes/5`);
      c.setopt(c.WRITEDATA, file);
      c.perform();
    }
    expect(readFileSync(path)).toHaveLength(5);
    writeFileSync(path, 'upload');
    using file = open(path, 'rb');
    c.setopt(c.URL, `${origin.http}/echo`);
    c.setopt(c.UPLOAD, 1);
    c.setopt(c.READDATA, file);
    c.setopt(c.INFILESIZE, 6);
    expect(echoOf(c).body).toBe('upload');
  });

  it('supports Python’s modes and positions', () => {
    const path = join(directory, 'file');
    const file = open(path, 'w+b');
    expect([file.write('hello'), file.tell(), file.seek(1), file.read(2).toString(), file.read().toString(), file.seek(-1, 2)]).toEqual([
      5,
      5,
      1,
      'el',
      'lo',
      4,
    ]);
    file.write('O!');
    file.close();
    file.close();
    expect([file.closed, readFileSync(path, 'utf8')]).toEqual([true, 'hellO!']);
    expect(() => file.read()).toThrow(new ValueError('I/O operation on closed file'));
    using more = open(path, 'ab');
    more.write('+');
    expect([more instanceof FileIO, readFileSync(path, 'utf8')]).toEqual([true, 'hellO!+']);
    expect(() => open(path, 'xb')).toThrow(/EEXIST/);
    expect(() => open(path, 'z')).toThrow(new ValueError("invalid mode: 'z'"));
  });
});

describe('types', () => {
  it('of inline callbacks are inferred', () => {
    c.setopt(c.URL, `${origin.http}/bytes/5`);
    let seen = '';
    c.setopt(c.WRITEFUNCTION, (data) => data.length);
    c.setopt(c.HEADERFUNCTION, (line) => void (seen += line.toString('latin1')));
    c.setopt(c.NOPROGRESS, false);
    c.setopt(c.XFERINFOFUNCTION, (total, now) => now > total);
    c.setopt(c.DEBUGFUNCTION, (type, data) => void (seen += `${type}${data.length}`));
    c.setopt(c.OPENSOCKETFUNCTION, null);
    c.setopt(c.WRITEFUNCTION, (view) => view.slice().length, { use_memoryview: true });
    // @ts-expect-error -- a write callback answers a number
    c.setopt(c.WRITEFUNCTION, () => 'text');
    c.setopt(c.WRITEFUNCTION, (data) => data.length);
    c.perform();
    expect(seen).toContain('HTTP/1.1 200');
  });

  it('allow a table of options to be set', () => {
    const table: [number, string | number | ((data: Buffer) => number)][] = [
      [c.URL, `${origin.http}/bytes/5`],
      [c.FOLLOWLOCATION, 1],
      [c.WRITEFUNCTION, (data) => data.length],
    ];
    for (const [option, value] of table) c.setopt(option, value);
    for (const [option, value] of [
      [c.URL, `${origin.http}/bytes/5`],
      [c.TIMEOUT, 5],
    ] as const)
      c.setopt(option, value);
    for (const [option, value] of new Map<number, string>([[c.CUSTOMREQUEST, 'GET']])) c.setopt(option, value);
    c.perform();
    expect(c.getinfo(c.RESPONSE_CODE)).toBe(200);
  });
});

describe('the module', () => {
  it('is its default export, and a namespace with all names', () => {
    expect(asDefault).toBe(pycurl);
    for (const name of Object.keys(pycurl)) expect(asNamespace[name as 'URL']).toBe(pycurl[name as 'URL']);
    const ten: 10_002 = asNamespace.URL;
    expect(ten).toBe(c.URL);
  });

  it('exports no internals', () => {
    expect(Object.keys(asNamespace)).not.toEqual(expect.arrayContaining(['asPycurl']));
    expect(Object.keys(asNamespace).filter((name) => /^[a-z]+[A-Z]/.test(name))).toEqual([]);
  });

  it('has pycurl’s version', () => {
    expect(pycurl.version).toMatch(/^PycURL\/7\.4\d\.\d+ libcurl\/\d+\.\d+\.\d+ \S+/);
    for (const library of ['zlib/', 'nghttp2/']) expect(pycurl.version).toContain(library);
    expect(pycurl.COMPILE_LIBCURL_VERSION_NUM).toBe(pycurl.version_info()[2]);
    expect([pycurl.COMPILE_PY_VERSION_HEX, pycurl.COMPILE_SSL_LIB]).toEqual([0, 'openssl']);
  });

  it('creates errors and named tuples like Python', () => {
    const failure = new pycurl.error(7, "can't");
    expect([failure.args, failure.message]).toEqual([[7, "can't"], `(7, "can't")`]);
    expect([new pycurl.error('closed').args, new pycurl.error('closed').message]).toEqual([['closed'], 'closed']);
    const entry = pycurl.HstsEntry('example.com', null, true);
    expect([entry[0], entry.host, [...entry].length]).toEqual(['example.com', 'example.com', 3]);
  });
});
