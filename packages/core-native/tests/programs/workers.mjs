// Loads the addon in eight workers at once and runs transfers in each; then terminates workers in mid-transfer. With
// "thread" as the last argument, libcurl runs on a thread of each.
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { Easy, Multi } from '@curlew/core-native';

if (isMainThread) {
  const [origin, terminated, where] = process.argv.slice(2);
  const file = fileURLToPath(import.meta.url);
  const start = (how) => new Worker(file, { workerData: { origin, how, thread: where === 'thread' } });
  const finished = await Promise.all(
    Array.from({ length: 8 }, () => new Promise((resolve, reject) => start('finish').on('message', resolve).on('error', reject))),
  );
  console.log('finished', finished.join());
  for (let round = 0; round < Number(terminated); round++) {
    const worker = start(round % 2 ? 'callback' : 'stall');
    await new Promise((resolve) => worker.once('message', resolve));
    await worker.terminate();
  }
  console.log('terminated', terminated);
} else {
  const { origin, how, thread } = workerData;
  let left = 50;
  const onDone = (easy) => {
    if (--left === 0) parentPort.postMessage(multi.close() ?? 50);
    easy.close();
  };
  const multi = new Multi().attach({ onDone }, { thread });
  const paths = { finish: ['/bytes/1000', '/bytes/100000'], stall: ['/stall', '/stall-body/100000'], callback: ['/drip/1000/1'] };
  for (let index = 0; index < 50; index++) {
    const easy = new Easy().setOpt('URL', origin + paths[how][index % paths[how].length]);
    if (how === 'callback') easy.setOpt('WRITEFUNCTION', () => parentPort.postMessage('running'));
    multi.addHandle(easy);
  }
  if (how === 'stall') setTimeout(() => parentPort.postMessage('running'), 20);
}
