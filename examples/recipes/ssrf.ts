// URLs from users must not lead into your own network, whatever their names resolve to and wherever they redirect.
import { AcurlError, CurlWrapper, publicAddressesOnly } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'http://127.0.0.1:8080';
await using wrapper = new CurlWrapper();
const session = wrapper.session({
  allowAddress: publicAddressesOnly,
  // A proxy would resolve the names itself.
  proxy: null,
  timeout: 10_000,
  maxResponseSize: 5_000_000,
  maxRedirects: 3,
});

for (const url of [
  origin,
  'http://localhost:8080/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::ffff:127.0.0.1]/',
  'file:///etc/passwd',
]) {
  try {
    console.log('fetched', (await session.get(url)).statusCode);
  } catch (error) {
    console.log(error instanceof AcurlError ? `${error.code} ${error.kind}` : (error as Error).name);
  }
}
