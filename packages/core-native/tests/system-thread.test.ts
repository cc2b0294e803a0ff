import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needing } from '@curlew-internal/test-origin';

const native = join(__dirname, '..', 'native');

needing('the checkout', 'a compiler', 'proc').describe('a thread of libcurl', () => {
  let directory: string;
  beforeAll(() => (directory = mkdtempSync(join(tmpdir(), 'curlew-thread-'))));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('has a stack of 1 MiB, where the default is smaller', () => {
    const program = join(directory, 'thread-stack');
    const sources = [join(__dirname, 'native', 'thread-stack.cc'), join(native, 'platform', 'posix', 'system_thread.cc')];
    execFileSync('c++', ['-std=c++17', '-pthread', '-I', native, '-o', program, ...sources]);
    expect(Number(execFileSync(program, { encoding: 'utf8' }))).toBe(1024 * 1024);
  });
});
