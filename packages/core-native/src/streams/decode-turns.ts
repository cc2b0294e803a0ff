import { AsyncResource } from 'node:async_hooks';
import { binding } from '../binding.js';

let waiting: (() => void)[] = [];

/** Calls back in the next turn of the event loop, when there is time to decode again. */
export function whenTimeToDecode(callback: () => void): void {
  if (waiting.length === 0) setImmediate(turn);
  waiting.push(AsyncResource.bind(callback));
}

function turn(): void {
  const callbacks = waiting;
  waiting = [];
  let hasTime = binding.queuesHaveTime(true);
  let index = 0;
  for (; index < callbacks.length && hasTime; index++) {
    callbacks[index]!();
    hasTime = binding.queuesHaveTime(false);
  }
  if (index === callbacks.length) return;
  // Readers that got no time go first in the next turn.
  if (waiting.length === 0) setImmediate(turn);
  waiting = callbacks.slice(index).concat(waiting);
}
