// Uses handles in every order while a thread runs their transfers: ORIGIN TLS-ORIGIN CA SEED OPERATIONS. Each end is
// compared with what was asked for. Prints how many transfers ended, and how many were taken out.
import { BodyQueue, Easy, Multi, Share, constants, uploadFrom } from '@curlew/core-native';

const [http, https, ca, seed, operations] = process.argv.slice(2);
let state = Number(seed) || 1;
const random = (below) => {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (state >>> 8) % below;
};

const share = new Share();
for (const kind of ['COOKIE', 'DNS', 'SSL_SESSION', 'HSTS']) share.setOpt(constants.CURLSHOPT_SHARE, constants[`CURL_LOCK_DATA_${kind}`]);
const jar = new Easy().setOpts({ SHARE: share, COOKIEFILE: '' });

let [ended, removed, called] = [0, 0, 0];
/** The expected length of each running transfer; undefined where it does not matter. */
const expected = new Map();
/** The queues of the transfers that have one, and how much was read of each. */
const queues = new Map();

function fail(text) {
  console.error(text);
  process.exit(1);
}

function onDone(easy, code) {
  ended += 1;
  const size = expected.get(easy);
  if (!expected.delete(easy)) fail('notified of a transfer that was removed');
  const queued = queues.get(easy);
  queues.delete(easy);
  if (size === undefined) return;
  if (code !== 0) fail(`failed: ${easy.failure(code).message}`);
  const length = queued ? readAll(queued) : easy.takeBody().length;
  if (length !== undefined && length !== size) fail(`${length} bytes in place of ${size} of ${easy.getInfo('EFFECTIVE_URL')}`);
}

/** Undefined where the event loop has to turn before all is decoded. */
function readAll(queued) {
  for (let bytes; (bytes = queued.queue.read());) queued.size += bytes.length;
  return queued.queue.drained ? queued.size : undefined;
}

const onRemoved = (easy) => {
  removed += 1;
  queues.delete(easy);
  expected.delete(easy);
};

let multi = new Multi().attach({ onDone, onRemoved }, { thread: true });
// The end of a handle without the share waits for no other thread.
const fresh = () => new Easy().setOpts({ ...(random(3) ? { SHARE: share } : {}), COOKIEFILE: '', CAINFO: ca, TIMEOUT_MS: 20_000 });
const easys = Array.from({ length: 40 }, fresh);

async function* pieces() {
  for (let left = random(20); left > 0; left--) {
    if (random(3) === 0) await new Promise((resolve) => setTimeout(resolve, random(3)));
    if (random(200) === 0) throw new Error('on purpose');
    yield Buffer.alloc(random(30_000));
  }
}

function start(easy) {
  const size = random(4) ? random(3000) : random(300_000);
  const [path, length] = [
    [`/bytes/${size}`, size],
    [`/bytes/${size}`, size],
    [`/delay/${random(20)}/${size}`, size],
    [`/cookies/n${random(20)}/1`, undefined],
    ['/bomb/1', 1024 * 1024],
    ['/stall', undefined],
    [`/drip/10/${random(5)}`, 10],
  ][random(7)];
  easy.setOpt('URL', (random(3) ? http : https) + path).setDecoding(path === '/bomb/1');
  // One that belongs to the event loop.
  if (random(8) === 0) easy.setOpt('HEADERFUNCTION', () => void (called += 1));
  else easy.setOpt('HEADERFUNCTION', null);
  const uploads = random(8) === 0;
  easy.setOpt('UPLOAD', uploads);
  if (uploads) startUpload(easy);
  if (random(2)) openQueue(easy);
  multi.addHandle(easy);
  expected.set(easy, uploads ? undefined : length);
}

function startUpload(easy) {
  easy.setOpt('URL', `${random(3) ? http : https}/echo`);
  uploadFrom(easy, pieces(), random(2) ? { restart: pieces } : {});
}

function openQueue(easy) {
  const queued = { size: 0, queue: undefined };
  const read = () => (queued.size += queued.queue.read(1 + random(100_000))?.length ?? 0);
  queued.queue = new BodyQueue(
    easy,
    { onHeaders: () => easy.getInfo('RESPONSE_CODE'), onReadable: read },
    { highWaterMark: 1 + random(100_000) },
  );
  queued.read = read;
  queues.set(easy, queued);
}

const readSome = (easy) => queues.get(easy)?.read();

const actions = [
  readSome,
  readSome,
  (easy) => queues.get(easy)?.queue.size,
  (easy) => random(4) === 0 && queues.get(easy)?.queue.cancel(),
  (easy) => easy.getInfo('SIZE_DOWNLOAD_T'),
  (easy) => easy.getInfo('COOKIELIST'),
  (easy) => easy.setOpt('COOKIELIST', 'Set-Cookie: own=1; domain=127.0.0.1; path=/'),
  () => jar.getInfo('COOKIELIST'),
  () => jar.setOpt('COOKIELIST', random(10) ? 'SESS' : 'ALL'),
  (easy) => easy.headers(),
  (easy) => {
    try {
      easy.setOpt('DEBUGFUNCTION', () => {});
      easy.setOpt('DEBUGFUNCTION', null);
    } catch (error) {
      // The thread has the handle.
      if (error.code !== 'ERR_CURL_IN_USE') throw error;
    }
  },
  (easy) => easy.errorDetail,
  (easy) => easy.duplicate().close(),
  () => multi.connections(),
  () => multi.setOpt('MAXCONNECTS', 1 + random(50)),
  (easy) => {
    if (!multi.has(easy)) return;
    try {
      easy.pause();
      easy.unpause();
    } catch (error) {
      // libcurl has nothing to pause before there is a connection, and when the transfer has ended.
      if (error.code !== 'CURLE_BAD_FUNCTION_ARGUMENT') throw error;
    }
  },
  (easy) => multi.has(easy) && multi.removeHandle(easy),
  (easy, index) => {
    easy.close();
    easys[index] = fresh();
  },
];

for (let done = 0; done < Number(operations); done++) {
  const index = random(easys.length);
  const easy = easys[index];
  if (!multi.has(easy)) start(easy);
  else actions[random(actions.length)](easy, index);
  if (random(10) === 0) await new Promise((resolve) => setTimeout(resolve, random(5)));
  if (random(2000) === 0) {
    multi.close();
    if (expected.size > 0) fail('no notification of a transfer that was running at the end');
    multi = new Multi().attach({ onDone, onRemoved }, { thread: true });
  }
}
// On a busy machine all others may have been taken out before their end.
const last = fresh().setOpt('URL', `${http}/bytes/5`);
multi.addHandle(last);
expected.set(last, 5);
while (expected.has(last)) await new Promise((resolve) => setTimeout(resolve, 5));
multi.close();
for (const easy of [jar, last, ...easys]) easy.close();
share.close();
console.log(JSON.stringify({ ended: ended > 0, removed: removed > 0, called: called > 0 }));
console.error(`${ended} ended, ${removed} removed`);
