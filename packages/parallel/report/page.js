'use strict';

const { columns, rows: values, elapsed } = JSON.parse(document.getElementById('data').textContent);
const rows = values.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])));
const byId = (id) => document.getElementById(id);

const PHASES = ['dns', 'connect', 'tls', 'wait', 'transfer'];
const PHASE_NAMES = { dns: 'DNS', connect: 'connect', tls: 'TLS', wait: 'wait', transfer: 'transfer' };
const ROW_HEIGHT = 24;
const end = Math.max(1, ...rows.map(({ start, total }) => start + total));

const milliseconds = (value) => (value < 1000 ? `${value.toFixed(value < 10 ? 1 : 0)} ms` : `${(value / 1000).toFixed(2)} s`);
const size = (value) => {
  const unit = value >= 1e9 ? 'GB' : value >= 1e6 ? 'MB' : value >= 1e3 ? 'KB' : 'B';
  return unit === 'B' ? `${value} B` : `${(value / { KB: 1e3, MB: 1e6, GB: 1e9 }[unit]).toFixed(1)} ${unit}`;
};

/** What the table has: a key of the rows, its heading, its width, and how a value is shown. */
const COLUMNS = [
  { key: 'index', name: '#', width: '4rem', number: true, show: (row) => String(row.index + 1) },
  { key: 'outcome', name: 'Outcome', width: '14rem', show: (row) => row.outcome },
  { key: 'url', name: 'URL', width: 'auto', show: (row) => (row.method === 'GET' ? row.url : `${row.method} ${row.url}`) },
  { key: 'bytes', name: 'Size', width: '6rem', number: true, show: (row) => size(row.bytes) },
  { key: 'total', name: 'Time', width: '6rem', number: true, show: (row) => milliseconds(row.total) },
  { key: 'start', name: 'Waterfall', width: '30%', bar: true },
];

/** The pieces of a transfer's bar as [phase, begin, end] in milliseconds; one without phases is a wait. */
function pieces(row) {
  let at = row.start;
  const known = PHASES.filter((phase) => row[phase] > 0).map((phase) => [phase, at, (at += row[phase])]);
  return known.length > 0 ? known : [['wait', row.start, row.start + row.total]];
}

const colour = (phase) => getComputedStyle(document.documentElement).getPropertyValue(`--${phase}`);

function drawWaterfall() {
  const canvas = byId('waterfall');
  const ratio = window.devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * ratio;
  canvas.height = canvas.clientHeight * ratio;
  const context = canvas.getContext('2d');
  const scale = canvas.width / end;
  const step = canvas.height / Math.max(rows.length, 1);
  const colours = Object.fromEntries([...PHASES, 'failed'].map((phase) => [phase, colour(phase)]));
  const inOrder = [...rows].sort((a, b) => a.start - b.start);
  inOrder.forEach((row, index) => {
    for (const [phase, from, to] of pieces(row)) {
      context.fillStyle = row.failed ? colours.failed : colours[phase];
      context.fillRect(from * scale, index * step, Math.max((to - from) * scale, 1), Math.max(step * 0.9, 1));
    }
  });
}

const state = { shown: rows, key: 'index', descending: false, first: -1 };

function cellOf(row, column) {
  const cell = document.createElement('td');
  if (!column.bar) {
    cell.textContent = column.show(row);
    cell.title = cell.textContent;
    if (column.number) cell.className = 'number';
    if (column.key === 'outcome' && row.failed) cell.className = 'failed';
    return cell;
  }
  cell.className = 'bar';
  cell.title = PHASES.map((phase) => `${PHASE_NAMES[phase]} ${milliseconds(row[phase])}`).join(', ');
  for (const [phase, from, to] of pieces(row)) {
    const piece = document.createElement('i');
    piece.style.left = `${(100 * from) / end}%`;
    piece.style.width = `${(100 * (to - from)) / end}%`;
    piece.style.background = `var(--${row.failed ? 'failed' : phase})`;
    cell.append(piece);
  }
  return cell;
}

/** Only the rows in view exist: ten thousand would take the browser seconds. */
function drawRows(force) {
  const scroller = byId('scroller');
  const first = Math.max(0, Math.floor(scroller.scrollTop / ROW_HEIGHT) - 10);
  if (!force && first === state.first) return;
  state.first = first;
  const inView = state.shown.slice(first, first + Math.ceil(scroller.clientHeight / ROW_HEIGHT) + 20);
  byId('rows').replaceChildren(
    ...inView.map((row) => {
      const line = document.createElement('tr');
      line.append(...COLUMNS.map((column) => cellOf(row, column)));
      return line;
    }),
  );
  const spacer = (count) => {
    const line = document.createElement('tr');
    line.style.height = `${count * ROW_HEIGHT}px`;
    return line;
  };
  byId('before').replaceChildren(spacer(first));
  byId('after').replaceChildren(spacer(Math.max(0, state.shown.length - first - inView.length)));
}

function update() {
  const wanted = byId('filter').value.trim().toLowerCase();
  const { key, descending } = state;
  const sign = descending ? -1 : 1;
  state.shown = rows
    .filter((row) => wanted === '' || row.url.toLowerCase().includes(wanted) || row.outcome.toLowerCase().includes(wanted))
    .sort((a, b) => sign * (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : a.index - b.index));
  byId('count').textContent = `${state.shown.length} of ${rows.length}`;
  byId('scroller').scrollTop = 0;
  drawRows(true);
}

function drawHead() {
  byId('head').append(
    ...COLUMNS.map(({ key, name, width, number }) => {
      const heading = document.createElement('th');
      if (number) heading.className = 'number';
      heading.style.width = width;
      heading.dataset.key = key;
      const button = document.createElement('button');
      button.textContent = name;
      button.addEventListener('click', () => {
        state.descending = state.key === key && !state.descending;
        state.key = key;
        for (const other of byId('head').children) other.removeAttribute('aria-sort');
        heading.setAttribute('aria-sort', state.descending ? 'descending' : 'ascending');
        update();
      });
      heading.append(button);
      return heading;
    }),
  );
}

function drawSummary() {
  const failed = rows.filter((row) => row.failed).length;
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  const perSecond = (1000 * rows.length) / (elapsed || 1);
  byId('totals').textContent =
    `${rows.length} transfers, ${failed} failed, ${size(bytes)} in ${milliseconds(elapsed)}: ${perSecond.toFixed(0)} per second`;
  byId('legend').append(
    ...[...PHASES, 'failed'].map((phase) => {
      const entry = document.createElement('li');
      const sample = document.createElement('i');
      sample.style.background = `var(--${phase})`;
      entry.append(sample, PHASE_NAMES[phase] ?? phase);
      return entry;
    }),
  );
}

drawSummary();
drawHead();
update();
drawWaterfall();
byId('filter').addEventListener('input', update);
byId('scroller').addEventListener('scroll', () => drawRows(false));
window.addEventListener('resize', () => {
  drawWaterfall();
  drawRows(true);
});
