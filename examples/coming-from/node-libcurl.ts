import { AsyncCurlMulti, CurlWrapper, Easy } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';

// Instead of `curly`: a session.
await using wrapper = new CurlWrapper();
const session = wrapper.session({ curlOptions: { TCP_NODELAY: true } });
const { statusCode, headers, body } = await session.post(`${origin}/echo`, { data: 'field=value' });
console.log(statusCode, headers.get('content-type'), body.length > 0);

// Instead of `Curl`: a handle, and a multi that the event loop drives.
await using multi = new AsyncCurlMulti();
const curl = new Easy().setOpts({ URL: `${origin}/redirect/1`, FOLLOWLOCATION: true });
try {
  await multi.perform(curl);
  console.log(curl.getInfo('RESPONSE_CODE'), curl.takeBody().length > 0, curl.getInfo('TOTAL_TIME') > 0);
} finally {
  curl.close();
}
