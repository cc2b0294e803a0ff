// npm run soak:urls [-- --count 1000000 --seed 1]: URLs of odd parts, put together and mutated at random. Each that a
// session accepts must have the same scheme, host and port to the URL standard and to libcurl: two parsers that disagree
// about the host would send somebody's credentials to somebody else.
import { parseArgs } from 'node:util';
import { normaliseUrl } from '@curlew/async';
import { Url } from '@curlew/core-native';
import { countOf } from './lib/options.mjs';

const { values } = parseArgs({ options: { count: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } } });
const count = countOf('count', values.count);

let state = countOf('seed', values.seed);
/** A whole number below `limit`; the same seed gives the same numbers (mulberry32). */
function random(limit) {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
}
const oneOf = (list) => list[random(list.length)];

const PARTS = {
  scheme: ['http://', 'https://', 'HTTP://', 'http:', 'http:/', 'http:\\\\', '//', '', 'ws://', 'http:///', 'https:\t//'],
  user: ['', '', '', 'u@', 'u:p@', 'a\\@', 'a#@', 'a?@', 'a/@', '@', ':@', 'a%40b@', 'a@b@', '[x]@'],
  host: [
    'good.example',
    'evil.example',
    '127.0.0.1',
    '0x7f.1',
    '127.1',
    '2130706433',
    '[::1]',
    '[::ffff:1.2.3.4]',
    '[fe80::1%25eth0]',
    'm\u00fcnchen.example',
    'xn--mnchen-3ya.example',
    '\uff45vil.example',
    'good.example\\evil.example',
    'good.example%00evil',
    'a_b.example',
    'a..b',
    'good.example.',
    '%67ood.example',
    'good\u3002example',
  ],
  port: ['', '', '', ':80', ':443', ':8080', ':', ':0', ':65536', ':080', ':8a', ':80@evil.example'],
  path: ['', '/', '/a/../b', '/%2e%2e/x', '/a b', '/\\evil', '/@evil', '?q=@x', '#@evil', '/;x=y', '//evil.example', '/\u00e9'],
};
const ODD = ['\\', '@', '#', '?', '/', ':', '%', ' ', '\t', '\n', '\0', '[', ']', '\u00ad', '\u2100', '.', '%2f', '%5c', '\ud800'];

function randomUrl() {
  let url = Object.values(PARTS).map(oneOf).join('');
  for (let changes = random(3); changes > 0; changes--) {
    const at = random(url.length + 1);
    url = url.slice(0, at) + oneOf(ODD) + url.slice(at + random(2));
  }
  return url;
}

/** The URL as libcurl parses it; undefined when libcurl refuses it, as the transfer will. */
function readByLibcurl(url) {
  try {
    const parsed = new Url(url);
    return [`${parsed.get('scheme')}:`, parsed.get('host')?.toLowerCase(), parsed.get('port') ?? ''];
  } catch {
    return undefined;
  }
}

let [accepted, refused, failures] = [0, 0, 0];
for (let index = 0; index < count; index++) {
  const given = randomUrl();
  let normal;
  try {
    normal = normaliseUrl(given);
  } catch {
    continue;
  }
  const standard = new URL(normal);
  if (!['http:', 'https:', 'ws:', 'wss:'].includes(standard.protocol)) continue;
  accepted += 1;
  const read = readByLibcurl(normal);
  if (read === undefined) {
    refused += 1;
    continue;
  }
  const wanted = [standard.protocol, standard.hostname, standard.port];
  if (read.every((part, at) => part === wanted[at]) && normaliseUrl(normal) === normal) continue;
  failures += 1;
  if (failures <= 20)
    console.log(`${JSON.stringify(given)} became ${normal}: ${wanted.join(' ')} to the standard, ${read.join(' ')} to libcurl`);
}
console.log(`${count} URLs, ${accepted} accepted, ${refused} of them refused by libcurl, ${failures} read differently`);
process.exitCode = failures > 0 ? 1 : 0;
