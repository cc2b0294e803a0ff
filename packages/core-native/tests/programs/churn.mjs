// Everything that makes and drops objects, over and over, for a Node that collects at every opportunity.
import { Easy, Mime, Multi, Share, Url, bodyStream, constants, viewChunks } from '@curlew/core-native';

const [origin] = process.argv.slice(2);
let count = 0;

function drop(index) {
  const share = new Share().setOpt(constants.CURLSHOPT_SHARE, constants.CURL_LOCK_DATA_COOKIE);
  const form = new Mime();
  form
    .addPart()
    .name('f')
    .dataFrom(() => (count % 2 ? 'x' : null));
  const easy = new Easy().setOpts({
    URL: `${origin}/echo`,
    SHARE: share,
    CURLU: new Url(`${origin}/echo`),
    MIMEPOST: form,
    HTTPHEADER: [`X-A: ${index}`],
  });
  const copy = easy.duplicate();
  try {
    copy
      .setOpts({
        MIMEPOST: null,
        HTTPGET: true,
        HEADERFUNCTION: (line) => void line.length,
        WRITEFUNCTION: viewChunks((view) => void view.at(0)),
      })
      .perform();
    copy.headers();
    copy.header('date');
  } catch (error) {
    if (!error.code) throw error;
  }
  if (index % 3 === 0) easy.close();
  count += 1;
}

for (let index = 0; index < 60; index++) drop(index);

const multi = new Multi().attach({ onDone: () => (count += 1) });
for (let index = 0; index < 20; index++) {
  const easy = new Easy().setOpts({
    URL: `${origin}/bytes/50000`,
    HEADERFUNCTION: () => {},
    NOPROGRESS: false,
    XFERINFOFUNCTION: () => {},
  });
  const body = bodyStream(easy);
  multi.addHandle(easy);
  if (index % 4 === 0) {
    for await (const chunk of body) if (chunk.length) break;
  } else for await (const chunk of body) count += chunk.length > 0 ? 1 : 0;
}
multi.close();
console.log(`churned ${count}`);
