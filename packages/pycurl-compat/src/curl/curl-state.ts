import type { Easy } from '@curlew/core-native';
import type { CurlShare } from '../curl-share.js';
import { error } from '../errors/errors.js';
import type { MimeBase } from '../mime/mime-base.js';
import type { Text } from '../python/text.js';
import type { DataOwner } from '../mime/data-owner.js';

/** The multi that a handle is in. */
export interface Membership {
  multi: object;
  /** Whether it runs libcurl right now: its handles may not be touched meanwhile. */
  isRunning(): boolean;
  /** A callback has thrown what pycurl raises in place of an error. */
  raise(thrown: unknown): void;
  /** Does something to a handle that libcurl allows only outside of a multi; it stays in this one as before. @throws {error} it cannot */
  whileOut(curl: CurlBase, action: () => void): void;
  /** The handle was closed, and so has left. */
  left(curl: CurlBase): void;
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
  /** The CurlMime that MIMEPOST is. */
  mime: MimeBase | null = null;
  /** Of a duplicate: the owners of the data that its MIMEPOST reads. */
  dataOwners: DataOwner[] = [];
  readonly callbacks = new Map<string, GivenCallback>();
  /** What COPYPOSTFIELDS takes of its text: POSTFIELDSIZE as it was set last; −1: all. */
  postFieldSize = -1;
  /** What POSTFIELDS or COPYPOSTFIELDS was set to. */
  postFields: Text | null = null;
  #raised: { thrown: unknown } | undefined;

  constructor(readonly easy: Easy) {}

  /** The handle is closed, and lets go of what was given to it. */
  ended(curl: CurlBase): void {
    this.membership?.left(curl);
    this.membership = null;
    this.share = null;
    this.setMime(null);
    this.callbacks.clear();
    this.postFields = null;
  }

  /** MIMEPOST is something else from now on. */
  setMime(mime: MimeBase | null): void {
    this.mime = mime;
    for (const owner of this.dataOwners.splice(0)) owner.release();
  }

  /** The CurlMime of MIMEPOST ends. */
  dropMime(): void {
    if (!this.easy.closed) this.easy.setOpt('MIMEPOST', null);
    this.setMime(null);
  }

  /** What a duplicate has to keep of the data that its MIMEPOST reads. */
  retainDataOwners(): DataOwner[] {
    return (this.mime?.dataOwners ?? this.dataOwners).map((owner) => owner.retain());
  }

  /** A callback has thrown what pycurl raises in place of an error. */
  raise(thrown: unknown): void {
    if (this.isPerforming) this.#raised ??= { thrown };
    else this.membership?.raise(thrown);
  }

  /** Runs libcurl for this handle alone. @throws what a callback raised, else what `action` throws */
  performing(action: () => void): void {
    this.isPerforming = true;
    try {
      action();
    } finally {
      this.isPerforming = false;
      const raised = this.#raised;
      this.#raised = undefined;
      // eslint-disable-next-line no-unsafe-finally -- it takes the place of the error, as in pycurl
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
