import { ftpFiles, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, constants, type EasyOptions, type FileInfo } from '../src/index.js';
import { failureOf } from './failure-of.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

let easy: Easy;
beforeEach(() => (easy = new Easy()));
afterEach(() => easy.close());

const matching = (pattern: string): Partial<EasyOptions> => ({ URL: `${origin.ftp}/files/${pattern}`, WILDCARDMATCH: true });

describe('CHUNK_BGN_FUNCTION and CHUNK_END_FUNCTION', () => {
  it('are called for each file', () => {
    const files: [FileInfo, number][] = [];
    const bodies: string[] = [];
    easy.setOpts({
      ...matching('*.txt'),
      CHUNK_BGN_FUNCTION: (file, remains) => {
        files.push([file, remains]);
        bodies.push('');
      },
      CHUNK_END_FUNCTION: () => void bodies.push('|'),
      WRITEFUNCTION: (chunk) => void (bodies[bodies.length - 1] += chunk.toString()),
    });
    easy.perform();
    expect(bodies.join('')).toBe(`${ftpFiles['a.txt']}|${ftpFiles['b.txt']}|`);
    expect(files.map(([, remains]) => remains)).toEqual([2, 1]);
    expect(files[0]![0]).toMatchObject({
      filename: 'a.txt',
      filetype: constants.CURLFILETYPE_FILE,
      size: 5,
      perm: 0o644,
      strings: { perm: 'rw-r--r--', user: 'owner', group: 'group', target: null },
    });
  });

  it('can skip a file, and end the transfer', () => {
    easy.setOpts({
      ...matching('*.txt'),
      CHUNK_BGN_FUNCTION: ({ filename }) => (filename === 'a.txt' ? constants.CURL_CHUNK_BGN_FUNC_SKIP : undefined),
    });
    easy.perform();
    expect(easy.takeBody().toString()).toBe(ftpFiles['b.txt']);
    expect(failureOf(easy, { CHUNK_BGN_FUNCTION: () => constants.CURL_CHUNK_BGN_FUNC_FAIL }).code).toBe('CURLE_CHUNK_FAILED');
  });

  it('fail the transfer with the cause when they throw or return a wrong value', () => {
    const boom = new Error('boom');
    const throwing = () => {
      throw boom;
    };
    expect(failureOf(easy, { ...matching('*.txt'), CHUNK_BGN_FUNCTION: throwing }).cause).toBe(boom);
    expect(failureOf(easy, { CHUNK_BGN_FUNCTION: null, CHUNK_END_FUNCTION: throwing }).cause).toBe(boom);
    expect((failureOf(easy, { CHUNK_END_FUNCTION: () => 7 }).cause as Error).message).toContain(
      'CURL_CHUNK_END_FUNC_OK or CURL_CHUNK_END_FUNC_FAIL',
    );
  });
});

describe('FNMATCH_FUNCTION', () => {
  it('decides which names match', () => {
    const asked: [string, string][] = [];
    easy.setOpts({ ...matching('*anything*'), FNMATCH_FUNCTION: (pattern, name) => (asked.push([pattern, name]), name.endsWith('.log')) });
    easy.perform();
    expect(easy.takeBody().toString()).toBe(ftpFiles['notes.log']);
    expect(asked).toEqual(Object.keys(ftpFiles).map((name) => ['*anything*', name]));
  });

  it('does not take a missing return value for a match', () => {
    const error = failureOf(easy, { ...matching('*'), FNMATCH_FUNCTION: (() => {}) as never });
    expect((error.cause as Error).message).toContain('FNMATCH_FUNCTION callback must return true, false, CURL_FNMATCHFUNC_MATCH');
  });
});
