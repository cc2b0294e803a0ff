// A table with a row for each transfer. Only visible rows are in the document, because ten thousand would take the
// browser seconds.

import { byId, element, milliseconds, mostEndOf, pieces, rows, size } from './data.js';
import { showDetail } from './detail.js';
import state, { change, isVisible, onChange } from './state.js';
import { place, ticks } from './time-scale.js';

/** The columns: key of the row, heading, and formatting of the value. */
const COLUMNS = [
  { key: 'index', name: '#', show: (row) => String(row.index + 1) },
  { key: 'outcome', name: 'Outcome', show: (row) => row.outcome },
  { key: 'url', name: 'URL', show: (row) => (row.method === 'GET' ? row.url : `${row.method} ${row.url}`) },
  { key: 'bytes', name: 'Size', show: (row) => size(row.bytes) },
  { key: 'total', name: 'Time', show: (row) => milliseconds(row.total) },
  { key: 'start', name: 'Waterfall' },
];

const scroller = byId('scroller');
const list = byId('rows');
let first = -1;
/** The time range that the visible rows are drawn in. */
let view = state.view;

/** The time range of the given rows, clipped to the visible range. */
function viewOf(some) {
  const [from, to] = state.view;
  if (some.length === 0 || state.isLog) return state.view;
  const begin = Math.max(from, Math.min(...some.map((row) => row.start)));
  const end = Math.min(to, mostEndOf(some) * 1.02);
  return end - begin >= 1 ? [begin, end] : state.view;
}

const rowHeight = () => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row')) || 28;

function cellOf(row, { key, show }) {
  const cell = element('span', { role: 'cell', class: key });
  if (key === 'start') cell.append(...barOf(row));
  else cell.textContent = show(row);
  return cell;
}

function barOf(row) {
  const bar = [];
  for (const [phase, from, to] of row.failed ? [['failed', row.start, row.end]] : pieces(row)) {
    if (!isVisible(phase)) continue;
    const [left, right] = [place(from, view), place(to, view)].map((at) => 100 * Math.min(1, Math.max(0, at)));
    if (right <= 0 || left >= 100) continue;
    bar.push(element('i', { style: `left:${left}%;width:${right - left}%;background:var(--${phase})` }));
  }
  // Marks a bar that continues beyond the edge.
  if (place(row.end, view) > 1) bar.push(element('b', { class: 'later' }, '›'));
  if (place(row.start, view) < 0) bar.push(element('b', { class: 'earlier' }, '‹'));
  return bar;
}

function lineOf(row, at, height) {
  const line = element('button', {
    role: 'row',
    type: 'button',
    class: row.failed ? 'line failed' : 'line',
    style: `top:${at * height}px`,
  });
  line.append(...COLUMNS.map((column) => cellOf(row, column)));
  line.addEventListener('click', () => showDetail(row));
  return line;
}

function drawRows(force) {
  const height = rowHeight();
  const from = Math.max(0, Math.floor(scroller.scrollTop / height) - 10);
  if (!force && from === first) return;
  first = from;
  list.style.height = `${state.shown.length * height}px`;
  const count = Math.ceil(scroller.clientHeight / height) + 20;
  const onScreen = Math.floor(scroller.scrollTop / height);
  view = viewOf(state.shown.slice(onScreen, onScreen + Math.ceil(scroller.clientHeight / height)));
  list.replaceChildren(...state.shown.slice(from, from + count).map((row, index) => lineOf(row, from + index, height)));
  drawAxis();
}

function drawAxis() {
  const axis = byId('axis');
  axis.replaceChildren(...ticks(axis.clientWidth / 80, view).map(({ at, text }) => element('span', { style: `left:${100 * at}%` }, text)));
}

function drawHead() {
  byId('head').append(
    ...COLUMNS.map(({ key, name }) => {
      const button = element('button', { type: 'button' }, name);
      button.addEventListener('click', () => change({ key, descending: state.key === key && !state.descending }));
      const heading = element('span', { role: 'columnheader', class: key, 'data-key': key }, button);
      if (key === 'start') heading.append(element('span', { id: 'axis', 'aria-hidden': 'true' }));
      return heading;
    }),
  );
}

export function drawTable(isNewSelection = false) {
  for (const heading of byId('head').children) {
    if (heading.dataset.key !== state.key) heading.removeAttribute('aria-sort');
    else heading.setAttribute('aria-sort', state.descending ? 'descending' : 'ascending');
  }
  byId('count').textContent = `${state.shown.length} of ${rows.length}`;
  if (isNewSelection) scroller.scrollTop = 0;
  drawRows(true);
}

drawHead();
scroller.addEventListener('scroll', () => drawRows(false));
onChange((_state, changes) => drawTable(!('view' in changes) && !('hidden' in changes)));
