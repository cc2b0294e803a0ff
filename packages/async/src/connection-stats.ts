import { numberInfos, originOf, type Easy, type MultiConnection } from '@curlew/core-native';

/** How many connections and transfers there are, at one origin or in all. */
export interface ConnectionCounts {
  /** Open connections, including those that are being made. */
  readonly open: number;
  /** Connections that no transfer uses. */
  readonly idle: number;
  /** Transfers under way. */
  readonly running: number;
  /** Of the running transfers, those without a connection: it is being made, or none is free. */
  readonly waiting: number;
  /** Of the open connections, those of the thread of `thread: true`. */
  readonly onThread: number;
}

/** The same for each origin, such as `https://example.com` or `http://127.0.0.1:8080`. */
export interface ConnectionStats extends ConnectionCounts {
  /** The counts by origin; an origin without connections and transfers is left out. */
  readonly origins: Readonly<Record<string, ConnectionCounts>>;
}

type Counts = { -readonly [Name in keyof ConnectionCounts]: number };

const MEASURED = numberInfos('PRETRANSFER_TIME_T', 'CONN_ID');

/** Counts for one origin. */
class OriginCounter {
  #open = 0;
  #busy = 0;
  #running = 0;
  #waiting = 0;
  #onThread = 0;
  /** The connections that transfers use. A connection whose transfers are all paused counts as used. */
  readonly #used = new Set<number>();

  connection({ isBusy, onThread }: MultiConnection): void {
    this.#open += 1;
    if (onThread) this.#onThread += 1;
    if (isBusy) this.#busy += 1;
  }

  transfer(easy: Easy): void {
    const [pretransfer = 0, connection = -1] = easy.getNumbers(MEASURED);
    this.#running += 1;
    if (pretransfer === 0) this.#waiting += 1;
    else this.#used.add(connection);
  }

  get counts(): Counts {
    const idle = Math.max(0, this.#open - Math.max(this.#busy, this.#used.size));
    return { open: this.#open, idle, running: this.#running, waiting: this.#waiting, onThread: this.#onThread };
  }
}

/** Counts the connections and transfers of some multis. */
export function connectionStats(multis: Iterable<{ connections: MultiConnection[]; easys: Iterable<Easy> }>): ConnectionStats {
  const counters = new Map<string, OriginCounter>();
  const counterOf = (origin: string) => {
    let counter = counters.get(origin);
    if (!counter) counters.set(origin, (counter = new OriginCounter()));
    return counter;
  };
  for (const { connections, easys } of multis) {
    for (const connection of connections) counterOf(connection.origin).connection(connection);
    for (const easy of easys) counterOf(originOf(easy.getInfo('EFFECTIVE_URL') ?? '')).transfer(easy);
  }
  const total: Counts = { open: 0, idle: 0, running: 0, waiting: 0, onThread: 0 };
  const origins: Record<string, Counts> = {};
  for (const [origin, { counts }] of counters) {
    origins[origin] = counts;
    for (const name of Object.keys(total) as (keyof Counts)[]) total[name] += counts[name];
  }
  return { ...total, origins };
}
