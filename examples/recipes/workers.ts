// DNS results and TLS sessions shared between worker threads, each of which makes its own transfers.
import { once } from 'node:events';
import { Worker, isMainThread, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { CurlShare, Easy } from '@curlew/share';

interface WorkerData {
  url: string;
  token: string;
}

if (isMainThread) {
  const share = new CurlShare().share('DNS', 'SSL_SESSION');
  const url = `${process.env.ORIGIN ?? 'https://example.com'}/bytes/100`;
  const data: WorkerData = { url, token: share.token };
  const workers = [1, 2, 3].map(() => new Worker(fileURLToPath(import.meta.url), { workerData: data }));
  await Promise.all(workers.map((worker) => once(worker, 'exit')));
  console.log('all done');
  share.close();
} else {
  const { url, token } = workerData as WorkerData;
  const share = CurlShare.fromToken(token);
  const easy = new Easy().setOpts({ URL: url, SHARE: share });
  easy.perform();
  console.log(easy.getInfo('RESPONSE_CODE'), easy.takeBody().length);
  easy.close();
  share.close();
}
