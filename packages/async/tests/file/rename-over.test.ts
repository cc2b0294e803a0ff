import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { BodyFile } from '../../src/index.js';

let directory: string;
let target: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'curlew-rename-'));
  target = join(directory, 'file');
  writeFileSync(target, 'old');
});
afterEach(() => rmSync(directory, { recursive: true }));

/** The ways to write the target anew. */
const WAYS: { way: string; write: (file: BodyFile) => Promise<void> | undefined }[] = [
  {
    way: 'in pieces',
    write: async (file) => {
      await file.begin();
      await file.write(Buffer.from('new'));
      file.keep();
    },
  },
  { way: 'in one go', write: (file) => file.save(Buffer.from('new')) },
];

describe.each(WAYS)('a file that is open, when a body is written $way,', ({ write }) => {
  async function replace(): Promise<void> {
    const file = await BodyFile.claim(target, { url: 'http://host/' });
    try {
      await write(file);
    } finally {
      file.release();
    }
  }

  // Windows refuses to replace a file that is open, where other systems do it.
  const isWindows = process.platform === 'win32';
  const itOnWindows = isWindows ? it : it.skip;
  const itElsewhere = isWindows ? it.skip : it;

  itElsewhere('is replaced, while its reader still gets the old content', async () => {
    const reader = openSync(target, 'r');
    await replace();
    expect([readFileSync(target, 'utf8'), readFileSync(reader, 'utf8')]).toEqual(['new', 'old']);
    closeSync(reader);
  });

  /** Starts cmd.exe with its output appended to the target, which it lets nobody replace meanwhile. */
  async function holdOpen(): Promise<ChildProcess> {
    const holder = spawn('cmd.exe', ['/d', '/c', `pause >> ${target}`], { windowsVerbatimArguments: true });
    while (readFileSync(target, 'utf8') === 'old') await new Promise((resolve) => setTimeout(resolve, 10));
    return holder;
  }

  itOnWindows('in another program for a moment is replaced afterwards', async () => {
    const holder = await holdOpen();
    // In a thread, because the attempts hold up this one.
    const killer = new Worker(`setTimeout(() => process.kill(${holder.pid!}), 100)`, { eval: true });
    await once(killer, 'online');
    await replace();
    expect([readFileSync(target, 'utf8'), readdirSync(directory)]).toEqual(['new', ['file']]);
    await once(killer, 'exit');
  });

  itOnWindows('in another program for a long time is not replaced, and the system’s error is thrown', async () => {
    const holder = await holdOpen();
    await expect(replace()).rejects.toMatchObject({ syscall: 'rename' });
    expect([readFileSync(target, 'utf8'), readdirSync(directory)]).toEqual([expect.stringMatching(/^old./), ['file']]);
    holder.kill();
    await once(holder, 'exit');
  });
});
