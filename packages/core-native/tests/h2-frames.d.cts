import type { Socket } from 'node:net';

type FrameType = 'data' | 'headers' | 'reset' | 'settings' | 'goaway' | 'windowUpdate';

export function frame(type: FrameType, flags: number, stream: number, payload?: Buffer): Buffer;
/** Numbers of 32 bits, as the payload of a frame. */
export function numbers(...values: number[]): Buffer;
/** The headers of an answer with status 200 to this stream. */
export function headers(stream: number): Buffer;
export function data(stream: number, body: string | Buffer, options?: { end?: boolean }): Buffer;
/** A whole answer with status 200. */
export function answer(stream: number, body: string): Buffer;
/** RST_STREAM */
export function reset(stream: number, error: number): Buffer;
export function goaway(lastStream: number, error: number): Buffer;
/** Reads what a client sends, and calls back with the number of each stream that asks for something. Acknowledges settings. */
export function readRequests(socket: Socket, onRequest: (stream: number) => void): void;
