// Trust: a CA of your own and a pinned public key.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { AcurlError, CurlWrapper } from '@curlew/async';
import { startOrigin } from '@curlew/async/testing';

await using service = await startOrigin({ routes: { '/': { body: 'hello' } } });
await using wrapper = new CurlWrapper();
const kindOf = (error: unknown) => (error instanceof AcurlError ? error.kind : String(error));

// The certificate of this server is not trusted …
console.log('no CA:', await wrapper.session().get(service.secureUrl).catch(kindOf));
// … until a session trusts it. `ca` replaces the system's certificates, `extraCa` adds to them. Both take PEM or a
// path.
const session = wrapper.session({ baseUrl: service.secureUrl, extraCa: service.ca, minVersion: 'TLSv1.3' });
console.log('own CA:', (await session.get('/')).statusCode);

// The pin is checked in addition to the certificate. It is the hash of the server's public key, here read from the
// server.
const shown = connect({ port: Number(new URL(service.secureUrl).port), host: '127.0.0.1', ca: service.ca, servername: 'localhost' });
await once(shown, 'secureConnect');
const key = shown.getPeerX509Certificate()!.publicKey.export({ type: 'spki', format: 'der' });
shown.destroy();
const pin = `sha256//${createHash('sha256').update(key).digest('base64')}`;
console.log('pinned:', (await session.extend({ pinnedPublicKey: pin }).get('/')).statusCode);
console.log('other key:', await session.get('/', { pinnedPublicKey: `sha256//${'A'.repeat(43)}=` }).catch(kindOf));
