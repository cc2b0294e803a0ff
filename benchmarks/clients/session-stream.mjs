import { CurlWrapper } from '@curlew/async';
import { measure, url } from '../lib/measure.mjs';
import { postBody, sessionOptions, thread } from '../lib/workload.mjs';

const wrapper = new CurlWrapper({ thread });
const session = wrapper.session(sessionOptions);
const [method, options] = postBody ? ['POST', { data: postBody }] : ['GET', undefined];
await measure(async () => {
  let size = 0;
  for await (const chunk of await session.stream(method, url, options)) size += chunk.length;
  return size;
});
await wrapper.close();
