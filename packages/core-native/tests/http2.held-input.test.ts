import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { makeCertificate } from '@curlew-internal/test-origin';
import { Easy, Multi, constants, select, versionInfo } from '../src/index.js';

const { CURL_POLL_IN, CURL_POLL_OUT, CURL_CSELECT_IN, CURL_CSELECT_OUT, CURL_POLL_REMOVE, CURL_SOCKET_TIMEOUT } = constants;

let certificate: { key: string; cert: string };
beforeAll(async () => (certificate = await makeCertificate()));

/** A multi that is driven by hand, as an event loop would: only what is readable, and timers. */
class Driven {
  readonly multi = new Multi();
  readonly #watched = new Map<number, number>();
  #timeout = -1;

  constructor() {
    this.multi.setOpt('SOCKETFUNCTION', (what, socket) => {
      if (what === CURL_POLL_REMOVE) this.#watched.delete(socket);
      else this.#watched.set(socket, what);
    });
    this.multi.setOpt('TIMERFUNCTION', (ms) => void (this.#timeout = ms));
  }

  /** @returns whether it became true in three seconds */
  until(isTrue: () => boolean): boolean {
    for (const deadline = Date.now() + 3000; !isTrue() && Date.now() < deadline;) {
      const wanting = (bit: number) => [...this.#watched].filter(([, what]) => what & bit).map(([socket]) => socket);
      const pause = this.#timeout < 0 ? 100 : Math.min(this.#timeout, 100);
      const [readable, writable] = select(wanting(CURL_POLL_IN), wanting(CURL_POLL_OUT), [], pause);
      for (const socket of readable) this.multi.socketAction(socket, CURL_CSELECT_IN);
      for (const socket of writable) this.multi.socketAction(socket, CURL_CSELECT_OUT);
      if (this.#timeout >= 0 && readable.length + writable.length === 0) this.multi.socketAction(CURL_SOCKET_TIMEOUT);
    }
    return isTrue();
  }
}

/**
 * The action of the first transfer on the rest of its body, which is read together with the answer to the second.
 */
interface Case {
  /** The first stream ends with that. */
  ends: boolean;
  options?: Parameters<Easy['setOpts']>[0];
  /** Called with each chunk of the first transfer but the first. */
  onChunk?: (easy: Easy) => number | void;
}

const cases: [string, Case][] = [
  ['has ended', { ends: true }],
  ['is paused', { ends: false, onChunk: (easy) => easy.pause(constants.CURLPAUSE_RECV) }],
  ['refuses its body', { ends: false, onChunk: () => 0 }],
  ['is at its rate limit', { ends: false, options: { MAX_RECV_SPEED_LARGE: 2000 } }],
];

// Without the patch of deps/patches/curl the second transfer waits until more data arrives on the connection.
const withPatches = process.env.CURLEW_LIBCURL === 'system' ? describe.skip : describe;

withPatches('the input that OpenSSL holds for a second transfer of an HTTP/2 connection', () => {
  it.each(cases)('is read when the first %s', async (_, { ends, options = {}, onChunk }) => {
    expect(versionInfo().sslVersion).toContain('OpenSSL');
    const shared = new SharedArrayBuffer(8);
    const steps = new Int32Array(shared);
    const server = new Worker(join(__dirname, 'programs', 'h2-held-input.cjs'), { workerData: { ...certificate, shared, ends } });
    const [port] = (await once(server, 'message')) as [number];
    const driven = new Driven();
    const common = { URL: `https://localhost:${port}/`, CAINFO_BLOB: Buffer.from(certificate.cert), PIPEWAIT: 1 };
    let chunks = 0;
    const first = new Easy().setOpts({
      ...common,
      ...options,
      WRITEFUNCTION: (chunk) => {
        if (chunks++ === 0) first.pause(constants.CURLPAUSE_RECV);
        else return onChunk?.(first) ?? chunk.length;
        return chunk.length;
      },
    });
    const second = new Easy().setOpts(common);
    const body = () => second.getInfo('SIZE_DOWNLOAD_T');

    driven.multi.addHandle(first);
    expect(driven.until(() => chunks === 1)).toBe(true);
    driven.multi.addHandle(second);
    expect(driven.until(() => Atomics.load(steps, 0) === 1)).toBe(true);
    // All data is in the client's socket before the first transfer reads, and only that one reads.
    server.postMessage('go on');
    expect(Atomics.wait(steps, 1, 0, 20_000)).not.toBe('timed-out');
    first.unpause();
    driven.multi.socketAction(CURL_SOCKET_TIMEOUT);
    // At once, unless its rate limit has it wait.
    if (!options.MAX_RECV_SPEED_LARGE) expect(chunks).toBeGreaterThan(1);
    expect(driven.until(() => body() === 6)).toBe(true);
    expect(second.takeBody().toString()).toBe('second');

    driven.multi.close();
    first.close();
    second.close();
    await server.terminate();
  });
});
