import { fetchAll } from '@curlew/parallel';
import { measureAll, url } from '../lib/measure.mjs';
import { postBody, sessionOptions, workload } from '../lib/workload.mjs';

const task = postBody ? { url, method: 'POST', data: postBody } : url;

function* tasks(count) {
  for (let index = 0; index < count; index++) yield task;
}

await measureAll(async (count, concurrency, onDone) => {
  let failed = 0;
  for await (const { response } of fetchAll(tasks(count), { ...sessionOptions, max: concurrency, maxPerHost: concurrency })) {
    if (response?.body.length !== workload.size) failed += 1;
    onDone();
  }
  return failed;
});
