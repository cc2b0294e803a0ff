import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, Mime, constants } from '../src/index.js';
import { failureOf } from './failure-of.js';

let origin: Origin;
let directory: string;
beforeAll(async () => {
  origin = await startOrigin();
  directory = mkdtempSync(join(tmpdir(), 'curlew-mime-'));
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await origin.close();
});

let easy: Easy;
let form: Mime;
beforeEach(() => {
  easy = new Easy().setOpts({ URL: `${origin.http}/echo` });
  form = new Mime();
});
afterEach(() => easy.close());

const sent = () => {
  const { body, headers } = JSON.parse(easy.perform().takeBody().toString()) as { body: string; headers: Record<string, string> };
  const boundary = /boundary=(.*)$/.exec(headers['content-type']!)![1]!;
  return body.split(`--${boundary}`).slice(1, -1);
};

/** A source that gives `text` in pieces. */
function source(text: string, piece = 3) {
  let position = 0;
  return {
    read: (room: number) => {
      const bytes = text.slice(position, position + Math.min(room, piece));
      position += bytes.length;
      return bytes;
    },
    seek: (offset: number) => void (position = offset),
  };
}

describe('a Mime', () => {
  it('sends data, names, types, file names, headers and bytes that are not text', () => {
    form.addPart().name('note').data('grüße');
    form.addPart().name('file').filename('a.bin').type('application/x-a').headers(['X-Part: 1', 'X-More: 2']).data(bytesOf(300));
    form
      .addPart()
      .name('view')
      .data(new Uint16Array([0x4142]));
    form.addPart().name('empty');
    easy.setOpt('MIMEPOST', form);
    const [note, file, view, empty] = sent();
    expect(note).toBe(`\r\nContent-Disposition: form-data; name="note"\r\n\r\n${Buffer.from('grüße').toString('latin1')}\r\n`);
    expect(file).toContain('Content-Disposition: form-data; name="file"; filename="a.bin"\r\n');
    expect(file).toMatch(/Content-Type: application\/x-a\r\n/);
    expect(file).toContain('X-Part: 1\r\nX-More: 2\r\n');
    expect(file).toContain(`\r\n\r\n${bytesOf(300).toString('latin1')}\r\n`);
    expect(view).toContain('\r\n\r\nBA\r\n');
    expect(empty).toContain('name="empty"');
  });

  it('sends files under their own name or another', () => {
    const path = join(directory, 'upload.txt');
    writeFileSync(path, 'of the file');
    form.addPart().name('a').file(path);
    form.addPart().name('b').file(path).filename('other.md').type('text/markdown');
    form.addPart().name('c').file(path).filename(null);
    easy.setOpt('MIMEPOST', form);
    const [a, b, c] = sent();
    expect(a).toContain('filename="upload.txt"\r\nContent-Type: text/plain\r\n\r\nof the file');
    expect(b).toContain('filename="other.md"\r\nContent-Type: text/markdown');
    expect(c).not.toContain('filename');
  });

  it('sends the data of functions, of known and unknown size', () => {
    const first = source('of known size');
    form.addPart().name('a').dataFrom(first.read, { size: 13, seek: first.seek });
    form.addPart().name('b').dataFrom(source('of unknown size').read);
    easy.setOpt('MIMEPOST', form);
    const [a, b] = sent();
    expect(a).toContain('\r\n\r\nof known size\r\n');
    expect(b).toContain('\r\n\r\nof unknown size\r\n');
  });

  it('sends a function’s data again when a redirect requires it, and fails if it cannot seek', () => {
    const { read, seek } = source('again and again');
    form.addPart().name('a').dataFrom(read, { size: 15, seek });
    easy.setOpts({ URL: `${origin.http}/redirect/1/307`, FOLLOWLOCATION: true, MIMEPOST: form });
    expect(sent()[0]).toContain('again and again');
    const other = new Mime();
    other.addPart().name('a').dataFrom(source('once').read, { size: 4 });
    expect(failureOf(easy, { MIMEPOST: other }).code).toBe('CURLE_SEND_FAIL_REWIND');
  });

  it('sends parts within parts, and encodes', () => {
    const inner = new Mime();
    inner.addPart().data('plain').type('text/plain');
    inner.addPart().data('=?').encoder('quoted-printable');
    form.addPart().name('inner').subparts(inner).type('multipart/alternative');
    form.addPart().name('base').encoder('base64').data('hello');
    easy.setOpt('MIMEPOST', form);
    const text = sent().join('');
    expect(text).toContain('Content-Type: multipart/alternative');
    expect(text).toContain('plain');
    expect(text).toContain('Content-Transfer-Encoding: quoted-printable\r\n\r\n=3D?');
    expect(text).toContain('Content-Transfer-Encoding: base64\r\n\r\naGVsbG8=');
  });

  it('escapes names according to MIME_OPTIONS', () => {
    form.addPart().name('a"b').data('x');
    easy.setOpts({ MIMEPOST: form, MIME_OPTIONS: constants.CURLMIMEOPT_FORMESCAPE });
    expect(sent()[0]).toContain('name="a\\"b"');
  });

  it('may change after it was set, and serve several handles at once', () => {
    const part = form.addPart().name('a').data('old');
    easy.setOpt('MIMEPOST', form);
    const other = new Easy().setOpts({ URL: `${origin.http}/echo`, MIMEPOST: form });
    part.data('new');
    form.addPart().name('b').data('added');
    expect(sent().join('')).toMatch(/new[^]*added/);
    expect(other.perform().takeBody().toString()).toMatch(/new[^]*added/);
    other.close();
  });

  it('may be set again, unset, and never used', () => {
    form.addPart().name('a').data('x');
    easy.setOpt('MIMEPOST', form).setOpt('MIMEPOST', form);
    expect(sent()).toHaveLength(1);
    easy.setOpt('MIMEPOST', null).setOpt('HTTPGET', true).perform();
    expect(JSON.parse(easy.takeBody().toString())).toMatchObject({ method: 'GET', length: 0 });
    new Mime().addPart().data(Buffer.alloc(1e6));
  });

  it('is refused while its handle is running', () => {
    let seen: unknown;
    const set = () => {
      try {
        easy.setOpt('MIMEPOST', form);
      } catch (error) {
        seen = (error as { code: string }).code;
      }
    };
    easy.setOpt('WRITEFUNCTION', set).perform();
    expect(seen).toBe('ERR_CURL_IN_CALLBACK');
  });

  it('aborts the transfer with the cause when a function throws or returns a wrong value', () => {
    const boom = new Error('boom');
    const part = form
      .addPart()
      .name('a')
      .dataFrom(() => {
        throw boom;
      });
    expect(failureOf(easy, { MIMEPOST: form })).toMatchObject({ code: 'CURLE_ABORTED_BY_CALLBACK', cause: boom });
    part.dataFrom(() => ({}) as never);
    expect((failureOf(easy, {}).cause as Error).message).toContain('the Mime read callback must return bytes');
    part.dataFrom((room) => Buffer.alloc(room + 1));
    expect((failureOf(easy, {}).cause as Error).message).toContain('bytes where');
  });

  it('refuses an invalid value, and names it', () => {
    const part = form.addPart();
    expect(() => part.name(1 as never)).toThrow('name: expected a string');
    expect(() => part.type('a\0b')).toThrow('type: expected a string or bytes (without NUL)');
    expect(() => part.data(1 as never)).toThrow('data: expected a string or bytes');
    expect(() => part.encoder('rot13' as never)).toThrow('encoder: expected binary, 8bit');
    expect(() => part.headers('X: 1' as never)).toThrow('headers: expected an array of strings');
    expect(() => part.dataFrom('x' as never)).toThrow('dataFrom: expected a function');
    expect(() => part.dataFrom(() => '', { size: -2 })).toThrow('dataFrom size: expected a size');
    expect(() => part.file(join(directory, 'none'))).toThrow(expect.objectContaining({ code: 'CURLE_READ_ERROR' }));
    expect(() => part.subparts({} as never)).toThrow('subparts: expected a Mime');
    expect(() => part.subparts(form)).toThrow('a Mime cannot contain itself');
    const inner = new Mime();
    inner.addPart().subparts(new Mime());
    part.subparts(inner);
    expect(() => form.addPart().subparts(inner)).toThrow('is in another part already');
    expect(() => inner.addPart().subparts(form)).toThrow('a Mime cannot contain itself');
    part.data('instead');
    expect(() => form.addPart().subparts(inner)).not.toThrow();
  });

  it('sends many parts', () => {
    for (let index = 0; index < 10_000; index++) form.addPart().name(`p${index}`).data(String(index));
    easy.setOpt('MIMEPOST', form);
    expect(sent()).toHaveLength(10_000);
  });
});
