import { startOrigin, unclearErrors, type Misuse, type Origin } from '@curlew-internal/test-origin';
import { ParallelCurl, ParallelCurlSync, fetchAll, type TransferHandle } from '../src/index.js';

let origin: Origin;
let handle: TransferHandle;
beforeAll(async () => {
  origin = await startOrigin();
  handle = (await new ParallelCurl().startRequest(`${origin.http}/bytes/1`).result).handle!;
});
afterAll(() => origin.close());

const cases: [string, () => Misuse][] = [
  // Internal: what both classes have in common.
  [
    'ParallelCurl',
    () => ({ make: () => new ParallelCurl(), except: ['checkRequest', 'prepare'], valid: { startRequest: [`${origin.http}/bytes/1`] } }),
  ],
  [
    'ParallelCurlSync',
    () => ({
      make: () => new ParallelCurlSync(),
      except: ['checkRequest', 'prepare'],
      valid: { startRequest: [`${origin.http}/bytes/1`] },
    }),
  ],
  ['TransferHandle', () => ({ make: () => handle, except: ['release'] })],
  // Internal: used by the parts of a run.
  ['the run of fetchAll', () => ({ make: () => fetchAll([]), except: ['throw', 'hostOf', 'move', 'ended'] })],
  [
    'the functions and constructors',
    () => ({
      make: () => ({
        parallelCurl: (maxRequests: never, options: never) => new ParallelCurl(maxRequests, options),
        parallelCurlSync: (maxRequests: never, options: never) => new ParallelCurlSync(maxRequests, options),
        fetchAll: async (source: never, options: never) => {
          for await (const { error } of fetchAll(source, options)) if (error) throw error;
        },
      }),
      valid: { fetchAll: [[`${origin.http}/bytes/1`]] },
    }),
  ],
];

describe('a wrong argument is named by the error of', () => {
  it.each(cases)('%s', async (_name, misuse) => {
    expect(await unclearErrors(misuse())).toEqual([]);
  });
});
