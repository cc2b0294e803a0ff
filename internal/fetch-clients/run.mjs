// node run.mjs CLIENT: runs one library on a session's fetch. Ends with 0 when it behaves, and prints what it did.
import { CurlWrapper } from '@curlew/async';
import { startServer } from './server.mjs';

const server = await startServer();
const wrapper = new CurlWrapper();
const done = [];
/** Runs a step; a step that hangs fails after ten seconds. */
const step = async (name, run) => {
  const limit = new Promise((_, reject) => setTimeout(reject, 10_000, new Error(`${name} hangs`)).unref());
  await Promise.race([run(), limit]);
  done.push(name);
};
const { run } = await import(`./clients/${process.argv[2]}.mjs`);
await run({ url: server.url, fetch: wrapper.session().fetch, step });
await wrapper.close();
server.close();
console.log(done.join(', '));
