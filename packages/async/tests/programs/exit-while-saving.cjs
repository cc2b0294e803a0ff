// Exits while files are being written, by threads too: exit-while-saving.cjs DIRECTORY COUNT SIZE.
const { join } = require('node:path');
const { BodyFile } = require('@curlew/async');

const [directory, count, size] = process.argv.slice(2);
const body = Buffer.alloc(Number(size), 'x');

let waiting = 0;
for (let index = 0; index < Number(count); index++) {
  const file = BodyFile.claimNow(join(directory, `file${index}`), { url: '' });
  if (file.save(body)) waiting += 1;
}
// The threads have begun, and are not done.
setImmediate(() => {
  process.stdout.write(`${waiting}\n`, () => process.exit(0));
});
