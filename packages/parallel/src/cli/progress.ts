import { SingleBar } from 'cli-progress';
import { bytes, duration } from './format.js';

export interface Progress {
  update(done: number, failed: number, bytes: number): void;
  stop(): void;
}

const PLAIN_EVERY_MS = 1000;

/** A bar on a terminal, a plain line a second elsewhere, nothing when quiet. */
export function createProgress(output: NodeJS.WriteStream, total: number, quiet: boolean): Progress {
  if (quiet) return { update: () => {}, stop: () => {} };
  const start = Date.now();
  const figures = (done: number, failed: number, received: number) => {
    const seconds = (Date.now() - start) / 1000 || 0.001;
    const left = done > 0 ? duration(((total - done) * (Date.now() - start)) / done) : '?';
    return { failed, received: bytes(received), rate: `${(done / seconds).toFixed(0)}/s ${bytes(received / seconds)}/s`, left };
  };
  return output.isTTY ? bar(output, total, figures) : lines(output, total, figures);
}

type Figures = (done: number, failed: number, received: number) => { failed: number; received: string; rate: string; left: string };

function bar(output: NodeJS.WriteStream, total: number, figures: Figures): Progress {
  const single = new SingleBar({
    format: '{bar} {value}/{total} done, {failed} failed, {received}, {rate}, ETA {left}',
    stream: output,
    barsize: 24,
    hideCursor: true,
    fps: 10,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  single.start(total, 0, figures(0, 0, 0));
  return {
    update: (done, failed, received) => single.update(done, figures(done, failed, received)),
    stop: () => single.stop(),
  };
}

function lines(output: NodeJS.WriteStream, total: number, figures: Figures): Progress {
  let last = Date.now();
  return {
    update: (done, failed, received) => {
      if (Date.now() - last < PLAIN_EVERY_MS && done < total) return;
      last = Date.now();
      const now = figures(done, failed, received);
      output.write(`${done}/${total} done, ${now.failed} failed, ${now.received}, ${now.rate}, ETA ${now.left}\n`);
    },
    stop: () => {},
  };
}
