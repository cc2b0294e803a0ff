import { constants } from '@curlew/core-native';
import { ResponseHeaders } from '../../http/response-headers.js';
import { GivenUp } from '../../session/given-up.js';
import type { CheckedSettings } from '../../session/options/index.js';
import type { PreparedReply } from '../reply.js';
import { decoded } from './decoding.js';
import { Failure } from './failures.js';
import { tellProgress } from './progress.js';

/** The part of a transfer that receives the body of a reply. */
export interface ReceivingTransfer {
  settings: CheckedSettings;
  /** Whether the response has a body. */
  isWanted: boolean;
  /** Waits for a chunk, no longer than the stall timeout. */
  stallable<T>(awaited: Promise<T>): Promise<T>;
}

/** The chunk size for a body that is complete in memory. */
const PIECE = 64 * 1024;

/** The body of a reply as it arrives: counted, decoded, limited, and cut off where the mock says so. */
export class ArrivingReply {
  readonly #reply: PreparedReply & { failsWith: Failure | undefined };
  readonly #transfer: ReceivingTransfer;
  readonly #headers: ResponseHeaders;
  /** The number of bytes received, before decoding. */
  received = 0;

  constructor(reply: PreparedReply & { failsWith: Failure | undefined }, transfer: ReceivingTransfer) {
    this.#reply = reply;
    this.#transfer = transfer;
    this.#headers = new ResponseHeaders(reply.fields);
  }

  /** @throws {Failure} the body ends too early, cannot be decoded, or becomes too large */
  async *chunks(): AsyncGenerator<Buffer, void, undefined> {
    if (!this.#transfer.isWanted) return;
    const { settings } = this.#transfer;
    const limit = settings.maxResponseSize ?? Infinity;
    const coding = settings.decompress ? this.#headers.get('content-encoding') : undefined;
    let size = 0;
    for await (const chunk of this.#decoded(coding)) {
      size += chunk.length;
      if (size > limit) throw new Failure(constants.CURLE_FILESIZE_EXCEEDED, `the body is larger than the limit of ${limit} bytes`);
      yield chunk;
    }
  }

  async *#decoded(coding: string | undefined): AsyncGenerator<Buffer, void, undefined> {
    const { body } = this.#reply;
    if (coding === undefined || !Buffer.isBuffer(body)) {
      yield* coding === undefined ? this.#arriving() : (decoded(this.#arriving(), coding) as AsyncIterable<Buffer>);
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of this.#arriving()) parts.push(part);
    yield* pieces(decoded(Buffer.concat(parts), coding) as Buffer);
  }

  async *#arriving(): AsyncGenerator<Buffer, void, undefined> {
    const { body, failsWith } = this.#reply;
    const { onDownloadProgress } = this.#transfer.settings;
    const announced = this.#announced;
    for await (const chunk of Buffer.isBuffer(body) ? pieces(body) : this.#watched(body)) {
      this.received += chunk.length;
      tellProgress(onDownloadProgress, { transferred: this.received, total: announced ?? 0 });
      yield chunk;
    }
    if (failsWith) throw failsWith;
    if (announced !== undefined && this.received < announced) {
      const missing = announced - this.received;
      throw new Failure(constants.CURLE_PARTIAL_FILE, `end of response with ${missing} bytes missing`);
    }
  }

  /** Turns an error of the reply's stream into a broken connection. */
  async *#watched(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
    const iterator = source[Symbol.asyncIterator]();
    try {
      for (;;) {
        const step: IteratorResult<Buffer, unknown> = await this.#transfer.stallable(iterator.next());
        if (step.done === true) return;
        yield step.value;
      }
    } catch (cause) {
      if (cause instanceof GivenUp) throw cause;
      throw new Failure(constants.CURLE_RECV_ERROR, 'the body of the mocked reply failed', { cause });
    } finally {
      await iterator.return?.();
    }
  }

  get #announced(): number | undefined {
    const length = this.#headers.get('content-length');
    return length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined;
  }
}

function* pieces(bytes: Buffer): Generator<Buffer, void, undefined> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
