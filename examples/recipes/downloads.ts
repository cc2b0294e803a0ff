// Files: complete or absent, with a checksum; the next run continues where this one stopped.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CurlWrapper } from '@curlew/async';
import { fetchAll } from '@curlew/parallel';

const origin = process.env.ORIGIN ?? 'https://example.com';
const directory = mkdtempSync(join(tmpdir(), 'downloads-'));

// One file, by a session, with progress.
await using wrapper = new CurlWrapper();
let last = 0;
await wrapper.session().get(`${origin}/range/200000`, {
  saveTo: join(directory, 'one.bin'),
  onDownloadProgress: ({ transferred }) => (last = transferred),
});
console.log('one.bin', readFileSync(join(directory, 'one.bin')).length, last);

// Many files. `resume` keeps the received part when a transfer is interrupted; the next run requests the rest.
const checksum = `sha256:${createHash('sha256')
  .update(readFileSync(join(directory, 'one.bin')))
  .digest('hex')}`;
const files = [
  { url: `${origin}/range/200000`, saveTo: join(directory, 'same.bin'), checksum, resume: true },
  { url: `${origin}/range/100`, saveTo: join(directory, 'other.bin'), checksum, resume: true },
  { url: `${origin}/status/404`, saveTo: join(directory, 'missing.bin'), resume: true },
];
for await (const { savedTo, response, error } of fetchAll(files, { max: 4, ordered: true, timeout: { stall: 30_000 } }))
  console.log(savedTo ? 'saved' : (error?.name ?? response?.statusCode));
rmSync(directory, { recursive: true });
