// Uses a session as programs do, and prints each outcome: ORIGIN TLS-ORIGIN CA DIRECTORY, and the runtime that Node is to
// pretend to be.
const { statSync } = require('node:fs');
const { join } = require('node:path');
const { CurlWrapper } = require('../../dist/index.cjs');

const [http, https, ca, directory, pretended] = process.argv.slice(2);
if (pretended) Object.defineProperty(process.versions, pretended, { value: '1.0' });

const wrapper = new CurlWrapper();
const session = wrapper.session({ ca });

async function* pieces() {
  yield Buffer.from('a piece');
}

async function sizeOf(chunks) {
  let size = 0;
  for await (const chunk of chunks) size += chunk.length;
  return size;
}

const failure = (promise) =>
  promise.then(
    () => 'none',
    (error) => error.kind ?? error.name,
  );

async function progressOf(url) {
  let last = 0;
  await session.get(url, { onDownloadProgress: ({ transferred }) => (last = transferred) });
  return last;
}

async function chat() {
  const socket = await session.ws(`${http.replace('http', 'ws')}/greet`);
  for await (const message of socket) {
    await socket.close();
    return message;
  }
}

const tasks = {
  get: async () => (await session.get(`${https}/bytes/100000`)).body.length,
  post: async () => (await session.post(`${http}/echo`, { json: { a: 1 } })).json().body,
  stream: async () => sizeOf((await session.stream('GET', `${http}/bytes/3000000`)).stream),
  fetch: async () => (await (await session.fetch(`${https}/bytes/2000000`)).arrayBuffer()).byteLength,
  'fetch body': async () => sizeOf((await session.fetch(`${http}/bytes/700000`)).body),
  decoded: async () => (await session.get(`${http}/bomb/2`)).body.length,
  redirects: async () => (await session.get(`${http}/redirect/3`)).history.length,
  saveTo: async () => {
    await session.get(`${http}/bytes/300000`, { saveTo: join(directory, 'file') });
    return statSync(join(directory, 'file')).size;
  },
  many: async () => (await Promise.all(Array.from({ length: 200 }, (_, index) => session.get(`${http}/bytes/${index}`)))).length,
  timeout: () => failure(session.get(`${http}/stall`, { timeout: 100 })),
  signal: () => failure(session.get(`${http}/stall`, { signal: AbortSignal.timeout(50) })),
  progress: () => progressOf(`${http}/bytes/3000000`),
  WebSocket: chat,
  'upload of a stream': async () => (await session.post(`${http}/echo`, { body: pieces() })).json().body,
  allowAddress: () =>
    session.get(`${http}/bytes/1`, { allowAddress: () => true }).then(
      () => 'none',
      (error) => error.code,
    ),
};

async function main() {
  const outcomes = {};
  for (const [name, task] of Object.entries(tasks)) outcomes[name] = await task();
  console.log(JSON.stringify(outcomes));
  await wrapper.close();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
