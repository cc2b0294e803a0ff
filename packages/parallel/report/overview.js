// All transfers in one picture over time. Each is in the first free lane, so the number of lanes in use is the number
// of concurrent transfers. Dragging selects a time range, the wheel zooms, Shift with dragging moves.

import { byId, colour, milliseconds, PHASES, pieces } from './data.js';
import { lanesOf } from './lanes.js';
import state, { goTo, isVisible, onChange, pan, whole, zoom } from './state.js';
import { place, ticks, timeAt } from './time-scale.js';

const AXIS = 22;
/** The minimum height in pixels at which a host's name is drawn. */
const NAME_HEIGHT = 12;

const canvas = byId('waterfall');
const brush = byId('brush');

let cached;

function layout() {
  if (cached?.shown !== state.shown) cached = { shown: state.shown, ...lanesOf(state.shown, state.byHost) };
  return cached;
}

export function draw() {
  canvas.setAttribute('aria-description', state.view.map(milliseconds).join(' to '));
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext('2d');
  context.scale(ratio, ratio);
  const inner = height - AXIS;
  drawAxis(context, width, inner);
  context.save();
  context.beginPath();
  context.rect(0, 0, width, inner);
  context.clip();
  drawRows(context, width, inner);
  context.restore();
}

function drawAxis(context, width, inner) {
  context.font = '11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  for (const { at, text } of ticks(width / 90)) {
    const x = at * width;
    context.fillStyle = colour('line');
    context.fillRect(x, 0, 1, inner + 4);
    context.fillStyle = colour('muted');
    context.textAlign = x < 30 ? 'left' : x > width - 30 ? 'right' : 'center';
    context.fillText(text, x, inner + AXIS / 2 + 2);
  }
}

function drawRows(context, width, inner) {
  const colours = Object.fromEntries([...Object.keys(PHASES), 'failed'].map((name) => [name, colour(name)]));
  const { bars, hosts, count } = layout();
  const step = Math.min(18, inner / Math.max(count, 1));
  const thick = Math.max(1, step > 3 ? step - 1 : step);
  const failed = [];
  for (const [row, lane] of bars) {
    const y = lane * step;
    if (row.failed) failed.push([row, y]);
    else
      for (const [phase, from, to] of pieces(row)) {
        if (!isVisible(phase)) continue;
        context.fillStyle = colours[phase];
        fillTime(context, from, to, y, thick, width);
      }
  }
  // Drawn last, or one in ten thousand would be invisible.
  context.fillStyle = colours.failed;
  for (const [row, y] of failed) fillTime(context, row.start, row.end, y, Math.max(thick, 2), width);
  drawHosts(context, hosts, step, width);
}

function fillTime(context, from, to, y, thick, width) {
  const x = Math.max(-1, place(from) * width);
  const right = Math.min(width + 1, place(to) * width);
  if (right < 0 || x > width) return;
  context.fillRect(x, y, Math.max(1, right - x), thick);
}

function drawHosts(context, hosts, step, width) {
  context.textAlign = 'left';
  let lastName = -NAME_HEIGHT;
  for (const [host, lane] of hosts) {
    const y = lane * step;
    context.fillStyle = colour('line');
    context.fillRect(0, y, width, 1);
    if (y - lastName < NAME_HEIGHT) continue;
    lastName = y;
    context.font = '600 11px system-ui, sans-serif';
    const { width: room } = context.measureText(host);
    context.fillStyle = colour('panel');
    context.globalAlpha = 0.85;
    context.fillRect(2, y + 2, room + 8, NAME_HEIGHT + 2);
    context.globalAlpha = 1;
    context.fillStyle = colour('text');
    context.fillText(host, 6, y + 9);
  }
}

const shareAt = (event) => {
  const { left, width } = canvas.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - left) / width));
};

/** A drag shorter than this many pixels counts as a click. */
const CLICK = 5;

function listen() {
  let from;
  canvas.addEventListener('pointerdown', (event) => {
    from = shareAt(event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (from === undefined) return;
    const to = shareAt(event);
    if (event.shiftKey) {
      pan(from - to);
      from = to;
      return;
    }
    brush.hidden = false;
    brush.style.left = `${100 * Math.min(from, to)}%`;
    brush.style.width = `${100 * Math.abs(to - from)}%`;
  });
  const stop = (event) => {
    brush.hidden = true;
    if (from === undefined) return;
    const [left, right] = [from, shareAt(event)].sort((a, b) => a - b);
    from = undefined;
    if (event.type === 'pointerup' && !event.shiftKey && (right - left) * canvas.clientWidth >= CLICK) goTo(timeAt(left), timeAt(right));
  };
  canvas.addEventListener('pointerup', stop);
  canvas.addEventListener('pointercancel', stop);
  canvas.addEventListener('dblclick', () => goTo(...whole));
  canvas.addEventListener(
    'wheel',
    (event) => {
      // A plain wheel scrolls the page; zooming needs Ctrl, a pinch, or a horizontal wheel.
      if (!event.ctrlKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
      event.preventDefault();
      if (event.ctrlKey) zoom(2 ** (event.deltaY / 200), timeAt(shareAt(event)));
      else pan(event.deltaX / canvas.clientWidth);
    },
    { passive: false },
  );
  canvas.addEventListener('keydown', (event) => {
    const move = {
      ArrowLeft: () => pan(-0.2),
      ArrowRight: () => pan(0.2),
      '+': () => zoom(0.5),
      '-': () => zoom(2),
      0: () => goTo(...whole),
    };
    if (!Object.hasOwn(move, event.key)) return;
    event.preventDefault();
    move[event.key]();
  });
}

listen();
onChange(draw);
