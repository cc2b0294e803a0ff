// Converts times to positions and back, on a linear scale or a logarithmic one from the left end.

import { milliseconds } from './data.js';
import state from './state.js';

/** The steepness of the logarithmic scale. */
const STEEPNESS = 1000;

/** @returns the position of a time: 0 is the left end, 1 the right end */
export function place(time, [from, to] = state.view) {
  const share = (time - from) / (to - from);
  if (!state.isLog || share <= 0) return share;
  return Math.log1p(share * STEEPNESS) / Math.log1p(STEEPNESS);
}

export function timeAt(at) {
  const [from, to] = state.view;
  const share = state.isLog && at > 0 ? Math.expm1(at * Math.log1p(STEEPNESS)) / STEEPNESS : at;
  return from + share * (to - from);
}

/** Round times with their positions, about `count` of them. */
export function ticks(count, view = state.view) {
  const [from, to] = view;
  if (state.isLog) return logTicks(view, count);
  const raw = (to - from) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= raw);
  const found = [];
  for (let number = Math.ceil(from / step); number * step <= to; number++) found.push(tick(number * step, view));
  return found;
}

function logTicks(view, count) {
  const [from, to] = view;
  const found = [tick(from, view)];
  for (let distance = 10 ** Math.floor(Math.log10((to - from) / STEEPNESS)); distance <= to - from; distance *= 10) {
    const next = tick(from + distance, view);
    if (next.at - found.at(-1).at > 1 / (count + 1)) found.push(next);
  }
  return found;
}

const tick = (time, view) => ({ time, at: place(time, view), text: milliseconds(time).replace(/\.0+(?= )/, '') });
