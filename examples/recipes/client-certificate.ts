// A client certificate, for a server that requires one.
import { AcurlError, CurlWrapper } from '@curlew/async';

const { SERVER = 'https://example.com/', CA, CERT = 'me.pem', KEY = 'me.key', KEY_PASSPHRASE, PFX = 'me.p12' } = process.env;
await using wrapper = new CurlWrapper();
const session = wrapper.session(CA === undefined ? {} : { ca: CA });

// Without one this server ends the connection.
const refused = await session.get(SERVER).catch((error: unknown) => error);
console.log('without:', refused instanceof AcurlError ? refused.code : refused);

// The certificate and its key: paths, or PEM as text or bytes. An encrypted key needs its passphrase.
const known = session.extend({ cert: CERT, key: KEY, passphrase: KEY_PASSPHRASE });
console.log('cert and key:', (await known.get(SERVER)).text);

// Both in one file of PKCS #12.
const packed = session.extend({ pfx: PFX, passphrase: KEY_PASSPHRASE });
console.log('pfx:', (await packed.get(SERVER)).text);

// Connections are shared only between requests with the same certificate.
console.log('new connections:', (await known.get(SERVER)).newConnections, (await session.get(SERVER).catch(() => undefined))?.statusCode);
