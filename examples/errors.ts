// A failure has a kind to act on, and a code to report.
import { AcurlError, CurlWrapper } from '@curlew/async';

await using wrapper = new CurlWrapper();
const session = wrapper.session({ timeout: 5000 });
try {
  // No server listens on this port.
  await session.get('http://127.0.0.1:1/');
} catch (error) {
  if (!(error instanceof AcurlError)) throw error;
  switch (error.kind) {
    case 'connect':
    case 'timeout':
      console.log('try again later:', error.code, 'while it was at', error.phase);
      break;
    default:
      console.log('give up:', error.message);
  }
}
