import type { SessionOptions } from '../../src/index.js';
import { mockSession, type MockedSession } from '../../src/testing.js';

const open: MockedSession[] = [];

/** A mocked session for one test. */
export function mocked(options?: SessionOptions): MockedSession {
  const made = mockSession(options);
  open.push(made);
  return made;
}

afterEach(async () => {
  jest.useRealTimers();
  for (const each of open.splice(0)) await each.close();
});

/** The error that a promise rejects with. */
export async function errorOf<E extends Error>(promise: Promise<unknown>): Promise<E> {
  const outcome: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome === undefined) throw new Error('expected a rejection');
  return outcome as E;
}

export const API = 'https://api.example.com';

/** Text that comes piece by piece. */
export async function* chunks(...texts: string[]): AsyncGenerator<string> {
  for (const text of texts) {
    await new Promise((resolve) => setImmediate(resolve));
    yield text;
  }
}
