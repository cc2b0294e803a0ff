import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CurlWrapper } from '../../src/index.js';
import { isWrongOnWindows } from '../../src/file/windows-names.js';
import { serve, stopServing } from './serve.js';

const WRONG = ['NUL', 'con', 'aux.txt', 'COM1', 'lpt9.tar.gz', 'COM\u00b2', 'prn .txt', 'CONOUT$', 'a:b', 'a?', 'x\ty', 'a.', 'a '];
const RIGHT = ['nulls', 'console.log', 'com', 'com10', '.hidden', 'a.b.c', 'ü', 'a b'];

describe('a name of a file on Windows', () => {
  it.each(WRONG)('cannot be %j', (name) => expect(isWrongOnWindows(name)).toBe(true));
  it.each(RIGHT)('may be %j', (name) => expect(isWrongOnWindows(name)).toBe(false));
});

describe('saveTo', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'curlew-names-'))));
  afterEach(() => rmSync(directory, { recursive: true }));
  afterAll(stopServing);

  it('refuses such a name on Windows before anything is sent, and accepts it elsewhere', async () => {
    await using wrapper = new CurlWrapper();
    const session = wrapper.session();
    let requests = 0;
    const url = await serve((_request, response) => void response.end(String((requests += 1))));
    for (const name of ['NUL', 'con.txt', 'a:b', 'dot.']) {
      const saved = session.get(url, { saveTo: join(directory, name) });
      if (process.platform === 'win32') {
        await expect(saved).rejects.toMatchObject({ code: 'ERR_CURL_INVALID_ARG_VALUE' });
        await expect(saved).rejects.toThrow(/expected a name that Windows has for files/);
      } else expect((await saved).ok).toBe(true);
    }
    expect([requests, readdirSync(directory)]).toEqual(
      process.platform === 'win32' ? [0, []] : [4, expect.arrayContaining(['NUL', 'con.txt', 'a:b', 'dot.'])],
    );
  });

  it('accepts a path of more than 260 characters', async () => {
    await using wrapper = new CurlWrapper();
    const url = await serve((_request, response) => void response.end('long'));
    const path = join(directory, 'n'.repeat(240));
    expect(path.length).toBeGreaterThan(260);
    await wrapper.session().get(url, { saveTo: path });
    expect([existsSync(path), readdirSync(directory)]).toEqual([true, ['n'.repeat(240)]]);
  });
});
