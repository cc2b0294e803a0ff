import { Readable } from 'node:stream';
import { LineReader } from '../../src/cli/line-reader.js';

async function linesOf(chunks: readonly string[]): Promise<string[]> {
  const reader = new LineReader(Readable.from(chunks));
  const lines: string[] = [];
  for (let line; (line = await reader.next()) !== undefined;) lines.push(line);
  return lines;
}

describe('the lines of a stream', () => {
  it.each([
    ['\\n', 'a\nb\n', ['a', 'b']],
    ['\\r\\n', 'a\r\nb\r\n', ['a', 'b']],
    ['\\r', 'a\rb\r', ['a', 'b']],
    ['nothing', 'a\nb', ['a', 'b']],
    ['an empty line', 'a\n\n\nb', ['a', '', '', 'b']],
  ])('may end with %s', async (_, text, lines) => {
    expect(await linesOf([text])).toEqual(lines);
  });

  it('are the same wherever its chunks end', async () => {
    const text = 'one\r\ntwo\n\r\nthree\rfour\n';
    for (let at = 0; at <= text.length; at++)
      expect([at, await linesOf([text.slice(0, at), text.slice(at)])]).toEqual([at, ['one', 'two', '', 'three', 'four']]);
    expect(await linesOf([...text])).toEqual(['one', 'two', '', 'three', 'four']);
  });

  it('are none for an empty stream', async () => {
    expect(await linesOf([])).toEqual([]);
    expect(await linesOf([''])).toEqual([]);
  });

  it('end when the reader is closed, even while it waits for more', async () => {
    const reader = new LineReader(new Readable({ read: () => {}, encoding: 'utf8' }));
    const line = reader.next();
    reader.close();
    expect(await line).toBeUndefined();
    expect(reader.next()).toBeUndefined();
  });

  it('need a promise only for a chunk', async () => {
    const reader = new LineReader(Readable.from(['a\nb\n']));
    expect(await reader.next()).toBe('a');
    expect(reader.next()).toBe('b');
  });
});
