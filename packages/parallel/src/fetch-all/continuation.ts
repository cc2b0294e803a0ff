import { CancelledError } from '@curlew/async';
import type { Host } from './host.js';
import type { HostQueue } from './host-queue.js';
import { originOf, type Continuation, type Task } from './task.js';

/** A request on its way to a place at another host. */
export interface Move {
  /** Resolves to the other host. */
  arrived: Promise<Host>;
  /** Stops waiting, if it still waits: the request has ended, and has its old place until that is counted. */
  leave: () => void;
}

/** Has a request wait for a place at the host of its redirect. @param returned called when it gives up */
export function moveTo(url: string, task: Task, queue: HostQueue, returned: () => void): Move {
  let leave!: () => void;
  const arrived = new Promise<Host>((resolve, reject) => {
    const waiting = continued(task, url, {
      proceed: () => resolve(queue.hostOf(waiting)),
      giveUp: (reason) => {
        returned();
        reject(reason);
      },
    });
    leave = () => {
      if (queue.remove(waiting)) waiting.continuation?.giveUp(new CancelledError('the request has ended'));
    };
    queue.pushFirst(waiting);
  });
  return { arrived, leave };
}

/** Makes the task of a request that waits to follow a redirect; it settles the promise once. */
function continued(task: Task, url: string, { proceed, giveUp }: Continuation): Task {
  const waiting: Task = { ...task, url, origin: originOf(url) };
  waiting.continuation = {
    proceed: () => {
      waiting.continuation = undefined;
      proceed();
    },
    giveUp: (reason) => {
      waiting.continuation = undefined;
      giveUp(reason);
    },
  };
  return waiting;
}
