// NODE_EXTRA_CA_CERTS, which run.mjs sets, has the certificate of a run over TLS.
import { measure, url } from '../lib/measure.mjs';
import { postBody } from '../lib/workload.mjs';

const init = postBody ? { method: 'POST', body: postBody } : undefined;
await measure(async () => (await (await fetch(url, init)).arrayBuffer()).byteLength);
