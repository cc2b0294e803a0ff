import { originOf, type Continuation, type Task } from './task.js';

/** Makes the task of a request that waits to follow a redirect; it settles the promise once. */
export function continued(task: Task, url: string, { proceed, giveUp }: Continuation): Task {
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
