import { argumentError, type UploadChunks } from '@curlew/core-native';

/** The most bytes of a Request's body that are read before it is sent. */
const MOST = 4 * 1024 * 1024;

/** Turns of the event loop that a stream may take for its next chunk and still be taken for bytes that are there already. */
const PATIENCE = 2;

/**
 * The body of a Request. Whoever made the Request gave it text, bytes or a form, which the standard's class shows as a
 * stream only: what is there at once is read, so that it can be sent with its length and be repeated. A stream that takes
 * its time is sent as it comes.
 */
export async function readAhead(stream: ReadableStream<Uint8Array>): Promise<Uint8Array | UploadChunks> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  // A Request made of text or bytes gives all of it in one chunk, however much that is: the end is right behind it.
  for (let size = 0; size <= MOST || chunks.length === 1;) {
    const next = reader.read().then(checkChunk);
    const step = await Promise.race([next, turns(PATIENCE)]);
    if (step === undefined) return restOf(reader, chunks, next);
    if (step.done) return Buffer.concat(chunks);
    chunks.push(step.value);
    size += step.value.length;
  }
  return restOf(reader, chunks, reader.read().then(checkChunk));
}

type Step = { done: true; value?: undefined } | { done: false; value: Uint8Array };

function checkChunk({ done, value }: { done: boolean; value?: unknown }): Step {
  if (done) return { done: true };
  if (value instanceof Uint8Array) return { done: false, value };
  throw argumentError('fetch', 'chunk of the body', 'a Uint8Array', value);
}

async function turns(count: number): Promise<undefined> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
  return undefined;
}

/**
 * The chunks read so far, then the rest as it comes. Giving the iteration up cancels the stream, even before it has begun,
 * when a generator would run none of its code.
 */
function restOf(reader: ReadableStreamDefaultReader<Uint8Array>, read: Uint8Array[], pending: Promise<Step>): UploadChunks {
  // Its failure is the upload's; until that asks for it, nobody else hears of it.
  pending.catch(() => {});
  const chunks = chunksOf(reader, read, pending);
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => chunks.next(),
      return: async () => {
        await reader.cancel().catch(() => {});
        return { done: true, value: undefined };
      },
    }),
  };
}

async function* chunksOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  read: Uint8Array[],
  pending: Promise<Step>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* read;
  for (let step = await pending; !step.done; step = checkChunk(await reader.read())) yield step.value;
}
