import { ParallelCurl } from '@curlew/parallel';
import { measureAll, url } from '../lib/measure.mjs';
import { curlOptions, workload } from '../lib/workload.mjs';

const options = curlOptions(url);
delete options.URL;

await measureAll(async (count, concurrency, onDone) => {
  let failed = 0;
  const parallel = new ParallelCurl(concurrency, options);
  const done = (content) => {
    if (content?.length !== workload.size) failed += 1;
    onDone();
  };
  for (let index = 0; index < count; index++) await parallel.startRequest(url, done);
  await parallel.finishAllRequests();
  return failed;
});
