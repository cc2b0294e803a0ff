import { Easy, type Share } from '@curlew/core-native';
import type { HopCurl } from './request-plan.js';

/** Idle handles that are kept; more are closed. */
const KEPT = 1024;

/** A handle, and what its options are. */
export interface Lane {
  easy: Easy;
  /** The key of the settings; undefined for others. */
  key: object | undefined;
  /** The URL that is set. */
  url: string | undefined;
  /** What the last first transfer has set. */
  hopCurl: HopCurl | undefined;
  /** Whether nothing but the share is set. */
  isClean: boolean;
}

/** The handles of a session. They all use its share. */
export class HandlePool {
  readonly #idle: Lane[] = [];
  readonly #share: Share;
  #closed = false;

  constructor(share: Share) {
    this.#share = share;
  }

  /** A handle with the session's share. */
  take(): Lane {
    return this.#idle.pop() ?? newLane(new Easy().setOpt('SHARE', this.#share));
  }

  /** Takes a handle back. An idle one holds nothing of a request that the next one is not likely to need. */
  give(lane: Lane): void {
    if (this.#closed || this.#idle.length >= KEPT || lane.easy.closed) {
      lane.easy.close();
      return;
    }
    if (lane.key === undefined && !lane.isClean) {
      clean(lane);
      lane.isClean = true;
    }
    this.#idle.push(lane);
  }

  /** Closes the idle ones; those that are out are closed when they come back. */
  close(): void {
    this.#closed = true;
    for (const { easy } of this.#idle.splice(0)) easy.close();
  }
}

function newLane(easy: Easy): Lane {
  return { easy, key: undefined, url: undefined, hopCurl: undefined, isClean: true };
}

/** Takes back all that a request has set. */
export function clean(lane: Lane): void {
  lane.easy.reset();
  lane.url = undefined;
  lane.hopCurl = undefined;
}
