import { Easy, Mime, Share, Url, constants, numberInfos } from '@curlew/core-native';
import { TIMEOUT_MS } from './world.mjs';

const INFOS = numberInfos('RESPONSE_CODE', 'TOTAL_TIME_T');

const CALLBACKS = [
  'WRITEFUNCTION',
  'HEADERFUNCTION',
  'XFERINFOFUNCTION',
  'DEBUGFUNCTION',
  'OPENSOCKETFUNCTION',
  'SOCKOPTFUNCTION',
  'CLOSESOCKETFUNCTION',
  'PREREQFUNCTION',
  'READFUNCTION',
  'SEEKFUNCTION',
  'RESOLVER_START_FUNCTION',
];

const COOKIE_COMMANDS = ['RELOAD', 'FLUSH', 'ALL', 'SESS', 'Set-Cookie: a=b; domain=127.0.0.1'];

const PAUSES = [constants.CURLPAUSE_RECV, constants.CURLPAUSE_SEND, constants.CURLPAUSE_ALL, constants.CURLPAUSE_CONT];

function makeShare(world) {
  const share = world.keep('shares', new Share());
  for (const kind of ['COOKIE', 'DNS', 'SSL_SESSION', 'CONNECT'])
    if (kind !== 'CONNECT' || world.random.chance(0.3)) share.setOpt(constants.CURLSHOPT_SHARE, constants[`CURL_LOCK_DATA_${kind}`]);
}

/**
 * It blocks, so it has a time limit, also after a reset, which libcurl does not apply with CONNECT_ONLY. It comes less
 * often inside callbacks, where most are refused.
 */
function perform(world) {
  if (world.random.chance(world.isInsideCallback ? 0.2 : 0.5)) world.easy().setOpts({ TIMEOUT_MS, CONNECT_ONLY: 0 }).perform();
}

function driveByHand(world) {
  const multi = world.multi();
  multi.perform();
  multi.poll(1);
  multi.infoRead();
}

/** Drops some objects, so that the garbage collector has to free them. */
function drop(world) {
  for (const kind of ['easys', 'queues', 'streams']) world[kind].splice(0, world.random.below(3));
}

/** A URL object that JavaScript may change while its handle uses it. */
function setUrlObject(world) {
  const url = new Url('http://127.0.0.1/');
  world.easy().setOpt('CURLU', url);
  url.set('url', world.url());
}

/** @type {[weight: number, name: string, perform: (world: import('./world.mjs').World) => unknown][]} */
export const OPERATIONS = [
  // Making and freeing.
  [4, 'new Easy', (world) => world.freshEasy()],
  [1, 'new Multi', (world) => world.freshMulti()],
  [1, 'new Share', makeShare],
  [2, 'duplicate', (world) => world.keep('easys', world.easy().duplicate())],
  [1, 'new Easy of another', (world) => new Easy(world.easy())],
  [3, 'close a handle', (world) => world.easy().close()],
  [1, 'close a multi', (world) => world.multi().close()],
  [1, 'close a share', ({ random, shares }) => random.pick(shares)?.close()],
  [1, 'detach a share', ({ random, shares }) => random.pick(shares)?.detach()],
  [2, 'drop references', drop],
  [1, 'collect garbage', () => globalThis.gc?.()],
  // Running.
  [6, 'addHandle', (world) => world.multi().addHandle(world.easy())],
  [4, 'removeHandle', (world) => world.multi().removeHandle(world.easy())],
  [1, 'perform', perform],
  [2, 'drive a multi', driveByHand],
  [1, 'socketAction', (world) => world.multi().socketAction(-1, 0)],
  [2, 'reset', (world) => world.easy().reset()],
  [2, 'pause', (world) => world.easy().pause(world.random.pick(PAUSES))],
  [2, 'unpause', (world) => world.easy().unpause()],
  [1, 'upkeep', (world) => world.easy().upkeep()],
  // Bodies.
  [3, 'read a queue', ({ random, queues }) => random.pick(queues)?.read(1 + random.below(100_000))],
  [2, 'read a queue into memory', ({ random, queues }) => random.pick(queues)?.readInto(new Uint8Array(1 + random.below(100_000)))],
  [1, 'cancel a queue', ({ random, queues }) => random.pick(queues)?.cancel()],
  [1, 'take the outcome of a queue', (world) => world.random.pick(world.queues)?.takeOutcome(world.easy(), INFOS)],
  [2, 'read a stream', ({ random, streams }) => random.pick(streams)?.read()],
  [1, 'destroy a stream', ({ random, streams }) => random.pick(streams)?.destroy()],
  [1, 'queue a body', (world) => world.queue(world.easy())],
  [1, 'stream a body', (world) => world.stream(world.easy())],
  [1, 'upload', (world) => world.upload(world.easy())],
  [2, 'takeBody', (world) => world.easy().takeBody()],
  [2, 'takeOutcome', (world) => world.easy().takeOutcome(INFOS)],
  [1, 'takeHeaderBlock', (world) => world.easy().takeHeaderBlock()],
  [1, 'setDecoding', (world) => world.easy().setDecoding(world.random.chance(0.7))],
  [1, 'setBodyLimit', (world) => world.easy().setBodyLimit(world.random.below(10_000))],
  [1, 'setSendOnce', (world) => world.easy().setSendOnce(world.random.chance(0.5))],
  [1, 'onRedirect', (world) => world.easy().onRedirect(world.random.chance(0.7) ? () => world.operate(1) : undefined)],
  // Options and infos.
  [4, 'set a callback', setCallback],
  [1, 'set a share', (world) => world.easy().setOpt('SHARE', world.random.pick(world.shares) ?? null)],
  [1, 'set post fields', (world) => world.easy().setOpt('POSTFIELDS', 'x'.repeat(world.random.below(30_000)))],
  [1, 'set headers', (world) => world.easy().setOpt('HTTPHEADER', [`A: ${'b'.repeat(world.random.below(2000))}`, 'Expect:'])],
  [1, 'set a form', (world) => world.easy().setOpt('MIMEPOST', world.random.chance(0.3) ? null : formOf(world))],
  [1, 'set a URL object', setUrlObject],
  [1, 'set a URL', (world) => world.easy().setOpt('URL', world.url())],
  [1, 'set cookies', (world) => world.easy().setOpt('COOKIELIST', world.random.pick(COOKIE_COMMANDS))],
  [1, 'read cookies', (world) => world.easy().getInfo('COOKIELIST')],
  [1, 'read headers', (world) => world.easy().headers()],
  [1, 'getNumbers', (world) => world.easy().getNumbers(INFOS)],
  [1, 'use a connection once', (world) => world.easy().setOpt(world.random.pick(['FORBID_REUSE', 'FRESH_CONNECT']), true)],
  [1, 'limit a multi', (world) => world.multi().setOpt(world.random.pick(['MAXCONNECTS', 'MAX_TOTAL_CONNECTIONS']), world.random.below(5))],
  [1, 'list connections', (world) => world.multi().connections()],
  [1, 'fdset', (world) => world.multi().fdset()],
  // Raw connections and WebSockets.
  [1, 'connect only', (world) => world.easy().setOpt('CONNECT_ONLY', world.random.below(3))],
  [1, 'send', (world) => world.easy().send('GET / HTTP/1.0\r\n\r\n')],
  [1, 'recv', (world) => world.easy().recv(Buffer.alloc(100))],
  [1, 'wsSend', (world) => world.easy().wsSend('text', constants.CURLWS_TEXT)],
  [1, 'wsRecv', (world) => world.easy().wsRecv(Buffer.alloc(100))],
];

function setCallback(world) {
  const name = world.random.pick(CALLBACKS);
  world.easy().setOpt(name, world.random.chance(0.2) ? null : world.callback(name));
}

function formOf(world) {
  const form = new Mime();
  form
    .addPart()
    .name('field')
    .data('x'.repeat(world.random.below(5000)));
  if (world.random.chance(0.5)) form.addPart().name('read').dataFrom(world.callback('READFUNCTION'));
  return form;
}
