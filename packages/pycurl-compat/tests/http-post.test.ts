import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { type Curl, UnicodeEncodeError, pycurl } from '../src/index.js';
import { curlFor, echoOf, thrownBy } from './helpers.js';

let origin: Origin;
let c: Curl;
const directory = mkdtempSync(join(tmpdir(), 'curlew-http-post-'));
const empty = join(directory, 'empty');
beforeAll(async () => {
  writeFileSync(empty, '');
  origin = await startOrigin();
});
afterAll(() => {
  rmSync(directory, { recursive: true });
  return origin.close();
});
beforeEach(() => (c = curlFor(`${origin.http}/echo`)));
afterEach(() => c.close());

const { FORM_FILE, FORM_CONTENTTYPE, FORM_FILENAME, FORM_BUFFER, FORM_BUFFERPTR, FORM_CONTENTS } = pycurl;
const bodyOf = (fields: unknown) => {
  c.setopt(pycurl.HTTPPOST, fields as never);
  return echoOf(c).body;
};
const refusal = (fields: unknown) => thrownBy(() => c.setopt(pycurl.HTTPPOST, fields as never));

it('HTTPPOST sends several files of a field as multipart/mixed', () => {
  const body = bodyOf([['f', [FORM_FILE, empty, FORM_CONTENTTYPE, 'a/b', FORM_FILE, empty, FORM_CONTENTTYPE, 'c/d']]]);
  expect(body).toMatch(/name="f"\r\nContent-Type: multipart\/mixed; boundary=/);
  expect(body.match(/Content-Disposition: attachment; filename="empty"\r\nContent-Type: [ac]\/[bd]/g)).toHaveLength(2);
});

it('HTTPPOST derives the type of a buffer from its name', () => {
  expect(bodyOf([['f', [FORM_BUFFER, 'n', FORM_BUFFERPTR, 'x']]])).toContain('filename="n"\r\nContent-Type: application/octet-stream');
  expect(bodyOf([['f', [FORM_BUFFER, 'n.PNG', FORM_BUFFERPTR, 'x']]])).toContain('filename="n.PNG"\r\nContent-Type: image/png');
});

it('HTTPPOST accepts bytes as a name', () => {
  expect(bodyOf([[Buffer.from('n\xe9', 'latin1'), Buffer.from('v')]])).toContain('name="n\xe9"\r\n\r\nv');
});

it('HTTPPOST ignores an empty list', () => {
  bodyOf([['a', 'first']]);
  expect(bodyOf([])).toContain('first');
});

it.each([
  ['a field that has its contents twice', [FORM_CONTENTS, 'a', FORM_CONTENTS, 'b'], 2],
  ['a file with contents', [FORM_FILE, empty, FORM_CONTENTS, 'b'], 2],
  ['a type without contents', [FORM_CONTENTTYPE, 'a/b'], 5],
  ['a name of a file without one', [FORM_FILENAME, 'f'], 5],
  ['a buffer without its content', [FORM_BUFFER, 'f'], 5],
])('HTTPPOST refuses %s with libcurl’s code', (_what, pieces, code) => {
  expect(refusal([['n', pieces]]).args[0]).toBe(code);
});

it('HTTPPOST refuses text beyond ASCII as pycurl does', () => {
  expect(refusal([['ä', 'v']])).toBeInstanceOf(TypeError);
  expect(refusal([['n', 'ä']]).args[0]).toBe(43);
  expect(refusal([['n', [FORM_CONTENTS, 'ä']]])).toBeInstanceOf(UnicodeEncodeError);
});

it.each([
  ['no list', ['n'], 'list items must be list or tuple objects'],
  ['one element', [['n']], 'must contain two elements'],
  ['another value', [['n', 5]], 'unsupported second type in tuple'],
  ['no pieces', [['n', []]], 'at least one option and one value'],
  ['an odd number of pieces', [['n', [FORM_CONTENTS, 'a', FORM_FILE]]], 'an even number of items'],
  ['a text for an option', [['n', ['x', 'a']]], 'option must be an integer'],
  ['an option that there is not', [['n', [9999, 'a']]], 'unsupported option'],
  ['a number for a value', [['n', [FORM_CONTENTS, 5]]], 'value must be a byte string'],
])('HTTPPOST throws a TypeError for %s', (_what, fields, words) => {
  const thrown = refusal(fields);
  expect(thrown).toBeInstanceOf(TypeError);
  expect(thrown.message).toContain(words);
});
