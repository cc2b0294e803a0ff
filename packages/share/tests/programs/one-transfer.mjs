// A worker's code: one transfer with the share of workerData.token.
import { parentPort, workerData } from 'node:worker_threads';
import { CurlShare, Easy } from '@curlew/share';

const share = CurlShare.fromToken(workerData.token);
const easy = new Easy().setOpts({ URL: workerData.url, CAINFO: workerData.caFile, SHARE: share });
easy.perform().close();
share.close();
parentPort.postMessage('done');
