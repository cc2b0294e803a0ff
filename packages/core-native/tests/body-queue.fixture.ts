import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, type Multi } from '../src/index.js';
import { start } from './queue-log.js';
import { startRawServer, type Answer, type RawServer } from './raw-server.js';

// The fixture of the tests of body queues: an origin for the file, and a handle of its own for each test.

export let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

export let easy: Easy;
export let server: RawServer | undefined;
export let multi: Multi | undefined;
beforeEach(() => (easy = new Easy()));
afterEach(async () => {
  multi?.close();
  easy.close();
  await server?.close();
  multi = server = undefined;
});

/** Starts the transfer of the handle on the event loop. */
export const go = (): Multi => (multi = start(easy));

/** Serves the handle's URL with these answers. */
export const serve = async (...answers: Answer[]): Promise<Easy> => {
  server = await startRawServer(...answers);
  return easy.setOpt('URL', server.url);
};

export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits for a condition; the test's own time limit ends it. */
export const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await turn();
};
