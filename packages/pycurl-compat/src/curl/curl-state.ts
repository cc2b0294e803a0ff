import type { Easy } from '@curlew/core-native';
import type { CurlShare } from '../curl-share.js';
import { error } from '../errors.js';

/** The multi that a handle is in. */
export interface Membership {
  multi: object;
  /** Whether it runs libcurl right now: its handles may not be touched meanwhile. */
  isRunning(): boolean;
}

/** A callback as it was given, so that a duplicate can have it too. */
export interface GivenCallback {
  callback: (...values: never[]) => unknown;
  asView: boolean;
}

/** What this package knows of a Curl. None of it is an attribute: those are the user's, as in Python. */
export class CurlState {
  membership: Membership | null = null;
  share: CurlShare | null = null;
  isPerforming = false;
  /** How many of its callbacks are on the stack. */
  callbackDepth = 0;
  isInWriteCallback = false;
  readonly callbacks = new Map<string, GivenCallback>();

  constructor(readonly easy: Easy) {}

  /** @throws {error} closed */
  checkOpen(method: string): void {
    if (this.easy.closed) throw new error([`cannot invoke ${method}() - no curl handle`]);
  }

  /** @throws {error} closed, or inside its transfer */
  checkIdle(method: string): void {
    this.checkOpen(method);
    if (this.isPerforming || this.callbackDepth > 0 || this.membership?.isRunning())
      throw new error([`cannot invoke ${method}() - perform() is currently running`]);
  }
}

/** The state of a Curl. */
export let stateOf: (curl: CurlBase) => CurlState;
/** Whether a value is a Curl. */
export let isCurl: (value: unknown) => boolean;

/** Holds a Curl's state. */
export abstract class CurlBase {
  readonly #state: CurlState;

  static {
    stateOf = (curl) => curl.#state;
    isCurl = (value) => typeof value === 'object' && value !== null && #state in value;
  }

  protected constructor(easy: Easy) {
    this.#state = new CurlState(easy);
  }
}
