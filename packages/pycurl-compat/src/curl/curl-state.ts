import type { Easy } from '@curlew/core-native';
import type { CurlShare } from '../curl-share.js';
import { error } from '../errors/errors.js';
import type { MimeBase } from '../mime/mime-base.js';
import type { Text } from '../python/text.js';
import type { DataOwner } from '../mime/data-owner.js';

/** The multi that a handle is in. */
export interface Membership {
  multi: object;
  /** Whether libcurl is running for the multi, so that its handles must not be changed. */
  isRunning(): boolean;
  /** Called when a callback threw an exception that pycurl raises in place of an error. */
  raise(
    thrown: unknown,
  ): void; /** Performs an action that libcurl allows only outside of a multi; afterwards the handle is in the multi as before. @throws {error} it cannot */
  whileOut(curl: CurlBase, action: () => void): void;
  /** Called when the handle was closed and so has left. */
  left(curl: CurlBase): void;
}

/** A callback as the user set it, so that a duplicate can have it too. */
export interface GivenCallback {
  callback: (...values: never[]) => unknown;
  asView: boolean;
}

/** The internal state of a Curl. It is not in attributes, which belong to the user, as in Python. */
export class CurlState {
  membership: Membership | null = null;
  share: CurlShare | null = null;
  isPerforming = false;
  /** How many of its callbacks are on the stack. */
  callbackDepth = 0;
  isInWriteCallback = false;
  /** The CurlMime of MIMEPOST. */
  mime: MimeBase | null = null;
  /** For a duplicate: the owners of the data that its MIMEPOST reads. */
  dataOwners: DataOwner[] = [];
  readonly callbacks = new Map<string, GivenCallback>();
  /** The number of bytes that COPYPOSTFIELDS takes of its text: the last POSTFIELDSIZE; −1 for all. */
  postFieldSize = -1;
  /** The value of POSTFIELDS or COPYPOSTFIELDS. */
  postFields: Text | null = null;
  #raised: { thrown: unknown } | undefined;

  constructor(readonly easy: Easy) {}

  /** Called when the handle was closed; releases everything that was set on it. */
  ended(curl: CurlBase): void {
    this.membership?.left(curl);
    this.membership = null;
    this.share = null;
    this.setMime(null);
    this.callbacks.clear();
    this.postFields = null;
  }

  /** Replaces the CurlMime of MIMEPOST. */
  setMime(mime: MimeBase | null): void {
    this.mime = mime;
    for (const owner of this.dataOwners.splice(0)) owner.release();
  }

  /** Called when the CurlMime of MIMEPOST is closed. */
  dropMime(): void {
    if (!this.easy.closed) this.easy.setOpt('MIMEPOST', null);
    this.setMime(null);
  }

  /** Retains the owners of the data that MIMEPOST reads, for a duplicate. */
  retainDataOwners(): DataOwner[] {
    return (this.mime?.dataOwners ?? this.dataOwners).map((owner) => owner.retain());
  }

  /** A callback has thrown an exception that pycurl raises in place of the error. */
  raise(thrown: unknown): void {
    if (this.isPerforming) this.#raised ??= { thrown };
    else this.membership?.raise(thrown);
  }

  /** Runs libcurl for this handle alone. @throws the exception that a callback raised, otherwise that of `action` */
  performing(action: () => void): void {
    this.isPerforming = true;
    try {
      action();
    } finally {
      this.isPerforming = false;
      const raised = this.#raised;
      this.#raised = undefined;
      // eslint-disable-next-line no-unsafe-finally -- it replaces the error, as in pycurl
      if (raised) throw raised.thrown;
    }
  }

  /** Whether libcurl is on the stack with this handle, or with the multi that it is in. */
  get isRunning(): boolean {
    return this.isPerforming || this.callbackDepth > 0 || (this.membership?.isRunning() ?? false);
  }

  /** @throws {error} closed */
  checkOpen(method: string): void {
    if (this.easy.closed) throw new error(`cannot invoke ${method}() - no curl handle`);
  }

  /** @throws {error} closed, or inside its transfer */
  checkIdle(method: string): void {
    this.checkOpen(method);
    if (this.isRunning) throw new error(`cannot invoke ${method}() - perform() is currently running`);
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
