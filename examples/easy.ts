// One transfer with the raw handle, as libcurl does it.
import { Easy, EasyError } from '@curlew/core-native';

using easy = new Easy().setOpts({
  URL: `${process.env.ORIGIN ?? 'https://example.com'}/bytes/1000`,
  FOLLOWLOCATION: true,
  TIMEOUT_MS: 5000,
});
try {
  easy.perform();
  console.log(easy.getInfo('RESPONSE_CODE'), easy.takeBody().length, 'bytes in', easy.getInfo('TOTAL_TIME'), 's');
} catch (error) {
  if (error instanceof EasyError) console.error(error.kind, error.code, error.message);
  else throw error;
}
