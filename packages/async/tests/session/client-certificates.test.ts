import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { makeCertificate, makePkcs12 } from '@curlew-internal/test-origin';
import { CurlWrapper } from '../../src/index.js';

let directory: string;
let server: Server;
let url: string;
const file = (name: string) => join(directory, name);

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'curlew-certificates-'));
  const [own, client] = [await makeCertificate(), await makeCertificate()];
  writeFileSync(file('server.pem'), own.cert);
  writeFileSync(file('client.pem'), client.cert);
  writeFileSync(file('client.key'), client.key);
  writeFileSync(file('both.pem'), `${client.cert}\n${client.key}`);
  writeFileSync(file('client.p12'), await makePkcs12({ ...client, password: 'secret' }));
  server = createServer({ ...own, ca: client.cert, requestCert: true, rejectUnauthorized: true }, (request, response) => {
    response.end(String((request.socket as TLSSocket).authorized));
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `https://localhost:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

// acurl's option of this name could not be used at all.
describe('cert', () => {
  it('sends a certificate to a server that requests one', async () => {
    await using wrapper = new CurlWrapper();
    const session = wrapper.session({ ca: file('server.pem') });
    expect((await session.get(url, { cert: [file('client.key'), file('client.pem')] })).text).toBe('true');
  });

  it.each(['text', 'bytes', 'paths'] as const)('and its key may be given as %s', async (form) => {
    await using wrapper = new CurlWrapper();
    const session = wrapper.session({ ca: file('server.pem') });
    const given = (name: string) => {
      const path = file(name);
      return form === 'paths' ? path : form === 'bytes' ? readFileSync(path) : readFileSync(path, 'utf8');
    };
    expect((await session.get(url, { cert: given('client.pem'), key: given('client.key') })).text).toBe('true');
    expect((await session.get(url, { cert: form === 'paths' ? file('both.pem') : given('both.pem') })).text).toBe('true');
  });

  it.each(['bytes', 'a path'])('and its key may be in a PKCS #12 file, given as %s', async (form) => {
    await using wrapper = new CurlWrapper();
    const session = wrapper.session({ ca: file('server.pem'), passphrase: 'secret' });
    const pfx = form === 'bytes' ? readFileSync(file('client.p12')) : file('client.p12');
    expect((await session.get(url, { pfx })).text).toBe('true');
    await expect(session.get(url, { pfx, passphrase: 'wrong' })).rejects.toThrow(/see `cert`, `key`, `pfx` and `passphrase`/);
  });

  it.each([
    [{ pfx: 'x', cert: 'x' }, /pfx: cannot be combined with cert and key/],
    [{ cert: ['a', 'b'], key: 'x' }, /key: cannot be combined with a cert that is a pair of paths/],
    [{ cert: 5 }, /cert: expected text in PEM, the path of a file, or the paths of key and certificate/],
    [{ key: 5 }, /key: expected text in PEM/],
    [{ pfx: 5 }, /pfx: expected bytes or the path of a file/],
  ])('%j is refused', async (options, message) => {
    await using wrapper = new CurlWrapper();
    await expect(wrapper.session().get(url, options as never)).rejects.toThrow(message);
  });

  it('with the key of another certificate fails with a hint', async () => {
    await using wrapper = new CurlWrapper();
    const session = wrapper.session({ ca: file('server.pem') });
    const key = (await makeCertificate()).key;
    await expect(session.get(url, { cert: file('client.pem'), key })).rejects.toThrow(/`key` does not belong to `cert`/);
  });

  it('is required by such a server', async () => {
    await using wrapper = new CurlWrapper();
    const session = wrapper.session({ ca: file('server.pem') });
    await expect(session.get(url)).rejects.toMatchObject({ name: 'AcurlError' });
  });

  it('that does not exist fails with an error that names it', async () => {
    await using wrapper = new CurlWrapper();
    const session = wrapper.session({ ca: file('server.pem') });
    await expect(session.get(url, { cert: [file('none.key'), file('none.pem')] })).rejects.toMatchObject({
      code: 'CURLE_SSL_CERTPROBLEM',
      message: expect.stringContaining('none.pem'),
    });
  });
});
