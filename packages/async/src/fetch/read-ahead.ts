import { argumentError, type UploadChunks } from '@curlew/core-native';

/** The maximum number of bytes of a Request's body that are read before it is sent. */
const MOST = 4 * 1024 * 1024;

/** A stream that needs at most this many turns of the event loop for its next chunk counts as having it ready. */
const PATIENCE = 2;

/**
 * The body of a Request. It may have been made of text, bytes or a form, but the standard's class exposes only a
 * stream. Data that is available at once is read ahead, so that it can be sent with its length and sent again; a slower
 * stream is sent as it arrives.
 *
 * The length of a larger Blob cannot be known: Node keeps it in a private field of the Request, and a stream of a Blob
 * looks like any other. Such a body is sent in chunks, unless the Request has a Content-Length, or the Blob itself is
 * given to `fetch`.
 */
export async function readAhead(stream: ReadableStream<Uint8Array>): Promise<Uint8Array | UploadChunks> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  // A Request made of text or bytes yields one chunk of any size, and then ends.
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
 * The chunks read so far, then the rest as it arrives. Ending the iteration cancels the stream, also before the first
 * step, when a generator would not run any of its code.
 */
function restOf(reader: ReadableStreamDefaultReader<Uint8Array>, read: Uint8Array[], pending: Promise<Step>): UploadChunks {
  // A failure of the stream is reported when the upload asks for the chunk; until then it must not be unhandled.
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
