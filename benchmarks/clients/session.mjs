import { CurlWrapper } from '@curlew/async';
import { measure, url } from '../lib/measure.mjs';

const wrapper = new CurlWrapper();
const session = wrapper.session();
await measure(async () => (await session.get(url)).body.length);
await wrapper.close();
