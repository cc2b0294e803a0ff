import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { UsageError } from './usage-error.js';

/** One line of the user's input. */
export interface Job {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
  /** File name for the body, inside --out. */
  output?: string;
  /** The HTTP status, or the name of the error, that is no failure here. */
  expect?: number | string;
}

const isText = (value: unknown) => typeof value === 'string';
const isTextMap = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isText);

/** What a line of JSON may have, and what each must be. */
const KEYS: Record<string, [isRight: (value: unknown) => boolean, expected: string]> = {
  url: [isText, 'a string'],
  method: [(value) => isText(value) && /^[A-Za-z]+$/.test(value), 'a word'],
  headers: [isTextMap, 'an object of strings'],
  body: [() => true, 'anything'],
  output: [isText, 'a file name'],
  expect: [(value) => isText(value) || typeof value === 'number', 'a status or the name of an error'],
};

const READ_PROBLEMS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
};

/**
 * Reads every input before anything is fetched.
 * @throws {UsageError} with a line for each unreadable file and each line that is no job
 */
export async function readJobs(inputs: readonly string[], stdin: NodeJS.ReadableStream): Promise<Job[]> {
  const jobs: Job[] = [];
  const problems: string[] = [];
  for (const input of inputs) {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(input)) {
      const problem = urlProblem(input);
      if (problem) problems.push(problem);
      else jobs.push({ url: input });
      continue;
    }
    const content = await readInput(input, stdin, problems);
    if (content !== undefined) readLines(content, input === '-' ? 'standard input' : input, jobs, problems);
  }
  if (problems.length === 0 && jobs.length === 0) problems.push(`${inputs.join(', ')}: no URL in it`);
  if (problems.length > 0) throw new UsageError(problems);
  return jobs;
}

async function readInput(input: string, stdin: NodeJS.ReadableStream, problems: string[]): Promise<string | undefined> {
  if (input === '-') return text(stdin);
  try {
    return readFileSync(input, 'utf8');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    problems.push(`cannot read ${input}: ${READ_PROBLEMS[code] ?? message} (a URL starts with http:// or https://)`);
    return undefined;
  }
}

function readLines(content: string, name: string, jobs: Job[], problems: string[]): void {
  for (const [index, raw] of content.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const job = line.startsWith('{') ? readJson(line) : { url: line };
    const problem = typeof job === 'string' ? job : urlProblem(job.url);
    if (problem) problems.push(`${name}:${index + 1}: ${problem}`);
    else jobs.push(job as Job);
  }
}

function readJson(line: string): Job | string {
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(line) as Record<string, unknown>;
  } catch (error) {
    return `not JSON: ${(error as Error).message}`;
  }
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(KEYS, key));
  if (unknown) return `unknown key "${unknown}"; expected ${Object.keys(KEYS).join(', ')}`;
  if (value.url === undefined) return '"url" is missing';
  for (const [key, [isRight, expected]] of Object.entries(KEYS))
    if (value[key] !== undefined && !isRight(value[key])) return `"${key}" must be ${expected}`;
  return value as unknown as Job;
}

function urlProblem(url: string): string | undefined {
  let parsed;
  try {
    parsed = new URL(url);
  } catch {
    return `not a URL: ${url} (expected http://… or https://…)`;
  }
  return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? undefined : `not an http or https URL: ${url}`;
}
