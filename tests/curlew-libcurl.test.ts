import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

function curlewLibcurl(...args: string[]) {
  const program = join(__dirname, '..', 'packages', 'core-native', 'deps', 'bin', 'curlew-libcurl.mjs');
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
}

describe('curlew-libcurl', () => {
  it('info prints versions, protocols, features and licences of the libraries inside', () => {
    const { status, stdout } = curlewLibcurl('info');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^libcurl \d+\.\d+\.\d+ \((pinned, inside the addon|the system's)\)/);
    expect(stdout).toMatch(/^Protocols: .*\bhttps\b/m);
    expect(stdout).toMatch(/^Features: .*\bHTTP2\b/m);
    if (stdout.includes('pinned')) expect(stdout).toMatch(/^ {2}openssl +\d+\.\d+\.\d+ +Apache-2\.0$/m);
  });

  it.each([[[]], [['inform']]])('prints its usage for %p and exits with 2', (args) => {
    const { status, stderr } = curlewLibcurl(...args);
    expect(status).toBe(2);
    expect(stderr).toContain('Usage: curlew-libcurl <command>');
  });
});
