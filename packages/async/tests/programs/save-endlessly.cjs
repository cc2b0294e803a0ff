// Saves a URL to one file after another, ten at a time, until it is ended: save-endlessly.cjs URL DIRECTORY.
const { join } = require('node:path');
const { CurlWrapper } = require('@curlew/async');

const [url, directory] = process.argv.slice(2);
const session = new CurlWrapper().session();
let count = 0;

async function work() {
  for (;;) {
    count += 1;
    if (count === 100) console.log('running');
    await session.get(url, { saveTo: join(directory, `file${count}`) });
  }
}

for (let workers = 0; workers < 10; workers++) void work();
