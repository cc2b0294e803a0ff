import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

describe('the figures of the benchmark', () => {
  it('are the recorded ones, in the picture and in the table', () => {
    const program = join(__dirname, '..', 'benchmarks', 'picture.mjs');
    expect(() => execFileSync(process.execPath, [program, '--check'], { stdio: 'pipe' })).not.toThrow();
  });
});
