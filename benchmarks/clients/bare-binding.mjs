// node bare-binding.mjs ADDON URL COUNT CONCURRENCY: see ../c/bare-binding.c.
import { createRequire } from 'node:module';

// Provides the values that measure.mjs reads in the same place as every other client.
const [path] = process.argv.splice(2, 1);
const { measure, url } = await import('../lib/measure.mjs');
const { init, add, copyBody } = createRequire(import.meta.url)(path);
const lanes = Number(process.argv[4]);
const records = new Int32Array(2 * lanes);
const settle = [];
init(
  url,
  lanes,
  (count) => {
    for (let index = 0; index < 2 * count; index += 2) settle[records[index]](records[index + 1]);
  },
  records,
);

function transfer(lane) {
  return new Promise((resolve) => {
    settle[lane] = resolve;
    add(lane);
  });
}

await measure(async (lane) => {
  const body = Buffer.allocUnsafe(await transfer(lane));
  copyBody(lane, body);
  return body.length;
});
process.exit(0);
