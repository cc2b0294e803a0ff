// A command-line tool that may block: no event loop, no promises.
import { CurlMulti, Easy } from '@curlew/multi';

const origin = process.env.ORIGIN ?? 'https://example.com';
const urls = process.argv.length > 2 ? process.argv.slice(2) : [1, 2, 3].map((size) => `${origin}/bytes/${size}`);
using multi = new CurlMulti({ closeHandles: true });
multi.setOpt('MAX_HOST_CONNECTIONS', 4);
for (const url of urls) multi.addHandle(new Easy().setOpts({ URL: url, FOLLOWLOCATION: true, TIMEOUT_MS: 10_000 }));
let bytes = 0;
multi.run((easy, error) => {
  if (error) console.error(error.message);
  else bytes += easy.takeBody().length;
});
console.log(`${urls.length} URLs, ${bytes} bytes`);
