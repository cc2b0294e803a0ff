import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BodyFile, FileInUseError } from '../../src/index.js';
import { ownIdentity, type ProcessIdentity } from '../../src/file/process-identity.js';

let directory: string;
let target: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'curlew-lock-'));
  target = join(directory, 'file');
});
afterEach(() => rmSync(directory, { recursive: true }));

const lock = () => `${target}.curlew-lock`;
const heldBy = (changes: Partial<ProcessIdentity>) => writeFileSync(lock(), JSON.stringify({ ...ownIdentity(), ...changes }));
const claim = () => BodyFile.claim(target, { url: 'http://host/', resume: true });
/** No process has a number as large. */
const NOBODY = 2 ** 30;

describe('a lock', () => {
  it('of a running process is respected', async () => {
    heldBy({ pid: process.ppid, started: 0 });
    await expect(claim()).rejects.toThrow(
      new FileInUseError(`saveTo: ${target} is being written by process ${process.ppid}; if that is wrong, remove ${lock()}`),
    );
    expect(readdirSync(directory)).toEqual(['file.curlew-lock']);
  });

  it.each([
    ['is gone', { pid: NOBODY }],
    ['had the number of another one that runs now', { started: 1 }],
  ])('of a process that %s is taken over', async (_what, identity) => {
    heldBy(identity);
    const file = await claim();
    await file.begin();
    await file.write(Buffer.from('x'));
    file.keep();
    expect(readdirSync(directory)).toEqual(['file']);
  });

  it('of another machine is respected until its file has not changed for a long time', async () => {
    heldBy({ host: 'elsewhere boot ns', pid: NOBODY });
    await expect(claim()).rejects.toThrow(`is being written by process ${NOBODY} on elsewhere; if`);
    const longAgo = Date.now() / 1000 - 3600;
    utimesSync(lock(), longAgo, longAgo);
    writeFileSync(`${target}.curlew-part`, 'growing');
    await expect(claim()).rejects.toThrow(FileInUseError);
    utimesSync(`${target}.curlew-part`, longAgo, longAgo);
    (await claim()).release();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('without an owner is respected unless it is old, since it may be about to be written', async () => {
    writeFileSync(lock(), '');
    await expect(claim()).rejects.toThrow(/is being written by another process/);
    const longAgo = Date.now() / 1000 - 60;
    utimesSync(lock(), longAgo, longAgo);
    (await claim()).release();
  });

  it('is taken over by only one of many processes', async () => {
    heldBy({ pid: NOBODY });
    const program = join(__dirname, '..', 'programs', 'claim.cjs');
    const children = Array.from({ length: 6 }, () => spawn(process.execPath, [program, target], { stdio: ['pipe', 'pipe', 'inherit'] }));
    const lines = children.map(({ stdout }) => createInterface({ input: stdout })[Symbol.asyncIterator]());
    await Promise.all(lines.map((line) => line.next()));
    for (const { stdin } of children) stdin.write('go');
    const outcomes = await Promise.all(lines.map((line) => line.next()));
    expect(outcomes.map(({ value }) => value as string).sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'ERR_CURL_FILE_IN_USE'),
      'got',
    ]);
    for (const child of children) child.stdin.end();
    await Promise.all(children.map((child) => once(child, 'close')));
    expect(readdirSync(directory)).toEqual([]);
  });
});
