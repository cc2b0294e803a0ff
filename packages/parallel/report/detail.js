// The details of one transfer.

import { PHASES, byId, element, milliseconds, size } from './data.js';

const dialog = byId('detail');

export function showDetail(row) {
  const facts = [
    ['Outcome', row.outcome],
    ['Error', row.error],
    ['HTTP', row.http],
    ['Size', size(row.bytes)],
    ['Tries', String(row.attempts)],
    ['Started after', milliseconds(row.start)],
    ['Time', milliseconds(row.total)],
  ].filter(([, value]) => value !== '');
  byId('detail-content').replaceChildren(
    element('h2', {}, `${row.method} ${row.url}`),
    element('dl', {}, ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])),
    element('table', { class: 'phases' }, ...Object.entries(PHASES).map(([phase, name]) => phaseOf(row, phase, name))),
    ...(row.headers === '' ? [] : [element('h3', {}, 'Response headers'), element('pre', {}, row.headers)]),
  );
  dialog.showModal();
}

function phaseOf(row, phase, name) {
  const share = row.total > 0 ? (100 * row[phase]) / row.total : 0;
  const bar = element('i', { style: `width:${share}%;background:var(--${phase})` });
  return element('tr', {}, element('th', {}, name), element('td', {}, milliseconds(row[phase])), element('td', { class: 'share' }, bar));
}

dialog.addEventListener('click', (event) => {
  if (event.target === dialog) dialog.close();
});
