import { writeFile } from 'node:fs/promises';
import { checkBoolean, checkNames, checkObject, versionInfo } from '@curlew/core-native';
import { CurlWrapper } from '../../session/curl-wrapper.js';
import type { SessionOptions } from '../../session/options/index.js';
import type { Transport } from '../../session/request/run-request.js';
import type { Session } from '../../session/session.js';
import type { Har, HarEntry } from './har.js';
import { RecordedExchange } from './recorded-exchange.js';

/** Options of {@link recordHar}. */
export interface RecordOptions {
  /** Options of the session that is recorded. */
  session?: SessionOptions | undefined;
  /**
   * Keep the values of Authorization, Cookie, Set-Cookie and similar headers, and passwords in URLs. Default false:
   * they are replaced by `***`.
   */
  secrets?: boolean | undefined;
}

/** A session whose requests are recorded in an HTTP archive. Made by {@link recordHar}. */
export class HarRecording {
  readonly #wrapper: CurlWrapper;
  readonly #exchanges: RecordedExchange[] = [];
  readonly #secrets: boolean;
  /** The real session to use. */
  readonly session: Session;

  /** @internal */
  constructor(options: RecordOptions) {
    checkObject('', 'recordHar', options);
    checkNames('recordHar', options, { session: true, secrets: true });
    this.#secrets = options.secrets === undefined ? false : checkBoolean('recordHar', 'secrets', options.secrets);
    this.#wrapper = new CurlWrapper({}, this.#transport);
    this.session = this.#wrapper.session(options.session);
  }

  readonly #transport: Transport = (asked) => (host, state, request) => {
    const transfer = asked(host, state, request);
    this.#exchanges.push(new RecordedExchange(transfer, state, transfer['handle'].hasCookies ? host.jar : undefined));
    return transfer;
  };

  /**
   * The requests so far, including redirects and retries, in the order in which they started, without those that are
   * still running. A body is included as far as the program has read it.
   */
  har(): Har {
    const entries = this.#exchanges
      .map((exchange) => exchange.entry(this.#secrets))
      .filter((entry): entry is HarEntry => entry !== undefined);
    return { log: { version: '1.2', creator: { name: '@curlew/async', version: `libcurl ${versionInfo().version}` }, entries } };
  }

  /** Writes the archive to a file. */
  async save(path: string): Promise<void> {
    await writeFile(path, `${JSON.stringify(this.har(), undefined, 2)}\n`);
  }

  /** Cancels running requests and frees everything. The archive stays available. May be called again. */
  close(): Promise<void> {
    return this.#wrapper.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/**
 * Makes a session on the real network that records its requests in an HTTP archive, which `mock.replayHar()` can
 * replay.
 *
 * @example
 * const recording = recordHar({ session: { baseUrl: 'https://api.example.com' } });
 * await recording.session.get('/users/1');
 * await recording.save('tests/users.har');
 * await recording.close();
 * @throws {TypeError} a wrong option
 */
export const recordHar = (options: RecordOptions = {}): HarRecording => new HarRecording(options);
