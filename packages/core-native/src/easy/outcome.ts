import type { Buffer } from 'node:buffer';
import { Status, binding, type NativeEasy } from '../binding.js';
import { infoTable } from '../generated/infos.js';
import { byteSlab } from './byte-slab.js';
import type { NumberInfos } from './number-infos.js';

/** The results of a transfer; see {@link Easy.takeOutcome}. */
export interface Outcome {
  /** The infos in the requested order; NaN for infos that the linked libcurl does not know. */
  numbers: number[];
  /** EFFECTIVE_URL. */
  url: string;
  /** PRIMARY_IP; '' when there was no connection. */
  primaryIp: string;
  /** As returned by {@link Easy.takeHeaderBlock}. */
  headerBlock: Buffer;
  /** Whether the header block contains a Set-Cookie. */
  setsCookies: boolean;
  /** As returned by {@link Easy.takeBody}. */
  body: Buffer;
}

/**
 * The positions of the values that native code writes after the infos, and the bits of `changes`;
 * native/easy/outcome_layout.h declares the same.
 */
export const OUTCOME = { headerSize: 0, bodySize: 1, changes: 2, size: 3, urlChanged: 1, primaryIpChanged: 2, cookiesSet: 4 } as const;

/** Native code writes the numbers of each transfer here. */
let scratch = new Float64Array(32);

/** Reads the results of the transfers of one handle. */
export class OutcomeReader {
  readonly #native: NativeEasy;
  readonly #id: number;
  // Native code compares with these, and makes a string only if it has changed.
  #url = '';
  #primaryIp = '';

  /** @param id the number of the handle, which a closed handle no longer has */
  constructor(native: NativeEasy, id: number) {
    this.#native = native;
    this.#id = id;
  }

  /**
   * @param queue the number of the queue that the body is in, 0 for none
   * @returns a status on failure. If the body is still in the queue, it is missing; otherwise the queue is gone
   */
  take(infos: NumberInfos, queue: number): Outcome | number {
    const native = this.#native;
    if (!(infos instanceof Int32Array)) return Status.wrongType;
    const count = infos.length;
    if (scratch.length < count + OUTCOME.size) scratch = new Float64Array(count + OUTCOME.size);
    let status = binding.easyTakeOutcome(this.#id, infos, scratch, byteSlab.memory, byteSlab.offset, queue);
    if (status === Status.outOfMemory) {
      byteSlab.renew();
      status = binding.easyTakeOutcome(this.#id, infos, scratch, byteSlab.memory, byteSlab.offset, queue);
    }
    if (status !== Status.ok) return status;
    const numbers: number[] = [];
    for (let index = 0; index < count; index++) numbers.push(scratch[index]!);
    const headerSize = scratch[count + OUTCOME.headerSize]!;
    const bodySize = scratch[count + OUTCOME.bodySize]!;
    const changes = scratch[count + OUTCOME.changes]!;
    if (changes & OUTCOME.urlChanged) this.#url = (native.getInfo(infoTable.EFFECTIVE_URL!) ?? '') as string;
    if (changes & OUTCOME.primaryIpChanged) this.#primaryIp = (native.getInfo(infoTable.PRIMARY_IP!) ?? '') as string;
    return {
      numbers,
      url: this.#url,
      primaryIp: this.#primaryIp,
      headerBlock: headerSize >= 0 ? byteSlab.cut(headerSize) : native.takeHeaderBlock(),
      setsCookies: (changes & OUTCOME.cookiesSet) !== 0,
      body: bodySize >= 0 ? byteSlab.cut(bodySize) : queue === 0 ? native.takeBody() : (undefined as never),
    };
  }
}
