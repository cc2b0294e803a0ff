// Exits after so many milliseconds, in the middle of TLS handshakes on a thread: ORIGIN CA MS.
import { Easy, Multi } from '@curlew/core-native';

const [https, ca, ms] = process.argv.slice(2);
const again = (easy) => multi.addHandle(easy);
const multi = new Multi().attach({ onDone: again }, { thread: true });
const options = { URL: `${https}/bytes/30000`, CAINFO: ca, SSL_SESSIONID_CACHE: false, FRESH_CONNECT: true };
for (let index = 0; index < 30; index++) multi.addHandle(new Easy().setOpts(options));
setTimeout(() => process.exit(7), Number(ms));
