import { AsyncCurlMulti, Easy } from '@curlew/async';
import { measure, url } from '../lib/measure.mjs';
import { curlOptions, thread } from '../lib/workload.mjs';

const multi = new AsyncCurlMulti({ thread });
const handles = [];
await measure(async (lane) => {
  const easy = (handles[lane] ??= new Easy().setOpts(curlOptions(url)));
  await multi.addHandle(easy);
  return easy.takeBody().length;
});
