import { CurlWrapper } from '@curlew/async';
import { measure, url } from '../lib/measure.mjs';
import { multiplexing, postBody, workload } from '../lib/workload.mjs';

const wrapper = new CurlWrapper();
const session = wrapper.session({
  ...(workload.ca ? { ca: workload.ca, httpVersion: workload.http2 ? '2' : '1.1', curlOptions: multiplexing } : {}),
});
await measure(async () => (await (postBody ? session.post(url, { data: postBody }) : session.get(url))).body.length);
await wrapper.close();
