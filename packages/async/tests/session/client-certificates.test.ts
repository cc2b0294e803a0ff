import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { makeCertificate } from '@curlew-internal/test-origin';
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

// acurl's option of this name could not be used at all (D10).
describe('cert', () => {
  it('shows a certificate to a server that asks for one', async () => {
    await using wrapper = new CurlWrapper();
    const session = wrapper.session({ ca: file('server.pem') });
    expect((await session.get(url, { cert: [file('client.key'), file('client.pem')] })).text).toBe('true');
  });

  it('is missed by such a server', async () => {
    await using wrapper = new CurlWrapper();
    const session = wrapper.session({ ca: file('server.pem') });
    await expect(session.get(url)).rejects.toMatchObject({ name: 'AcurlError' });
  });

  it('that is not there fails with a name', async () => {
    await using wrapper = new CurlWrapper();
    const session = wrapper.session({ ca: file('server.pem') });
    await expect(session.get(url, { cert: [file('none.key'), file('none.pem')] })).rejects.toMatchObject({
      code: 'CURLE_SSL_CERTPROBLEM',
      message: expect.stringContaining('none.pem'),
    });
  });
});
