import { CurlWrapper } from '@curlew/async';
import { measure, url } from '../lib/measure.mjs';
import { postBody, sessionOptions, thread } from '../lib/workload.mjs';

const wrapper = new CurlWrapper({ thread });
const session = wrapper.session(sessionOptions);
await measure(async () => (await (postBody ? session.post(url, { data: postBody }) : session.get(url))).body.length);
await wrapper.close();
