// The page of a run. page.html defines the layout, state.js what is shown.

import { PHASES, byId, element, elapsed, milliseconds, rows, size } from './data.js';
import { drawCharts, rate } from './charts.js';
import { draw } from './overview.js';
import state, { change, goTo, most, onChange, togglePhase, whole, zoom } from './state.js';
import { drawTable } from './table.js';

function drawSummary() {
  const failed = rows.filter((row) => row.failed).length;
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  byId('totals').textContent =
    `${rows.length} transfers, ${failed} failed, ${size(bytes)} in ${milliseconds(elapsed)}: ${rate().toFixed(0)} per second`;
}

function toggle(name, text, isPressed, onClick) {
  const button = element('button', { type: 'button', 'aria-pressed': String(isPressed), 'data-name': name });
  button.append(element('i', { style: `background:var(--${name})` }), text);
  button.addEventListener('click', onClick);
  return button;
}

function drawLegend() {
  byId('legend').replaceChildren(
    ...Object.entries(PHASES).map(([phase, text]) => toggle(phase, text, !state.hidden.has(phase), () => togglePhase(phase))),
    toggle('failed', 'only failed', state.onlyFailed, () => change({ onlyFailed: !state.onlyFailed })),
  );
}

/** Each control with its action, and the condition under which it is shown as pressed. */
const CONTROLS = {
  fit: { onClick: () => goTo(...most), isPressed: () => state.view[1] - state.view[0] === most[1] && most[1] < whole[1] },
  all: { onClick: () => goTo(...whole), isPressed: () => state.view[1] - state.view[0] === whole[1] },
  log: { onClick: () => change({ isLog: !state.isLog }), isPressed: () => state.isLog },
  hosts: { onClick: () => change({ byHost: !state.byHost }), isPressed: () => state.byHost },
  in: { onClick: () => zoom(0.5) },
  out: { onClick: () => zoom(2) },
};

function drawControls() {
  for (const [id, { isPressed }] of Object.entries(CONTROLS)) if (isPressed) byId(id).setAttribute('aria-pressed', String(isPressed()));
  const { latency } = state;
  byId('latency').hidden = !latency;
  byId('latency').textContent = latency ? `${milliseconds(latency[0])} to ${milliseconds(latency[1])} ✕` : '';
}

function drawAll() {
  drawLegend();
  drawControls();
  draw();
  drawCharts();
  drawTable();
}

drawSummary();
for (const [id, { onClick }] of Object.entries(CONTROLS)) byId(id).addEventListener('click', onClick);
byId('latency').addEventListener('click', () => change({ latency: undefined }));
byId('filter').addEventListener('input', () => change({ text: byId('filter').value }));
onChange(() => {
  drawLegend();
  drawControls();
});
drawAll();
let isDue = false;
window.addEventListener('resize', () => {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    drawAll();
  });
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
