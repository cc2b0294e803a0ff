import { binding } from '../binding.js';
import { QueueNews } from '../easy/easy.js';
import { errorOfStatus } from '../errors/index.js';
import type { UploadSource } from './upload-source.js';

/** The maximum number of bytes that are handed over in one call. */
const PIECE = 64 * 1024;

/**
 * Feeds the upload of a transfer on a network thread, which cannot call JavaScript: it gives bytes in advance, as many
 * as the thread has room for, and is told when there is room again. See native/body/upload_pipe.h.
 */
export class UploadPump {
  readonly #easy: number;
  readonly #reopen: () => UploadSource;
  #source: UploadSource;
  /** The number of restarts. */
  #run = 0;
  #rest: Buffer = Buffer.alloc(0);

  /**
   * @param easy the number of the handle
   * @param reopen called when libcurl restarts the upload, for sources that can be read again
   */
  constructor(easy: number, source: UploadSource, reopen: () => UploadSource) {
    this.#easy = easy;
    this.#source = source;
    this.#reopen = reopen;
  }

  /** Called with the events of the upload, bits of {@link QueueNews}. */
  tell(news: number): void {
    if (news & QueueNews.restartsUpload) this.#run += 1;
    void this.#give(this.#run, (news & QueueNews.restartsUpload) !== 0);
  }

  /** Gives bytes until there is no room for more, the source has ended, or libcurl has restarted the upload. */
  async #give(run: number, isRestart: boolean): Promise<void> {
    try {
      if (isRestart) this.#restart();
      for (let hasRoom = true; hasRoom;) {
        if (this.#rest.length === 0) {
          const read = this.#source.read();
          const bytes = read instanceof Promise ? await read : read;
          if (run !== this.#run) return;
          if (bytes === undefined) return void this.#handOver(null);
          this.#rest = bytes;
        }
        hasRoom = this.#handOver(this.#rest.subarray(0, PIECE));
        this.#rest = this.#rest.subarray(PIECE);
      }
    } catch (error) {
      // The source of an earlier run may fail because it was closed.
      if (run === this.#run) binding.easyFailUpload(this.#easy, run, error);
    }
  }

  #restart(): void {
    this.#source.close();
    this.#rest = Buffer.alloc(0);
    this.#source = this.#reopen();
  }

  /** @returns whether there is room for more @throws {EasyError} no memory */
  #handOver(bytes: Buffer | null): boolean {
    const answer = binding.easyGiveUpload(this.#easy, this.#run, bytes);
    const refusal = answer < 0 ? errorOfStatus(answer, { operation: 'uploadFrom' }) : undefined;
    if (refusal) throw refusal;
    return answer === 1;
  }

  /** Closes the source: the transfer is over. */
  end(): void {
    this.#run += 1;
    this.#source.close();
    binding.easyCloseUpload(this.#easy);
  }
}
