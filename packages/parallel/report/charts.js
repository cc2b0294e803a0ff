// Charts of the running transfers, the bytes received, and the durations.

import uPlot from 'uplot';
import { byId, colour, elapsed, end, milliseconds, rows, size } from './data.js';
import state, { change, goTo, onChange } from './state.js';

const HEIGHT = 150;
const BINS = 160;
const LATENCY_BINS = 40;
/** Set while controls are updated from the state, so that their events are not applied to it again. */
let isQuiet = false;

const axis = (more = {}) => ({
  stroke: colour('muted'),
  font: '11px system-ui, sans-serif',
  grid: { stroke: colour('line'), width: 1 },
  ticks: { stroke: colour('line'), width: 1 },
  ...more,
});

const seconds = (value) => milliseconds(value * 1000).replace(/\.0+(?= )/, '');

/** Transfers and bytes per second, per bin. */
function activity() {
  const [from, to] = state.view;
  const step = (to - from) / BINS;
  const running = new Float64Array(BINS);
  const bytes = new Float64Array(BINS);
  for (const row of state.shown) {
    const left = Math.max(0, Math.floor((row.start - from) / step));
    const right = Math.min(BINS - 1, Math.floor((row.end - from) / step));
    const came = row.end - row.transfer;
    for (let bin = left; bin <= right; bin++) {
      const [binStart, binEnd] = [from + bin * step, from + (bin + 1) * step];
      running[bin] += Math.max(0, Math.min(row.end, binEnd) - Math.max(row.start, binStart)) / step;
      const part =
        row.transfer > 0 ? Math.max(0, Math.min(row.end, binEnd) - Math.max(came, binStart)) / row.transfer : bin === right ? 1 : 0;
      bytes[bin] += (row.bytes * part) / (step / 1000);
    }
  }
  const times = Array.from(running, (_, bin) => (from + (bin + 0.5) * step) / 1000);
  return [times, Array.from(running), Array.from(bytes)];
}

function drawActivity(width) {
  const place = byId('activity');
  const options = {
    width,
    height: HEIGHT,
    legend: { live: true },
    cursor: { drag: { x: true, y: false } },
    scales: {
      x: { time: false },
      bytes: { range: (_plot, _min, max) => [0, max || 1] },
      running: { range: (_plot, _min, max) => [0, max || 1] },
    },
    axes: [
      axis({ values: (_plot, values) => values.map(seconds) }),
      axis({ scale: 'running', size: 44 }),
      axis({
        scale: 'bytes',
        side: 1,
        size: 70,
        grid: { show: false },
        values: (_plot, values) => values.map((value) => `${size(value)}/s`),
      }),
    ],
    series: [
      { label: 'Time', value: (_plot, value) => (value === null ? '' : seconds(value)) },
      {
        label: 'Running',
        scale: 'running',
        stroke: colour('wait'),
        fill: colour('wait', 0.13),
        value: (_plot, value) => (value === null ? '' : value.toFixed(1)),
      },
      {
        label: 'Throughput',
        scale: 'bytes',
        stroke: colour('transfer'),
        value: (_plot, value) => (value === null ? '' : `${size(value)}/s`),
      },
    ],
    hooks: {
      setSelect: [
        (plot) => {
          if (isQuiet || plot.select.width < 5) return;
          const [from, to] = [plot.select.left, plot.select.left + plot.select.width].map((left) => plot.posToVal(left, 'x') * 1000);
          goTo(from, to);
        },
      ],
    },
  };
  place.replaceChildren();
  new uPlot(options, activity(), place);
}

/** The edges of the bins: a logarithmic scale, since latencies have long tails. */
const edges = (() => {
  const totals = rows.map((row) => Math.max(0.1, row.total));
  const lowest = totals.reduce((least, value) => Math.min(least, value), end);
  const highest = Math.max(
    lowest * 1.01,
    totals.reduce((most, value) => Math.max(most, value), lowest),
  );
  return Array.from({ length: LATENCY_BINS + 1 }, (_, index) => lowest * (highest / lowest) ** (index / LATENCY_BINS));
})();

function latencies() {
  const counts = new Array(LATENCY_BINS).fill(0);
  const failed = new Array(LATENCY_BINS).fill(0);
  const scale = LATENCY_BINS / Math.log(edges.at(-1) / edges[0]);
  for (const row of state.latency ? rows : state.shown) {
    const bin = Math.min(LATENCY_BINS - 1, Math.max(0, Math.floor(Math.log(Math.max(0.1, row.total) / edges[0]) * scale)));
    counts[bin] += 1;
    if (row.failed) failed[bin] += 1;
  }
  return [counts.map((_, bin) => bin), counts, failed];
}

function drawLatencies(width) {
  const place = byId('latencies');
  const edgeAt = (bin) => edges[Math.min(LATENCY_BINS, Math.max(0, Math.round(bin)))];
  const bars = uPlot.paths.bars({ size: [0.9], align: 0 });
  const options = {
    width,
    height: HEIGHT,
    cursor: { drag: { x: true, y: false } },
    scales: { x: { time: false, range: [-0.5, LATENCY_BINS - 0.5] }, y: { range: (_plot, _min, max) => [0, max || 1] } },
    axes: [axis({ values: (_plot, values) => values.map((bin) => milliseconds(edgeAt(bin))) }), axis({ size: 50 })],
    series: [
      { label: 'From', value: (_plot, bin) => (bin === null ? '' : milliseconds(edgeAt(bin))) },
      { label: 'Transfers', stroke: colour('wait'), fill: colour('wait'), paths: bars, points: { show: false } },
      { label: 'failed', stroke: colour('failed'), fill: colour('failed'), paths: bars, points: { show: false } },
    ],
    hooks: {
      setSelect: [
        (plot) => {
          if (plot.select.width < 5) return;
          const [from, to] = [plot.select.left, plot.select.left + plot.select.width].map((left) => plot.posToVal(left, 'x') + 0.5);
          change({ latency: [edgeAt(Math.floor(from)), edgeAt(Math.ceil(to))] });
        },
      ],
    },
  };
  place.replaceChildren();
  new uPlot(options, latencies(), place);
}

export function drawCharts() {
  if (rows.length === 0) return;
  isQuiet = true;
  drawActivity(byId('activity').clientWidth);
  drawLatencies(byId('latencies').clientWidth);
  isQuiet = false;
}

onChange((_state, changes) => {
  if (!('hidden' in changes || 'isLog' in changes)) drawCharts();
});

export const rate = () => (1000 * rows.length) / (elapsed || 1);
