// pycurl's "opensocketexception": the program decides which addresses may be connected to.
import { pycurl } from '@curlew/pycurl-compat';

class Refused extends Error {}

using c = new pycurl.Curl();
c.setopt(c.URL, process.env.ORIGIN ?? 'https://example.com');
c.setopt(c.OPENSOCKETFUNCTION, (_purpose: number, address: { addr: unknown }) => {
  throw new Refused(`not to ${(address.addr as [string])[0]}`);
});
try {
  c.perform();
} catch (thrown) {
  if (!(thrown instanceof pycurl.error)) throw thrown;
  // The exception of the callback is the cause of the transfer's error.
  const reason = (thrown.cause as Error).cause as Refused;
  console.log(thrown.args[0] === pycurl.E_COULDNT_CONNECT, reason instanceof Refused, reason.message);
}
