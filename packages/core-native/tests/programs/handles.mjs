// Makes, uses and ends 10,000 handles twice: closed by hand, and left to the garbage collector. Needs --expose-gc.
// Prints how much memory the second round of each left behind.
import { Easy, Mime, Url } from '@curlew/core-native';

const COUNT = 10_000;
const [origin] = process.argv.slice(2);
const settle = async () => {
  for (let round = 0; round < 20; round++) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
};

function make(index) {
  const form = new Mime();
  form.addPart().name('a').data('x');
  const easy = new Easy().setOpts({
    URL: `${origin}/bytes/10?${index}`,
    HTTPHEADER: ['X-A: 1', 'X-B: 2'],
    POSTFIELDS: Buffer.alloc(2000),
    MIMEPOST: form,
    CURLU: new Url('http://127.0.0.1:1/'),
    WRITEFUNCTION: () => void easy.errorDetail,
    CLOSESOCKETFUNCTION: () => {},
  });
  return easy;
}

function comeAndGo(end) {
  const handles = Array.from({ length: COUNT }, (_, index) => make(index));
  for (const easy of handles.slice(0, 20)) {
    try {
      easy.perform();
    } catch {
      // No server listens on that port, which does not matter here.
    }
  }
  for (const easy of handles) end(easy);
}

async function round(end) {
  comeAndGo(end);
  await settle();
  return process.memoryUsage().rss;
}

async function measure(end) {
  await round(end);
  const before = await round(end);
  return { handles: COUNT, grownMb: Math.round((((await round(end)) - before) / 1e6) * 10) / 10 };
}

console.log(JSON.stringify({ closed: await measure((easy) => easy.close()), dropped: await measure(() => {}) }));
