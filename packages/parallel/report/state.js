// The state of the view. Everything is drawn from it.

import { PHASES, end, mostEnd, rows } from './data.js';

/** Whether no transfer is so much longer than most that it would hide them. */
const fits = end <= 3 * mostEnd;

export const whole = [0, end];
export const most = [0, Math.min(end, mostEnd)];

const state = {
  /** The visible time range, in milliseconds from the start of the run. */
  view: fits ? whole : most,
  isLog: false,
  hidden: new Set(),
  onlyFailed: false,
  text: '',
  /** The range of durations in milliseconds to show. */
  latency: undefined,
  byHost: false,
  key: 'start',
  descending: false,
  /** The visible rows, in order. */
  shown: [],
};

const listeners = [];

/** Registers a listener, which is called with the names of what changed. */
export const onChange = (listener) => listeners.push(listener);

export function change(changes) {
  Object.assign(state, changes);
  if (Object.keys(changes).some((name) => SELECTING.has(name))) select();
  for (const listener of listeners) listener(state, changes);
}

const SELECTING = new Set(['onlyFailed', 'text', 'latency', 'byHost', 'key', 'descending']);

function select() {
  const wanted = state.text.trim().toLowerCase();
  const { key, descending, byHost, latency, onlyFailed } = state;
  const sign = descending ? -1 : 1;
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  state.shown = rows
    .filter(
      (row) =>
        (!onlyFailed || row.failed) &&
        (!latency || (row.total >= latency[0] && row.total <= latency[1])) &&
        (wanted === '' || `${row.method} ${row.url} ${row.outcome} ${row.error}`.toLowerCase().includes(wanted)),
    )
    .sort((a, b) => (byHost && compare(a.host, b.host)) || sign * compare(a[key], b[key]) || a.index - b.index);
}

export const isVisible = (phase) => !state.hidden.has(phase);

export function togglePhase(phase) {
  const hidden = new Set(state.hidden);
  if (!hidden.delete(phase)) hidden.add(phase);
  // At least one must stay selected.
  change({ hidden: hidden.size === Object.keys(PHASES).length ? new Set() : hidden });
}

/** Shows a time range, clipped to the run and at least a millisecond long. */
export function goTo(from, to) {
  const length = Math.min(Math.max(1, to - from), end);
  const begin = Math.min(Math.max(0, from), end - length);
  change({ view: [begin, begin + length] });
}

/** @param factor less than 1 shows less @param around the time that keeps its position */
export function zoom(factor, around = (state.view[0] + state.view[1]) / 2) {
  const [from, to] = state.view;
  goTo(around - (around - from) * factor, around + (to - around) * factor);
}

export function pan(share) {
  const [from, to] = state.view;
  const by = share * (to - from);
  goTo(from + by, to + by);
}

select();
export default state;
