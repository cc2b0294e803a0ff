import type { Readable } from 'node:stream';

/** The streams that a command talks to. */
export interface Streams {
  stdin: Readable;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}

/** Whether an error of an output says that its reader is gone; Windows calls it the end of the file. */
export const isReaderGone = ({ code }: NodeJS.ErrnoException): boolean => code === 'EPIPE' || code === 'EOF';
