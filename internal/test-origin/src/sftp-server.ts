import { generateKeyPairSync } from 'node:crypto';
import type { Server as NetServer } from 'node:net';
import ssh2 from 'ssh2';

const { Server, utils } = ssh2;
const CONTENT = Buffer.from('hello over ssh');

/** Serves `/hello.txt` to user `user` with password `secret`, under a host key made for this run. */
export function createSftpServer(): { server: NetServer; hostKey: string } {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const parsed = utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  const server = new Server({ hostKeys: [privateKey] }, (client) => {
    client.on('error', () => {});
    client.on('authentication', (context) => {
      if (context.method === 'password' && context.username === 'user' && context.password === 'secret') context.accept();
      else context.reject(['password']);
    });
    client.on('session', (accept) => accept().on('sftp', (acceptSftp) => serve(acceptSftp())));
  });
  return { server: server, hostKey: `ssh-rsa ${parsed.getPublicSSH().toString('base64')}` };
}

function serve(sftp: ssh2.SFTPWrapper): void {
  const handle = Buffer.from('hello');
  const attributes = { mode: 0o100644, uid: 0, gid: 0, size: CONTENT.length, atime: 0, mtime: 0 };
  const { OK, NO_SUCH_FILE, EOF } = utils.sftp.STATUS_CODE;
  const isThere = (path: string) => path.endsWith('/hello.txt');
  sftp.on('REALPATH', (id, path) => sftp.name(id, [{ filename: path === '.' ? '/' : path, longname: path, attrs: attributes }]));
  sftp.on('STAT', (id, path) => (isThere(path) ? sftp.attrs(id, attributes) : sftp.status(id, NO_SUCH_FILE)));
  sftp.on('LSTAT', (id, path) => (isThere(path) ? sftp.attrs(id, attributes) : sftp.status(id, NO_SUCH_FILE)));
  sftp.on('FSTAT', (id) => sftp.attrs(id, attributes));
  sftp.on('OPEN', (id, path) => (isThere(path) ? sftp.handle(id, handle) : sftp.status(id, NO_SUCH_FILE)));
  sftp.on('READ', (id, _handle, offset, length) =>
    offset >= CONTENT.length ? sftp.status(id, EOF) : sftp.data(id, CONTENT.subarray(offset, offset + length)),
  );
  sftp.on('CLOSE', (id) => sftp.status(id, OK));
}
