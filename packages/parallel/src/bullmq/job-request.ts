import { argumentError } from '@curlew/async';
import { mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { FetchRequestOptions } from '../fetch-all/fetch-options.js';
import { ANYTHING, checkFields, ForeignDataError, HEADERS, HTTP_URL, isText, METHOD, type Field } from '../foreign/fields.js';

/** The options that a worker may allow in jobs: those that can be JSON. */
export type AllowedOption = Exclude<
  keyof FetchRequestOptions,
  'method' | 'headers' | 'body' | 'key' | 'signal' | 'beforeRedirect' | 'hooks' | 'onUploadProgress' | 'onDownloadProgress'
>;

/** The data of a job, as JSON. It may also have the options that the worker's `allow` lists. */
export interface FetchJobData extends Partial<Pick<FetchRequestOptions, AllowedOption>> {
  /** An http or https URL. */
  url: string;
  /** Default `GET`. */
  method?: string;
  /** Headers of the request, by name. */
  headers?: Record<string, string>;
  /** The body: a string is sent as it is, anything else as JSON. */
  body?: unknown;
  /** Comes back with the result. */
  key?: unknown;
  /** The name of a file for the body, relative to the worker's `directory`; slashes separate folders. */
  file?: string;
}

/** A worker's rules for jobs. */
export interface JobRules {
  /** The directory for files; without one no job may have a `file`. */
  directory?: string | undefined;
  /** Further request options that jobs may have. Default: none. */
  allow?: readonly AllowedOption[] | undefined;
}

const FIELDS: Readonly<Record<string, Field>> = { url: HTTP_URL, method: METHOD, headers: HEADERS, body: ANYTHING, key: ANYTHING };
const FILE: Field = { isRight: (value) => isText(value) && value !== '' && !value.includes('\0'), expected: 'a file name' };

/** Reads jobs, which are untrusted data: access to the queue must not allow more than making requests. */
export class JobReader {
  readonly #fields: Readonly<Record<string, Field>>;
  readonly #directory: string | undefined;

  /** @throws {TypeError} wrong rules */
  constructor({ directory, allow = [] }: JobRules) {
    if (directory !== undefined && typeof directory !== 'string') throw argumentError('fetchQueue', 'directory', 'a path', directory);
    if (!Array.isArray(allow) || !allow.every(isText)) throw argumentError('fetchQueue', 'allow', 'names of options', allow);
    this.#directory = directory === undefined ? undefined : resolve(directory);
    const allowed = Object.fromEntries(allow.map((name) => [name, ANYTHING]));
    // The values of options are checked when the request is made.
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
