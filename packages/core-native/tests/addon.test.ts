import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { versionInfo } from '../src/index.js';

const addon = join(__dirname, '..', 'native', 'build', 'Release', 'curlew.node');
// The sanitizer build is linked with its runtime and is never published.
const vendored = versionInfo().linked === 'vendored' && process.platform === 'linux' && !process.env.CURLEW_SANITIZE;

(vendored ? describe : describe.skip)(
  'the addon (skipped where it is linked with a system libcurl, off Linux, or built with a sanitizer)',
  () => {
    it('the addon exports its two Node-API entry points and nothing else', () => {
      const symbols = execFileSync('nm', ['-D', '--defined-only', addon], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .map((line) => line.split(' ').at(-1));
      expect(symbols.sort()).toEqual(['napi_register_module_v1', 'node_api_module_get_api_version_v1']);
    });

    it('the addon needs no dynamic libcurl, OpenSSL, zlib or nghttp2', () => {
      const dynamic = execFileSync('readelf', ['-d', addon], { encoding: 'utf8' });
      const needed = [...dynamic.matchAll(/NEEDED.*\[(.+)\]/g)].map((match) => match[1]!);
      for (const name of needed) expect(name).toMatch(/^(libstdc\+\+|libgcc_s|libc|libm|libdl|libpthread|ld-linux.*)\.so/);
      expect(dynamic).toContain('NODELETE');
    });

    it('the addon takes no symbol of OpenSSL, zlib or nghttp2 from the node binary', () => {
      const wanted = execFileSync('nm', ['-D', '--undefined-only', addon], { encoding: 'utf8' });
      expect(wanted.match(/ (SSL_|EVP_|CRYPTO_|inflate|nghttp2_|Brotli)\w*/g)).toBeNull();
    });

    it('the addon has the protocols and features of the pinned build', () => {
      expect(versionInfo().protocols).toEqual(
        expect.arrayContaining(['http', 'https', 'ftp', 'ftps', 'sftp', 'scp', 'smtp', 'imap', 'pop3', 'mqtt', 'ws', 'wss']),
      );
      expect(versionInfo().featureNames).toEqual(
        expect.arrayContaining(['HTTP2', 'HTTP3', 'brotli', 'zstd', 'libz', 'PSL', 'AsynchDNS', 'SSLS-EXPORT', 'threadsafe']),
      );
    });
  },
);
