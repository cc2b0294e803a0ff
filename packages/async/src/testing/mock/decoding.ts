import * as zlib from 'node:zlib';
import { Readable, type Duplex } from 'node:stream';
import { constants } from '@curlew/core-native';
import { Failure } from './failures.js';

/** A content coding, for complete bodies and for streams of chunks. */
interface Coding {
  whole(bytes: Buffer): Buffer;
  stream(): Duplex;
}

const gzip: Coding = { whole: (bytes) => zlib.gunzipSync(bytes), stream: () => zlib.createGunzip() };

/** Some servers send deflate without its zlib header. */
const hasZlibHeader = (bytes: Buffer) => ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.length > 1 && bytes.readUInt16BE(0) % 31 === 0;

/** Node has zstd since 22.15. */
const { zstdDecompressSync, createZstdDecompress } = zlib as {
  zstdDecompressSync?: (bytes: Buffer) => Buffer;
  createZstdDecompress?: () => Duplex;
};

const CODINGS: Readonly<Record<string, Coding | undefined>> = {
  gzip,
  'x-gzip': gzip,
  deflate: {
    whole: (bytes) => (hasZlibHeader(bytes) ? zlib.inflateSync(bytes) : zlib.inflateRawSync(bytes)),
    stream: () => zlib.createInflate(),
  },
  br: { whole: (bytes) => zlib.brotliDecompressSync(bytes), stream: () => zlib.createBrotliDecompress() },
  zstd: zstdDecompressSync && createZstdDecompress && { whole: zstdDecompressSync, stream: createZstdDecompress },
};

/**
 * Decodes a body. A complete body is decoded without Node's streams, so that this also works under fake timers, which
 * stop streams.
 * @param header Content-Encoding
 * @throws {Failure} an unknown coding, or bytes that cannot be decoded
 */
export function decoded(body: Buffer | AsyncIterable<Buffer>, header: string): Buffer | AsyncIterable<Buffer> {
  const names = header.split(',').map((name) => name.trim().toLowerCase());
  const codings = names.filter((name) => name !== '' && name !== 'identity').map(codingOf);
  for (const coding of codings.reverse()) body = Buffer.isBuffer(body) ? decodeWhole(body, coding) : decodeChunks(body, coding);
  return body;
}

const badCoding = (message: string) => new Failure(constants.CURLE_BAD_CONTENT_ENCODING, message);

function codingOf(name: string): Coding {
  const coding = CODINGS[name];
  if (!coding) throw badCoding(name === 'zstd' ? 'this version of Node cannot decode zstd' : `unknown content coding ${name}`);
  return coding;
}

function decodeWhole(bytes: Buffer, coding: Coding): Buffer {
  if (bytes.length === 0) return bytes;
  try {
    return coding.whole(bytes);
  } catch (error) {
    throw badCoding((error as Error).message);
  }
}

async function* decodeChunks(chunks: AsyncIterable<Buffer>, coding: Coding): AsyncGenerator<Buffer, void, undefined> {
  let failure: { error: unknown } | undefined;
  async function* watched() {
    try {
      yield* chunks;
    } catch (error) {
      failure = { error };
      throw error;
    }
  }
  const source = Readable.from(watched(), { objectMode: false });
  const decoder = coding.stream();
  source.on('error', (error) => decoder.destroy(error));
  try {
    for await (const chunk of source.pipe(decoder)) yield chunk as Buffer;
  } catch (error) {
    throw failure ? failure.error : badCoding((error as Error).message);
  } finally {
    source.destroy();
  }
}
