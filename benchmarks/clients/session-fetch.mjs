import { CurlWrapper } from '@curlew/async';
import { measure, url } from '../lib/measure.mjs';
import { postBody, sessionOptions, thread } from '../lib/workload.mjs';

const wrapper = new CurlWrapper({ thread });
const { fetch } = wrapper.session(sessionOptions);
const init = postBody ? { method: 'POST', body: postBody } : undefined;
await measure(async () => (await (await fetch(url, init)).arrayBuffer()).byteLength);
await wrapper.close();
