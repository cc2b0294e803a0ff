import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bytesOf, makeCertificate, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, constants, type EasyError, type EasyOptions } from '../src/index.js';

/** Where Windows keeps the roots that an administrator has added. */
const ROOTS = 'HKLM\\Software\\Microsoft\\SystemCertificates\\ROOT\\Certificates';
/** The properties of a certificate in that store. */
const SHA1_HASH = 3;
const CERTIFICATE = 32;

/** A certificate as that store has it: a record for each property. */
function storedForm(certificate: Buffer): string {
  const record = (property: number, value: Buffer) => [new Uint8Array(Uint32Array.of(property, 1, value.length).buffer), value];
  return Buffer.concat([...record(SHA1_HASH, sha1(certificate)), ...record(CERTIFICATE, certificate)]).toString('hex');
}

const sha1 = (bytes: Buffer) => createHash('sha1').update(bytes).digest();

(process.platform === 'win32' ? describe : describe.skip)('the roots of Windows', () => {
  let origin: Origin;
  let foreign: string;
  let key: string;

  beforeAll(async () => {
    origin = await startOrigin();
    foreign = (await makeCertificate()).cert;
    const { raw } = new X509Certificate(readFileSync(origin.caFile));
    key = `${ROOTS}\\${sha1(raw).toString('hex').toUpperCase()}`;
    expect(outcome()).toBe('CURLE_PEER_FAILED_VERIFICATION');
    reg('add', key, '/v', 'Blob', '/t', 'REG_BINARY', '/d', storedForm(raw));
  });
  afterAll(async () => {
    reg('delete', key);
    await origin.close();
  });

  const reg = (...args: string[]) => execFileSync('reg', [...args, '/f'], { stdio: 'ignore' });

  function outcome(options: Partial<EasyOptions> = {}): string {
    try {
      return new Easy()
        .setOpts({ URL: `${origin.https}/bytes/3`, ...options })
        .perform()
        .takeBody()
        .toString('hex');
    } catch (error) {
      return (error as EasyError).code;
    }
  }

  const OK = bytesOf(3).toString('hex');

  it('are trusted without an option', () => expect(outcome()).toBe(OK));

  it('are not trusted beside certificates of one’s own', () => {
    expect(outcome({ CAINFO_BLOB: Buffer.from(foreign) })).toBe('CURLE_PEER_FAILED_VERIFICATION');
    expect(outcome({ CAINFO: origin.caFile })).toBe(OK);
  });

  it('are trusted beside them with CURLSSLOPT_NATIVE_CA', () =>
    expect(outcome({ CAINFO_BLOB: Buffer.from(foreign), SSL_OPTIONS: constants.CURLSSLOPT_NATIVE_CA })).toBe(OK));
});
