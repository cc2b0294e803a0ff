import { loadAddon } from './addon/load.js';

/** Returned by a call in place of its value when it fails. */
export interface Failed {
  failed: number;
  /** The text for the error when the addon rather than libcurl failed. */
  detail?: string;
}

type NativeHeader = [name: string, value: string, amount: number, index: number, origin: number];
type NativeFrame = [flags: number, offset: number, bytesLeft: number, length: number];
type NativeSession = [
  key: string | null,
  shmac: Buffer,
  session: Buffer,
  validUntil: number,
  tlsId: number,
  alpn: string | null,
  earlyDataMax: number,
];

/** The value that a callback threw; boxed, because it may be undefined. */
interface Thrown {
  value: unknown;
}

/** The native side of an easy handle (native/easy/easy.h). Calls answer a status: 0, a CURLcode, or one of {@link Status}. */
export interface NativeEasy {
  readonly id: number;
  /** Whether the handle is in a multi, performing or being closed, so that a failure can be reported. */
  readonly running: boolean;
  /** @param asBytes return text as Buffers, undecoded */
  getInfo(id: number, asBytes?: true): unknown;
  getNumbers(ids: Int32Array, target: Float64Array): number;
  setBodyLimit(bytes: unknown): number;
  setDecoding(on: unknown): number;
  setSendOnce(on: unknown): number;
  tellRedirects(on: boolean): number;
  perform(): number;
  reset(): number;
  close(): number;
  pause(bitmask: number): number;
  takeBody(): Buffer;
  takeHeaderBlock(): Buffer;
  viewCopy(generation: number, target: unknown, targetStart: unknown, sourceStart: unknown, sourceEnd: unknown): number;
  header(name: unknown, index: unknown, origin: unknown, request: unknown): NativeHeader | Failed;
  headers(origin: unknown, request: unknown): NativeHeader[] | Failed;
  send(data: unknown): number | Failed;
  recv(target: unknown): number | Failed;
  wsSend(data: unknown, flags: unknown, fragmentSize: unknown, framed: boolean): number | Failed;
  wsRecv(target: unknown): [received: number, frame: NativeFrame | null] | Failed;
  wsStartFrame(flags: unknown, size: unknown): number;
  wsMeta(): NativeFrame | null | Failed;
  upkeep(): number;
  exportSessions(): NativeSession[] | Failed;
  importSession(key: string | null, shmac: unknown, session: unknown): number;
  errorDetail(): string;
  thrown(): Thrown | undefined;
}

/** The native side of a multi handle (native/multi/multi.h). */
export interface NativeMulti {
  readonly id: number;
  remove(easyId: number): number;
  setOpt(id: number, value: unknown): number;
  perform(): number | Failed;
  poll(timeoutMs: unknown, waits: unknown, wakeable: boolean): number[] | Failed;
  wakeup(): number;
  timeout(): number | Failed;
  socketAction(socket: unknown, events: unknown): number | Failed;
  socketAll(): number | Failed;
  assign(socket: unknown, assigned: boolean): number;
  notify(notification: unknown, on: boolean): number;
  getOfft(what: number): number | Failed;
  connections(): (string | boolean)[] | null;
  takeThrown(): Thrown | undefined;
  fdset(): number[] | Failed;
  select(timeoutMs: number): number | Failed;
  infoRead(max: number, records: Int32Array): number | Failed;
  attach(drain: (count: number) => void, records: Int32Array, threaded: boolean, hasLoop: boolean): number;
  close(): number;
}

/** The native side of a URL (native/url.h). */
export interface NativeUrl {
  /** The text, or a status. */
  getPart(part: number, flags: unknown): string | number;
  setPart(part: number, value: unknown, flags: unknown): number;
}

/** The native side of a share handle (native/share.h). */
export interface NativeShare {
  setOpt(option: number, data: number): number;
  token(): string | Failed;
  usesOf(data: number): number | Failed;
  userCount(): number;
  detach(): number;
  close(): number;
}

/** The exports of the addon. This file is their only declaration. */
export interface Binding {
  Easy: new (original?: NativeEasy) => NativeEasy;
  Multi: new () => NativeMulti;
  Share: new (token?: string) => NativeShare;
  Url: new (original?: NativeUrl) => NativeUrl;
  // The calls that every transfer makes take the number of its handle; see native/by_number.h.
  easySetOpt(easy: number, option: number, value: unknown, asView: boolean): number;
  easyTakeOutcome(easy: number, ids: Int32Array, target: Float64Array, slab: ArrayBufferLike, offset: number, queue: number): number;
  /** The number of a queue, or a status. */
  easyOpenQueue(easy: number, highWaterMark: unknown): number;
  easyOpenUpload(easy: number, reopens: boolean, kept: number): number;
  easyGiveUpload(easy: number, run: number, bytes: Uint8Array | null): number;
  easyFailUpload(easy: number, run: number, error: unknown): number;
  easyCloseUpload(easy: number): number;
  /** Bytes as a Buffer, or the number of bytes in the slab (0 for none), or a status, such as {@link Status.later}. */
  queueRead(queue: number, slab: ArrayBufferLike, offset: number, most: unknown): Buffer | number | Failed;
  queueReadInto(queue: number, target: unknown): number | Failed;
  queueSize(queue: number): number;
  /** Whether there is time to decode in this turn of the event loop. @param hasTurned whether a new turn has begun */
  queuesHaveTime(hasTurned: boolean): boolean;
  queueNews(queue: number): number;
  queueClose(queue: number): number;
  easyTakeBodyInto: (easy: number, slab: ArrayBufferLike, offset: number) => number;
  easyTakeHeaderBlockInto: (easy: number, slab: ArrayBufferLike, offset: number) => number;
  /** A body too large for memory goes to a new file of that name. @param mode its permissions, or −1 */
  easySpillTo(easy: number, path: string, mode: number): number;
  /** Closes that file. 1, 0 if there is none, or the error of the system. */
  easyCloseSpilled(easy: number): number;
  multiAdd(multi: number, easy: number): number;
  /** @param records for [id, step, error] triples */
  filesAttach(onDone: (count: number) => void, records: Int32Array): number;
  filesWrite(id: number, part: string, target: string, mode: number, bytes: Buffer): number | (Failed & { step: number });
  filesStart(): number;
  filesStop(): number;
  escape(bytes: unknown): string | Failed;
  unescape(text: unknown): Buffer | Failed;
  globalInit(flags: unknown): number;
  globalCleanup(): void;
  globalTrace(names: unknown): number;
  select(read: unknown, write: unknown, except: unknown, timeoutMs: unknown): [number[], number[], number[]] | Failed;
  versionInfo(): unknown;
  isPublicSuffix(name: string): boolean | undefined;
  /** Milliseconds, or 0 if it is not known. */
  processStart(pid: number): number;
  optionTable(): [name: string, id: number, type: number][];
  /** The numbers that both sides declare, for the test that compares them. */
  tables(): Record<'status' | 'outcome' | 'queueNews' | 'fileSteps', Record<string, number>> & { optionKinds: Record<number, string> };
  strerror(family: number, code: number): string;
}

/** The addon's own statuses; native/support/status.h declares the same. */
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
  notThreadSafe: -115,
  later: -116,
  tooManyDescriptors: -117,
  needsEventLoop: -118,
} as const;

export const binding = loadAddon() as Binding;

export function hasFailed(answer: unknown): answer is Failed {
  return typeof answer === 'object' && answer !== null && 'failed' in answer;
}
