import { CurlMulti, Easy } from '@curlew/multi';
import { measureBlocking, url } from '../lib/measure.mjs';
import { curlOptions, workload } from '../lib/workload.mjs';

const multi = new CurlMulti();
const handles = [];
measureBlocking((count, concurrency) => {
  let [toStart, failed] = [count, 0];
  const start = (easy) => {
    toStart -= 1;
    multi.addHandle(easy);
  };
  for (let lane = 0; lane < concurrency && toStart > 0; lane++) start((handles[lane] ??= new Easy().setOpts(curlOptions(url))));
  for (let toFinish = count; toFinish > 0;) {
    multi.perform();
    const [, ok, broken] = multi.infoRead();
    toFinish -= ok.length + broken.length;
    failed += broken.length;
    for (const easy of ok) {
      multi.removeHandle(easy);
      if (easy.takeBody().length !== workload.size) failed += 1;
      if (toStart > 0) start(easy);
    }
    if (toFinish > 0) multi.poll(1);
  }
  return failed;
});
