import { loadBinding } from './load.js';

/** Set in the answer of a call that has a value to give, in place of that value. */
export interface Failed {
  failed: number;
}

/** The native side of an easy handle (native/easy.h). Calls answer a status: 0, a CURLcode, or one of {@link Status}. */
export interface NativeEasy {
  readonly id: number;
  setOpt(id: number, value: unknown): number;
  getInfo(id: number): unknown;
  perform(): number;
  reset(): number;
  close(): number;
  pause(bitmask: number): number;
  takeBody(): Buffer;
  bodySize(): number;
  takeBodyInto(target: Buffer): number;
  takeHeaderBlock(): Buffer;
  errorDetail(): string;
  takeThrown(): { value: unknown } | undefined;
}

/** The native side of a multi handle (native/multi.h). */
export interface NativeMulti {
  add(easy: NativeEasy): number;
  remove(easy: NativeEasy): number;
  setOpt(id: number, value: unknown): number;
  perform(): number | Failed;
  poll(timeoutMs: number): number | Failed;
  timeout(): number | Failed;
  fdset(): number[] | Failed;
  infoRead(max: number): number[] | Failed;
  attach(drain: (count: number) => void, records: Int32Array): number;
  close(): number;
}

/** The native side of a share handle (native/share.h). */
export interface NativeShare {
  setOpt(option: number, data: number): number;
  userCount(): number;
  detach(): number;
  close(): number;
}

/** What the addon exports. This file is the only declaration of it. */
export interface Binding {
  Easy: new () => NativeEasy;
  Multi: new () => NativeMulti;
  Share: new () => NativeShare;
  select(read: unknown, write: unknown, except: unknown, timeoutMs: unknown): [number[], number[], number[]] | Failed;
  versionInfo(): unknown;
  optionTable(): [name: string, id: number, type: number][];
  strerror(family: number, code: number): string;
}

/** The addon's own answers; native/support/status.h has the same table. */
export const Status = {
  ok: 0,
  closed: -101,
  insideCallback: -102,
  inMulti: -103,
  notInMulti: -104,
  wrongType: -105,
  outOfRange: -106,
  nulByte: -107,
  unknownOption: -108,
  reserved: -109,
  unsupported: -110,
  outOfMemory: -111,
  attached: -113,
  performing: -114,
} as const;

export const binding: Binding = loadBinding();

export function hasFailed(answer: unknown): answer is Failed {
  return typeof answer === 'object' && answer !== null && 'failed' in answer;
}
