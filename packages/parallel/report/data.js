// The data of the page, and the formatting of its values.

const { columns, rows: values, elapsed } = JSON.parse(document.getElementById('data').textContent);

/** The steps of a transfer in order, with their labels. */
export const PHASES = { blocked: 'blocked', dns: 'DNS', connect: 'connect', tls: 'TLS', wait: 'wait', transfer: 'transfer' };

export const rows = values.map((row, index) => {
  const named = Object.fromEntries(columns.map((name, column) => [name, row[column]]));
  return { ...named, index, end: named.start + named.total, host: new URL(named.url).host };
});

export { elapsed };

/** When the last transfer ended, in milliseconds. */
export const end = Math.max(1, ...chunked(rows.map((row) => row.end)));

/** When 95 % of the given transfers had ended, so that a slow one does not squeeze the others. */
export function mostEndOf(some) {
  const ends = some.map((row) => row.end).sort((a, b) => a - b);
  return ends[Math.ceil(0.95 * ends.length) - 1] ?? 1;
}

export const mostEnd = Math.max(1, mostEndOf(rows) * 1.02);

/** The maximum of each thousand numbers, because a call accepts only a limited number of arguments. */
function chunked(numbers) {
  const largest = [];
  for (let at = 0; at < numbers.length; at += 1000) largest.push(Math.max(...numbers.slice(at, at + 1000)));
  return largest;
}

/** The pieces of a transfer's bar as [phase, begin, end]; a transfer without phases counts as waiting. */
export function pieces(row) {
  let at = row.start;
  const known = Object.keys(PHASES)
    .filter((phase) => row[phase] > 0)
    .map((phase) => [phase, at, (at += row[phase])]);
  return known.length > 0 ? known : [['wait', row.start, row.end]];
}

export const milliseconds = (value) => (value < 1000 ? `${value.toFixed(value < 10 ? 1 : 0)} ms` : `${(value / 1000).toFixed(2)} s`);

export function size(value) {
  const unit = value >= 1e9 ? 'GB' : value >= 1e6 ? 'MB' : value >= 1e3 ? 'KB' : 'B';
  return unit === 'B' ? `${Math.round(value)} B` : `${(value / { KB: 1e3, MB: 1e6, GB: 1e9 }[unit]).toFixed(1)} ${unit}`;
}

export const byId = (id) => document.getElementById(id);

/** A colour of page.css for a canvas, from the current light or dark scheme. */
export function colour(name, alpha = 1) {
  const probe = byId('probe');
  probe.style.color = `var(--${name})`;
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g);
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}

/** An element with its text and its children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
