import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Progress } from '../../src/index.js';
import { API, chunks, mocked } from './fixture.js';

describe('limits and progress', () => {
  it('maxResponseSize counts the decoded size of a body', async () => {
    const { session, mock } = mocked({ maxResponseSize: 1000 });
    mock
      .origin(API)
      .get('/')
      .reply(200, gzipSync('x'.repeat(1001)), { headers: { 'content-encoding': 'gzip' } });
    mock.origin(API).get('/').reply(200, 'x'.repeat(1000));
    await expect(session.get(API)).rejects.toMatchObject({ code: 'CURLE_FILESIZE_EXCEEDED', kind: 'limit' });
    expect((await session.get(API)).body.length).toBe(1000);
  });

  it('both progress functions are called', async () => {
    const { session, mock } = mocked();
    const [up, down]: [Progress[], Progress[]] = [[], []];
    mock.origin(API).post('/').reply(200, 'x'.repeat(100_000));
    await session.post(API, {
      data: 'abc',
      onUploadProgress: (progress) => void up.push(progress),
      onDownloadProgress: (progress) => void down.push(progress),
    });
    expect(up).toEqual([
      { transferred: 0, total: 0 },
      { transferred: 3, total: 3 },
    ]);
    expect(down).toEqual([
      { transferred: 0, total: 0 },
      { transferred: 65_536, total: 100_000 },
      { transferred: 100_000, total: 100_000 },
    ]);
  });

  it('discardBody receives the body and keeps nothing', async () => {
    const { session, mock } = mocked({ discardBody: true });
    mock.origin(API).get('/').reply(200, 'abc');
    const response = await session.get(API);
    expect([response.body.length, response.downloadSize]).toEqual([0, 3]);
  });
});

describe('saveTo', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'curlew-mock-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('writes a success, and returns the body of any other response', async () => {
    const { session, mock } = mocked();
    const path = join(directory, 'file');
    mock.origin(API).get('/').reply(404, 'none').reply(200, chunks('a', 'b'));
    expect((await session.get(API, { saveTo: path })).text).toBe('none');
    expect(readdirSync(directory)).toEqual([]);
    const response = await session.get(API, { saveTo: path });
    expect(() => response.body).toThrow(`the body is in ${path}`);
    expect(readFileSync(path, 'utf8')).toBe('ab');
  });

  it('leaves nothing of a request that is aborted before the file exists', async () => {
    const { session, mock } = mocked();
    const controller = new AbortController();
    mock
      .origin(API)
      .get('/')
      .reply(() => {
        setImmediate(() => controller.abort(new Error('enough')));
        return { body: chunks(...Array.from({ length: 1000 }, () => 'x')) };
      })
      .persist();
    const path = join(directory, 'file');
    await expect(session.get(API, { saveTo: path, signal: controller.signal })).rejects.toThrow('enough');
    await session.get(API, { saveTo: path });
    expect(readdirSync(directory)).toEqual(['file']);
  });

  it('leaves nothing of an interrupted body', async () => {
    const { session, mock } = mocked();
    mock.origin(API).get('/').reply(200, 'half', { failsWith: 'receive' });
    await expect(session.get(API, { saveTo: join(directory, 'file') })).rejects.toMatchObject({ code: 'CURLE_RECV_ERROR' });
    expect(readdirSync(directory)).toEqual([]);
  });
});
