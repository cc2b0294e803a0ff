// npm run bench:picture [-- --check]: the recorded figures as a picture, light and dark, and as the table of docs/performance.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRecorded } from './lib/recorded.mjs';

const root = join(import.meta.dirname, '..');
const recorded = readRecorded();

/** The bars of a workload, from the top. */
const BARS = ['session', 'AsyncCurlMulti', 'undici', 'node:http', 'pycurl'];

const THEMES = {
  light: {
    background: '#ffffff',
    text: '#1f2328',
    faint: '#59636e',
    grid: '#d8dee4',
    bars: { session: '#0a5fd1', AsyncCurlMulti: '#62a6f5', undici: '#d1711a', 'node:http': '#e8b27d', pycurl: '#8a939d' },
  },
  dark: {
    background: '#0d1117',
    text: '#e6edf3',
    faint: '#9198a1',
    grid: '#30363d',
    bars: { session: '#58a6ff', AsyncCurlMulti: '#2f6fba', undici: '#f0883e', 'node:http': '#a8642a', pycurl: '#6e7681' },
  },
};

const LEFT = 170;
const RIGHT = 50;
const WIDTH = 800;
const TOP = 92;
const BAR = 8;
const GAP = 14;
const BOTTOM = 52;
const GROUP = BARS.length * BAR + GAP;

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const valueOf = ({ relative }, client) => Object.entries(relative).find(([name]) => name === client || name.startsWith(`${client} `))?.[1];

const rows = Object.entries(recorded.workloads);
const most = Math.ceil(Math.max(...rows.flatMap(([, row]) => BARS.map((client) => valueOf(row, client) ?? 0))));
const x = (value) => LEFT + ((WIDTH - LEFT - RIGHT) * value) / most;
const height = TOP + rows.length * GROUP + BOTTOM;
const said = [
  'Less is better. nginx on loopback, 50 requests at a time where nothing else is said;',
  `medians of ${recorded.rounds} rounds on ${recorded.machine}, ${recorded.date}; ${recorded.software}.`,
];

/** @param {(typeof THEMES)['light']} theme */
function picture({ background, text, faint, grid, bars }) {
  const label = (at, y, content, { size = 12, fill = text, anchor = 'start', weight = 400 } = {}) =>
    `<text x="${at.toFixed(1)}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escape(content)}</text>`;
  const axis = Array.from({ length: most + 1 }, (_, value) => {
    const line = `<line x1="${x(value).toFixed(1)}" x2="${x(value).toFixed(1)}" y1="${TOP - 6}" y2="${height - BOTTOM}"`;
    const stroke = value === 1 ? `stroke="${text}" stroke-dasharray="3 3"` : `stroke="${grid}"`;
    return `${line} ${stroke}/>\n${label(x(value), TOP - 12, value === 1 ? 'C = 1' : String(value), { fill: faint, anchor: 'middle' })}`;
  });
  const groups = rows.flatMap(([name, row], index) => {
    const top = TOP + index * GROUP;
    const ofClients = BARS.flatMap((client, place) => {
      const value = valueOf(row, client);
      if (value === undefined) return [];
      const y = top + place * BAR;
      const bar = `<rect x="${LEFT}" y="${y}" width="${(x(value) - LEFT).toFixed(1)}" height="${BAR - 1}" fill="${bars[client]}"/>`;
      // Placed past the line of C, which would cross it.
      return [bar, label(Math.max(x(value), x(1)) + 4, y + BAR - 1, value.toFixed(2), { size: 9, fill: faint })];
    });
    return [label(LEFT - 10, top + (BARS.length * BAR) / 2 + 4, name, { anchor: 'end' }), ...ofClients];
  });
  const legend = BARS.flatMap((client, index) => {
    const at = LEFT + index * 120;
    return [`<rect x="${at}" y="40" width="12" height="12" fill="${bars[client]}"/>`, label(at + 18, 50, client)];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui, sans-serif">
<title>CPU time per request in relation to a C program on the same libcurl</title>
<rect width="${WIDTH}" height="${height}" fill="${background}"/>
${label(LEFT, 24, 'CPU time per request; a C program on the same libcurl takes 1', { size: 15, weight: 600 })}
${[...legend, ...axis, ...groups].join('\n')}
${said.map((line, index) => label(LEFT, height - BOTTOM + 24 + index * 16, line, { size: 11, fill: faint })).join('\n')}
</svg>
`;
}

const cells = (list) => `| ${list.join(' | ')} |`;

function table() {
  const clients = Object.keys(rows[0][1].relative);
  const head = ['CPU per request, C = 1', 'C', ...clients];
  const lines = rows.map(([name, { microseconds, relative }]) =>
    cells([name, `1.00 (${microseconds.toFixed(1)} µs)`, ...clients.map((client) => relative[client]?.toFixed(2) ?? '')]),
  );
  const how = `Medians of ${recorded.rounds} rounds on ${recorded.machine}, ${recorded.date}; ${recorded.software}.`;
  return [how, '', cells(head), cells(head.map(() => '---')), ...lines].join('\n');
}

/** The page with its table replaced. */
function withTable(page) {
  const [begin, end] = ['<!-- #region figures -->', '<!-- #endregion figures -->'];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no ${begin} and ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${table()}\n\n${page.slice(to)}`;
}

const page = join(root, 'docs', 'performance.md');
const outputs = [
  ...Object.entries(THEMES).map(([name, theme]) => [join(root, 'docs', 'public', `speed-${name}.svg`), picture(theme)]),
  [page, withTable(readFileSync(page, 'utf8'))],
];

function contentOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

const stale = outputs.filter(([file, content]) => contentOf(file) !== content).map(([file]) => file);
if (process.argv.includes('--check')) {
  for (const file of stale) process.stderr.write(`${file} does not show the recorded figures: npm run bench:picture\n`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  mkdirSync(join(root, 'docs', 'public'), { recursive: true });
  for (const [file, content] of outputs) writeFileSync(file, content);
}
