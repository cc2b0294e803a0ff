import { headerFields, type RequestOptions, type Response, type Session } from '@curlew/async';
import { Checksum } from './checksum.js';
import type { DownloadOptions } from './download-options.js';
import { PartialFile, validatorOf } from './partial-file.js';

type Options = RequestOptions & DownloadOptions;

/** Whether a request's body goes to a file. */
export const isDownload = ({ saveTo, resume, checksum }: Options): boolean =>
  saveTo !== undefined || resume === true || checksum !== undefined;

/** A response, and the file that its body has gone to. */
export interface Downloaded {
  response: Response;
  /** Undefined when nothing was written, because the response is no success. */
  savedTo: string | undefined;
}

/**
 * Fetches a body into a file, going on with what an earlier try has left. A response that is no success touches no file:
 * its body is the response's.
 * @throws {TypeError} without `saveTo`, or a checksum of a wrong form
 * @throws {ChecksumError} the file has another; it is not kept
 * @throws as Session.request
 */
export async function download(
  session: Session,
  method: string,
  url: string,
  { saveTo, resume = false, checksum, ...options }: Options,
): Promise<Downloaded> {
  if (saveTo === undefined) throw new TypeError('resume and checksum: expected a file for the body (`saveTo`) as well');
  const sum = checksum === undefined ? undefined : new Checksum(checksum);
  const file = new PartialFile(saveTo, url, resume);
  let response: Response | undefined;
  try {
    const earlier = await file.earlier();
    // A decoded body could not be gone on with by its bytes.
    const request = { ...options, curlOptions: { ...options.curlOptions, ACCEPT_ENCODING: null } };
    if (earlier) {
      response = await session.stream(method, url, { ...request, headers: withRange(request, earlier) });
      if (await continues(response, earlier, file, sum)) return { response, savedTo: saveTo };
    }
    if (!response || response.statusCode === 206 || response.statusCode === 416) {
      response?.discard();
      response = await session.stream(method, url, request);
    }
    const isSaved = await receive(response, file, sum, resume);
    return { response, savedTo: isSaved ? saveTo : undefined };
  } catch (error) {
    // Where the file was the problem the rest of the body is still coming.
    response?.discard();
    throw error;
  } finally {
    await file.close();
    file.release();
  }
}

interface Earlier {
  length: number;
  validator: string;
}

const withRange = ({ headers }: RequestOptions, { length, validator }: Earlier) =>
  [...headerFields(headers), ['Range', `bytes=${length}-`], ['If-Range', validator]] as const;

/** Takes the rest of the file. @returns false when what came is not the rest of what is there */
async function continues(
  response: Response,
  { length, validator }: Earlier,
  file: PartialFile,
  sum: Checksum | undefined,
): Promise<boolean> {
  const range = response.headers.get('content-range') ?? '';
  const isWhole = response.statusCode === 416 && range === `bytes */${length}`;
  const isRest = response.statusCode === 206 && range.startsWith(`bytes ${length}-`) && (validatorOf(response) ?? validator) === validator;
  if (!isWhole && !isRest) return false;
  await sum?.resetTo(file.partPath);
  if (isWhole) response.discard();
  else {
    await file.append();
    await copy(response, file, sum);
  }
  await finish(file, sum);
  return true;
}

/** Takes the file from its beginning. @returns false when the response is no success */
async function receive(response: Response, file: PartialFile, sum: Checksum | undefined, resume: boolean): Promise<boolean> {
  if (!response.ok) {
    await response.bytes();
    return false;
  }
  sum?.reset();
  await file.begin(response);
  try {
    await copy(response, file, sum);
  } catch (error) {
    if (!resume || validatorOf(response) === undefined) await file.discard();
    throw error;
  }
  await finish(file, sum);
  return true;
}

async function copy(response: Response, file: PartialFile, sum: Checksum | undefined): Promise<void> {
  for await (const chunk of response) {
    sum?.update(chunk);
    await file.write(chunk);
  }
}

async function finish(file: PartialFile, sum: Checksum | undefined): Promise<void> {
  try {
    sum?.verify(file.targetPath);
  } catch (error) {
    await file.discard();
    throw error;
  }
  await file.keep();
}
