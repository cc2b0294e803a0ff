import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { type Curl, CurlMime, OverflowError, UnicodeEncodeError, ValueError, error, pycurl } from '../src/index.js';
import { curlFor, echoOf, thrownBy } from './helpers.js';

let origin: Origin;
let c: Curl;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => (c = curlFor(`${origin.http}/echo`)));
afterEach(() => c.close());

const bodyOf = (handle: Curl = c) => echoOf(handle).body;

describe('a part', () => {
  it('has name, type, file name, headers and encoder', () => {
    const m = new CurlMime(c);
    const part = m.addpart();
    part.name(Buffer.from('n\xe9', 'latin1'));
    part.data('content');
    part.filename('f.txt');
    part.type('text/x');
    part.headers(['X-One: 1', Buffer.from('X-Two: \xe9', 'latin1')]);
    part.encoder('base64');
    c.setopt(pycurl.MIMEPOST, m);
    const body = bodyOf();
    expect(body).toContain('name="n\xe9"; filename="f.txt"');
    for (const line of ['Content-Type: text/x', 'X-One: 1', 'X-Two: \xe9', 'Content-Transfer-Encoding: base64', 'Y29udGVudA=='])
      expect(body).toContain(line);
  });

  it('accepts text, bytes and buffers as data', () => {
    const m = new CurlMime(c);
    for (const [index, data] of ['text', Buffer.from('bytes'), new Uint8Array([65, 66]).buffer].entries())
      m.add_field(`f${index}`, data as never);
    c.setopt(pycurl.MIMEPOST, m);
    expect(bodyOf()).toMatch(/\r\n\r\ntext\r\n[\s\S]*\r\n\r\nbytes\r\n[\s\S]*\r\n\r\nAB\r\n/);
  });

  it.each([
    ['name', 5, TypeError, 'expected bytes or an ASCII string, got int'],
    ['type', 'ä', UnicodeEncodeError, "'ascii' codec"],
    ['headers', 'X: 1', TypeError, 'headers must be a list or tuple of strings'],
    ['headers', [5], TypeError, 'headers must contain only byte or ascii-unicode strings'],
    ['data', 5, TypeError, 'data() argument must be a byte string'],
    ['encoder', 'bogus', error, '43'],
  ] as const)('%s refuses %p', (method, value, kind, message) => {
    const part = new CurlMime(c).addpart();
    const thrown = thrownBy(() => (part[method] as (value: unknown) => void)(value));
    expect(thrown).toBeInstanceOf(kind);
    expect(`${String(thrown.args)} ${thrown.message}`).toContain(message);
  });

  it('is unusable when its CurlMime or its handle is closed', () => {
    const m = new CurlMime(c);
    const part = m.addpart();
    m.close();
    expect(thrownBy(() => part.name('x')).args).toEqual(['cannot invoke name() - no mime handle']);
    const other = new CurlMime(c);
    c.close();
    expect(thrownBy(() => other.addpart()).args).toEqual(['cannot invoke addpart() - no curl handle']);
    other.close();
  });
});

describe('add', () => {
  it('adds all of a part or nothing', () => {
    const m = new CurlMime(c);
    m.add_field('first', '1');
    expect(() => m.add({ name: 'x', headers: [5] as never })).toThrow(TypeError);
    const thrown = thrownBy(() => m.add_file('f', '/no/such/file'));
    expect(thrown.args).toEqual([26, pycurl.easy_strerror(26)]);
    expect((thrown.cause as Error).message).toContain('ENOENT');
    expect(() => m.add({ name: 'x', data: 'a', encoder: 'bogus' })).toThrow(error);
    c.setopt(pycurl.MIMEPOST, m);
    expect(bodyOf().match(/name=/g)).toHaveLength(1);
  });

  it('_file sends a file, optionally under another name', () => {
    const directory = mkdtempSync(join(tmpdir(), 'curlew-mime-'));
    writeFileSync(join(directory, 'a.txt'), 'from a file');
    const m = new CurlMime(c);
    m.add_file('one', join(directory, 'a.txt'));
    m.add_file('two', join(directory, 'a.txt'), { filename: 'b.txt', content_type: 'text/b' });
    c.setopt(pycurl.MIMEPOST, m);
    const body = bodyOf();
    expect(body).toContain('name="one"; filename="a.txt"');
    expect(body).toMatch(/name="two"; filename="b.txt"\r\nContent-Type: text\/b\r\n\r\nfrom a file/);
    rmSync(directory, { recursive: true });
  });
});

describe('MIMEPOST', () => {
  it('accepts an open CurlMime of the same handle that is not part of another', () => {
    const other = curlFor(`${origin.http}/echo`);
    const [foreign, closed, child, parent] = [new CurlMime(other), new CurlMime(c), new CurlMime(c), new CurlMime(c)];
    closed.close();
    parent.addpart().subparts(child);
    for (const wrong of [foreign, closed, child]) expect(() => c.setopt(pycurl.MIMEPOST, wrong)).toThrow(ValueError);
    expect(() => c.setopt(pycurl.MIMEPOST, {} as never)).toThrow(TypeError);
    other.close();
  });

  it('replaces HTTPPOST, and vice versa', () => {
    const m = new CurlMime(c);
    m.add_field('mime', 'm');
    c.setopt(pycurl.HTTPPOST, [['post', 'p']]);
    c.setopt(pycurl.MIMEPOST, m);
    expect(bodyOf()).toContain('name="mime"');
    const copy = c.duphandle();
    expect(bodyOf(copy)).toContain('name="mime"');
    copy.close();
    c.setopt(pycurl.HTTPPOST, [['post', 'p']]);
    expect(bodyOf()).toContain('name="post"');
  });

  it('is unset when its CurlMime is closed', () => {
    const m = new CurlMime(c);
    m.add_field('a', 'b');
    c.setopt(pycurl.MIMEPOST, m);
    m.close();
    expect(bodyOf()).toBe('');
    const [first, second] = [new CurlMime(c), new CurlMime(c)];
    second.add_field('second', '2');
    c.setopt(pycurl.MIMEPOST, first);
    c.setopt(pycurl.MIMEPOST, second);
    first.close();
    expect(bodyOf()).toContain('name="second"');
  });

  it('is kept while a transfer runs', () => {
    const m = new CurlMime(c);
    m.add_field('a', 'b');
    c.setopt(pycurl.MIMEPOST, m);
    let refused: unknown;
    c.setopt(pycurl.WRITEFUNCTION, () => void (refused = thrownBy(() => m.close()).args));
    c.perform();
    expect(refused).toEqual(['cannot invoke close() - perform() is currently running']);
    expect(m.closed).toBe(false);
  });
});

describe('subparts', () => {
  it('belong to their parent, and end with it', () => {
    const [m, child] = [new CurlMime(c), new CurlMime(c)];
    child.add_field('inner', 'i');
    const part = m.addpart();
    part.subparts(child);
    part.name('outer');
    c.setopt(pycurl.MIMEPOST, m);
    expect(bodyOf()).toMatch(/name="outer"[\s\S]*i\r\n/);
    m.close();
    expect(child.closed).toBe(true);
  });

  it('refuse what pycurl refuses, and change nothing then', () => {
    const other = curlFor(`${origin.http}/`);
    const [m, taken, posted, closed] = [new CurlMime(c), new CurlMime(c), new CurlMime(c), new CurlMime(c)];
    m.addpart().subparts(taken);
    c.setopt(pycurl.MIMEPOST, posted);
    closed.close();
    const part = m.addpart();
    for (const [wrong, message] of [
      [taken, 'already attached as subparts'],
      [m, 'does not accept the parent'],
      [posted, 'currently set as MIMEPOST'],
      [closed, 'closed mime object'],
      [new CurlMime(other), 'same Curl handle'],
    ] as const) {
      const thrown = thrownBy(() => part.subparts(wrong));
      expect(thrown).toBeInstanceOf(ValueError);
      expect(thrown.message).toContain(message);
    }
    expect(() => part.subparts({} as never)).toThrow(TypeError);
    part.data('still usable');
    other.close();
  });
});

describe('data_cb', () => {
  const streaming = (m: CurlMime, text: string, freed: string[], tag = text) => {
    const part = m.addpart();
    part.name('f');
    let left = text;
    part.data_cb(
      text.length,
      (_user, size) => {
        const piece = left.slice(0, size);
        left = left.slice(size);
        return piece;
      },
      () => {
        left = text;
        return 0;
      },
      () => void freed.push(tag),
    );
    return part;
  };

  it('reads its data when it is sent, and frees it when its CurlMime is closed', () => {
    const [m, freed] = [new CurlMime(c), [] as string[]];
    streaming(m, 'streamed', freed);
    c.setopt(pycurl.MIMEPOST, m);
    expect(bodyOf()).toContain('streamed');
    expect(freed).toEqual([]);
    m.close();
    m.close();
    expect(freed).toEqual(['streamed']);
  });

  it('is freed once when the part gets other data', () => {
    const [m, freed] = [new CurlMime(c), [] as string[]];
    const part = streaming(m, 'first', freed);
    part.data_cb(
      null,
      () => '',
      null,
      () => void freed.push('second'),
    );
    expect(freed).toEqual(['first']);
    part.data('text');
    expect(freed).toEqual(['first', 'second']);
    expect(() => part.data_cb(5, 'x' as never)).toThrow('read must be callable');
    m.close();
    expect(freed).toEqual(['first', 'second']);
  });

  it('is freed by the last of its CurlMime and the duplicates that send it', () => {
    const [m, freed] = [new CurlMime(c), [] as string[]];
    streaming(m, 'shared', freed);
    c.setopt(pycurl.MIMEPOST, m);
    const [one, two] = [c.duphandle(), c.duphandle()];
    expect(bodyOf(one)).toContain('shared');
    m.close();
    one.close();
    expect(freed).toEqual([]);
    const three = two.duphandle();
    two.reset();
    expect(freed).toEqual([]);
    three.setopt(pycurl.HTTPPOST, [['other', 'o']]);
    expect(freed).toEqual(['shared']);
    for (const each of [two, three]) each.close();
    expect(freed).toEqual(['shared']);
  });

  it('of nested parts is freed with them', () => {
    const [m, freed] = [new CurlMime(c), [] as string[]];
    streaming(m.add_multipart('outer'), 'nested', freed);
    c.setopt(pycurl.MIMEPOST, m);
    const copy = c.duphandle();
    m.close();
    expect(freed).toEqual([]);
    copy.close();
    expect(freed).toEqual(['nested']);
  });

  it('fails the transfer when it returns too many bytes, or anything else', () => {
    for (const wrong of [(_: unknown, size: number) => Buffer.alloc(size + 1), () => ({}), () => null] as never[]) {
      const m = new CurlMime(c);
      m.addpart().data_cb(null, wrong);
      c.setopt(pycurl.MIMEPOST, m);
      expect(thrownBy(() => c.perform())).toBeInstanceOf(error);
      m.close();
    }
  });

  it('checks its arguments', () => {
    const part = new CurlMime(c).addpart();
    const read = () => '';
    expect(() => part.data_cb(-2, read)).toThrow(new ValueError('datasize must be >= -1'));
    expect(() => part.data_cb(1.5, read)).toThrow('datasize must be an integer');
    expect(() => part.data_cb(2 ** 70, read)).toThrow(OverflowError);
    expect(() => part.data_cb(1, read, 5 as never)).toThrow('seek must be callable or None');
    expect(() => part.data_cb(1, read, null, 5 as never)).toThrow('free must be callable or None');
  });
});
