// Prints whether Node has loaded its own fetch: after the import, and after a request of session.get.
import { CurlWrapper } from '../../dist/index.js';

const hasFetch = () => process.moduleLoadList.includes('NativeModule internal/deps/undici/undici');
const loaded = [hasFetch()];
const wrapper = new CurlWrapper();
await wrapper.session().get(process.argv[2]);
loaded.push(hasFetch());
await wrapper.close();
console.log(JSON.stringify(loaded));
