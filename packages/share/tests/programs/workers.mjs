// Workers that use one share: workers.mjs ORIGIN CA-FILE WORKERS TRANSFERS. The main thread closes its share as soon as
// all workers have theirs. Prints the results of the workers as one JSON line.
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { Easy, Multi, constants } from '@curlew/core-native';
import { CurlShare } from '@curlew/share';

if (isMainThread) {
  const [origin, caFile, workers, transfers] = process.argv.slice(2);
  const share = new CurlShare().share('DNS', 'SSL_SESSION', 'PSL');
  const all = Array.from({ length: Number(workers) }, () => {
    const worker = new Worker(new URL(import.meta.url), {
      workerData: { token: share.token, origin, caFile, transfers: Number(transfers) },
    });
    const opened = new Promise((resolve) => worker.once('message', resolve));
    const ended = opened.then(() => new Promise((resolve) => worker.once('message', resolve)));
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    return { worker, opened, ended, exited };
  });
  await Promise.all(all.map(({ opened }) => opened));
  const { token } = share;
  share.close();
  for (const { worker } of all) worker.postMessage('go');
  const seen = await Promise.all(all.map(({ ended }) => ended));
  await Promise.all(all.map(({ exited }) => exited));
  let afterwards = 'found';
  try {
    CurlShare.fromToken(token).close();
  } catch (error) {
    afterwards = error.code;
  }
  const sum = (key) => seen.reduce((total, each) => total + each[key], 0);
  console.log(JSON.stringify({ done: sum('done'), failed: sum('failed'), handshakes: sum('handshakes'), afterwards }));
} else {
  const { token, origin, caFile, transfers } = workerData;
  const share = CurlShare.fromToken(token);
  parentPort.postMessage('opened');
  await new Promise((resolve) => parentPort.once('message', resolve));
  const seen = { done: 0, failed: 0, handshakes: 0 };
  await new Promise((resolve) => {
    let started = 0;
    const start = (easy) => {
      // Every 20th transfer is a connection of its own, and so a handshake and a look at the DNS cache.
      easy.setOpt('FRESH_CONNECT', started % 20 === 0);
      started += 1;
      multi.addHandle(easy);
    };
    const multi = new Multi().attach({
      onDone(easy, code) {
        seen.done += 1;
        if (code !== 0 || easy.takeBody().length !== 100) seen.failed += 1;
        if (easy.getInfo('APPCONNECT_TIME_T') > 0) seen.handshakes += 1;
        if (started < transfers) start(easy);
        else if (seen.done === transfers) resolve();
      },
    });
    for (let lane = 0; lane < 10; lane++)
      start(
        new Easy().setOpts({ URL: `${origin}/bytes/100`, CAINFO: caFile, SHARE: share, HTTP_VERSION: constants.CURL_HTTP_VERSION_1_1 }),
      );
  });
  parentPort.postMessage(seen);
}
