import { argumentError } from '@curlew/async';
import { mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { FetchRequestOptions } from '../fetch-all/fetch-options.js';
import { ANYTHING, checkFields, ForeignDataError, HEADERS, HTTP_URL, isText, METHOD, type Field } from '../foreign/fields.js';

/** Options that a worker may let its jobs have; those that are JSON. */
export type AllowedOption = Exclude<
  keyof FetchRequestOptions,
  'method' | 'headers' | 'body' | 'key' | 'signal' | 'beforeRedirect' | 'hooks' | 'onUploadProgress' | 'onDownloadProgress'
>;

/** What a job has to carry: JSON. Besides these it may have the options that the worker's `allow` names. */
export interface FetchJobData extends Partial<Pick<FetchRequestOptions, AllowedOption>> {
  /** http or https. */
  url: string;
  /** Default `GET`. */
  method?: string;
  /** Headers of the request, by name. */
  headers?: Record<string, string>;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
  /** Comes back with the result. */
  key?: unknown;
  /** A name for the body below the worker's `directory`, in folders between slashes. */
  file?: string;
}

/** What a job may be, as a worker has it. */
export interface JobRules {
  /** Where files go; without one no job may have a file. */
  directory?: string | undefined;
  /** Options of a request that a job may have besides; none by default. */
  allow?: readonly AllowedOption[] | undefined;
}

const FIELDS: Readonly<Record<string, Field>> = { url: HTTP_URL, method: METHOD, headers: HEADERS, body: ANYTHING, key: ANYTHING };
const FILE: Field = { isRight: (value) => isText(value) && value !== '' && !value.includes('\0'), expected: 'a file name' };

/** Jobs are data from elsewhere: whoever can write to the queue must not say what this process does beyond a request. */
export class JobReader {
  readonly #fields: Readonly<Record<string, Field>>;
  readonly #directory: string | undefined;

  /** @throws {TypeError} wrong rules */
  constructor({ directory, allow = [] }: JobRules) {
    if (directory !== undefined && typeof directory !== 'string') throw argumentError('fetchQueue', 'directory', 'a path', directory);
    if (!Array.isArray(allow) || !allow.every(isText)) throw argumentError('fetchQueue', 'allow', 'names of options', allow);
    this.#directory = directory === undefined ? undefined : resolve(directory);
    const allowed = Object.fromEntries(allow.map((name) => [name, ANYTHING]));
    // An option's own check follows when its request is made.
    this.#fields = { ...allowed, ...FIELDS, ...(directory === undefined ? {} : { file: FILE }) };
  }

  /** @throws {ForeignDataError} */
  read(data: unknown): { url: string; key: unknown } & FetchRequestOptions {
    const { url, key, method, body, file, ...options } = checkFields(data, this.#fields) as unknown as FetchJobData;
    return {
      ...(options as FetchRequestOptions),
      url,
      key,
      method: method?.toUpperCase() ?? (body === undefined ? 'GET' : 'POST'),
      ...(body === undefined ? {} : isText(body) ? { body } : { json: body }),
      ...(file === undefined ? {} : { saveTo: this.#pathOf(file) }),
    };
  }

  #pathOf(file: string): string {
    const path = join(this.#directory!, file);
    const below = relative(this.#directory!, path);
    if (isAbsolute(file) || below === '' || below.split(/[\\/]/)[0] === '..' || isAbsolute(below))
      throw new ForeignDataError(`"file": expected a name below the worker's directory, got ${JSON.stringify(file)}`);
    mkdirSync(dirname(path), { recursive: true });
    return path;
  }
}
