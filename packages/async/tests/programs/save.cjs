// Saves a URL to a file, or to several: save.cjs URL FILE [COUNT]. Prints the outcome of each. Any input on standard
// input makes it exit in the middle.
const { CurlWrapper } = require('@curlew/async');

const [url, file, count] = process.argv.slice(2);
process.stdin.on('data', () => process.exit(1)).unref?.();

async function main() {
  const wrapper = new CurlWrapper();
  const session = wrapper.session();
  const targets = count ? Array.from({ length: Number(count) }, (_, index) => `${file}${index}`) : [file];
  const outcomes = await Promise.all(
    targets.map((saveTo) =>
      session.get(url, { saveTo }).then(
        ({ statusCode }) => statusCode,
        (error) => error.message,
      ),
    ),
  );
  console.log(outcomes.join('\n'));
  await wrapper.close();
}

void main();
