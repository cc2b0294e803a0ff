// A worker's code: twenty transfers that do not end, with the share of workerData.token.
import { parentPort, workerData } from 'node:worker_threads';
import { Multi } from '@curlew/core-native';
import { CurlShare, Easy } from '@curlew/share';

const share = CurlShare.fromToken(workerData.token);
const multi = new Multi().attach({ onDone() {} });
for (let index = 0; index < 20; index++)
  multi.addHandle(new Easy().setOpts({ URL: workerData.url, CAINFO: workerData.caFile, SHARE: share }));
setTimeout(() => parentPort.postMessage('running'), 20);
