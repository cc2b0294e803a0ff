import {
  contentRangeOf,
  headerFields,
  isWhole,
  judgeResumed,
  lengthOf,
  validatorOf,
  type BodyFile,
  type HeadersInput,
  type RequestOptions,
  type Response,
  type Session,
} from '@curlew/async';
import { answerOf, modifiedOf } from './answer-of.js';
import type { Checksum } from './checksum.js';
import { IncompleteFileError } from './incomplete-file-error.js';

/** The requested download. */
export interface Wanted {
  session: Session;
  method: string;
  url: string;
  options: RequestOptions;
  checksum: Checksum | undefined;
  /** Whether an existing file is replaced only by a newer one. */
  onlyNewer: boolean;
}

/** The outcome for the file. */
export type Saved = 'saved' | 'unchanged' | 'none';

/** The maximum size in bytes of an unsuccessful answer's body that is read. */
const SHOWN = 16 * 1024 * 1024;

/** Downloads a body to a file: the whole, the rest, or nothing, as the response's headers decide. */
export class ResumedFile {
  readonly #file: BodyFile;
  readonly #wanted: Wanted;
  /** The last response; undefined before the first. */
  response: Response | undefined;

  constructor(file: BodyFile, wanted: Wanted) {
    this.#file = file;
    this.#wanted = wanted;
  }

  async fetch(): Promise<Saved> {
    const { existing, earlier } = this.#file;
    if (earlier) {
      const outcome = await this.#continue();
      if (outcome) return outcome;
    } else if (existing && this.#wanted.onlyNewer) {
      await this.#ask([['If-Modified-Since', new Date(existing.mtimeMs).toUTCString()]]);
      if (this.#isUnchanged(this.response!, existing)) return 'unchanged';
    } else await this.#ask([]);
    return this.#receive(this.response!);
  }

  async #ask(added: readonly (readonly [string, string])[]): Promise<void> {
    const { session, method, url, options } = this.#wanted;
    this.response?.discard();
    const headers: HeadersInput = added.length > 0 ? [...headerFields(options.headers), ...added] : (options.headers ?? []);
    this.response = await session.stream(method, url, { ...options, headers });
  }

  /** Detects an unchanged file also if the server ignores the condition but sends Last-Modified and the length. */
  #isUnchanged(response: Response, { size, mtimeMs }: { size: number; mtimeMs: number }): boolean {
    if (response.statusCode === 304) return true;
    const isSame = isWhole(answerOf(response)) && lengthOf(answerOf(response)) === size;
    if (!isSame || modifiedOf(response)?.getTime() !== Math.floor(mtimeMs / 1000) * 1000) return false;
    response.discard();
    return true;
  }

  /** @returns undefined if the file has to be fetched from the start */
  async #continue(): Promise<Saved | undefined> {
    const earlier = this.#file.earlier!;
    await this.#ask([
      ['Range', `bytes=${earlier.length}-`],
      ['If-Range', earlier.validator],
    ]);
    const response = this.response!;
    switch (judgeResumed(answerOf(response), earlier)) {
      case 'complete':
        response.discard();
        return this.#finish();
      case 'rest':
        this.#file.append();
        await this.#copyRest(response, earlier.length);
        return this.#finish();
      case 'unusable':
        await this.#ask([]);
        return undefined;
      default:
        return undefined;
    }
  }

  async #copyRest(response: Response, from: number): Promise<void> {
    const { range, total } = contentRangeOf(response.headers.get('content-range'))!;
    const end = range!.end + 1;
    await this.#copy(response);
    const { size, target } = this.#file;
    if (size === end && (total === undefined || size === total)) return;
    if (size > end) {
      this.#file.discard();
      throw new IncompleteFileError(`${target}: the server sent ${size - from} bytes instead of ${end - from}`);
    }
    throw new IncompleteFileError(`${target}: the server sent bytes ${from} to ${size} of ${total ?? end}`);
  }

  /** Fetches the file from the start. A response that is not a success leaves files untouched and keeps its body. */
  async #receive(response: Response): Promise<Saved> {
    const answer = answerOf(response);
    if (!isWhole(answer)) {
      await readRefused(response);
      return 'none';
    }
    await this.#file.begin({ validator: validatorOf(answer), total: lengthOf(answer) });
    await this.#copy(response);
    return this.#finish();
  }

  async #copy(response: Response): Promise<void> {
    for await (const chunk of response) await this.#file.write(chunk);
  }

  async #finish(): Promise<Saved> {
    try {
      await this.#wanted.checksum?.verify(this.#file.part, this.#file.target);
    } catch (error) {
      this.#file.discard();
      throw error;
    }
    this.#file.keep(this.#wanted.onlyNewer ? modifiedOf(this.response!) : undefined);
    return 'saved';
  }
}

/** Reads the body into the response; aborts one that is too long. */
async function readRefused(response: Response): Promise<void> {
  let length = 0;
  const read = response.bytes();
  // bytes() reads the source; this only observes the chunks.
  response.stream.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > SHOWN) response.discard();
  });
  try {
    await read;
  } catch (error) {
    if (length <= SHOWN) throw error;
  }
}
