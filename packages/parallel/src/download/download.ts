import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { BodyFile, argumentError, refusal, savedTo, type RequestOptions, type Response, type Session } from '@curlew/async';
import { Checksum } from './checksum.js';
import type { DownloadOptions } from './download-options.js';
import { ResumedFile } from './resumed-file.js';

type Options = RequestOptions & DownloadOptions;

/** Whether a request's body goes to a file. */
export const isDownload = ({ saveTo, resume, checksum, existing }: Options): boolean =>
  saveTo !== undefined || resume === true || checksum !== undefined || existing !== undefined;

/** Whether a download is more than a request whose body goes to a file. */
export const isManaged = (options: Options): boolean =>
  'resume' in options || 'checksum' in options || 'existing' in options || options.saveTo === '';

/** A response, and the file with its body. */
export interface Downloaded {
  /** The response; undefined if nothing was sent. */
  response: Response | undefined;
  /** The path of the file; undefined if there is none, because the response is not a success. */
  savedTo: string | undefined;
  /** Whether the file existed and was left unchanged. */
  isUnchanged: boolean;
}

/**
 * Downloads a body to a file, resuming an earlier attempt. A response that is not a success leaves files untouched and
 * keeps its body.
 * @throws {TypeError} without `saveTo`, or an option with a wrong value
 * @throws {ChecksumError} the file has another checksum; it is deleted
 * @throws {IncompleteFileError} less was received than the server announced
 * @throws as Session.request
 */
export async function download(session: Session, method: string, url: string, given: Options): Promise<Downloaded> {
  const { saveTo, resume = false, checksum, existing = 'replace', ...options } = given;
  check(given);
  const sum = checksum === undefined ? undefined : new Checksum(checksum);
  if (existing === 'skip' && statSync(saveTo!, { throwIfNoEntry: false })?.isFile())
    return { response: undefined, savedTo: resolve(saveTo!), isUnchanged: true };
  const onlyNewer = resume || existing === 'newer';
  if (onlyNewer || sum) {
    const file = await BodyFile.claim(saveTo!, { url, resume, signal: options.signal });
    return receive(file, new ResumedFile(file, { session, method, url, options, checksum: sum, onlyNewer }));
  }
  const response = await session.request(method, url, { ...options, saveTo });
  return { response, savedTo: savedTo(response), isUnchanged: false };
}

async function receive(file: BodyFile, resumed: ResumedFile): Promise<Downloaded> {
  try {
    const outcome = await resumed.fetch();
    return { response: resumed.response, savedTo: outcome === 'none' ? undefined : file.target, isUnchanged: outcome === 'unchanged' };
  } catch (error) {
    // If the file was the problem, the rest of the body is still arriving.
    resumed.response?.discard();
    throw error;
  } finally {
    file.release();
  }
}

const EXISTING = ['replace', 'skip', 'newer'];

function check({ saveTo, resume, checksum, existing }: Options): void {
  if (saveTo === undefined)
    throw refusal('ERR_CURL_INVALID_ARG_VALUE', 'resume, checksum and existing need a file for the body (`saveTo`)', {
      argument: 'saveTo',
    });
  if (typeof saveTo !== 'string' || saveTo === '') throw wrong('saveTo', 'a path', saveTo);
  if (resume !== undefined && typeof resume !== 'boolean') throw wrong('resume', 'a boolean', resume);
  if (checksum !== undefined && typeof checksum !== 'string') throw wrong('checksum', 'a string', checksum);
  if (existing !== undefined && !EXISTING.includes(existing)) throw wrong('existing', EXISTING.join(', '), existing);
}

const wrong = (name: string, expected: string, value: unknown) => argumentError('', name, expected, value);
