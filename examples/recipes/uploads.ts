// Uploads: a form with a file, a file as it is read, and a stream without a length; with progress.
import { openAsBlob, createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CurlWrapper } from '@curlew/async';

interface Echo {
  method: string;
  length: number;
  headers: Record<string, string>;
}

const origin = process.env.ORIGIN ?? 'https://example.com';
const directory = mkdtempSync(join(tmpdir(), 'uploads-'));
const file = join(directory, 'report.txt');
writeFileSync(file, 'line\n'.repeat(100_000));

await using wrapper = new CurlWrapper();
const session = wrapper.session({ baseUrl: origin });

// multipart/form-data. A Blob of a file is read when it is sent, and can be sent again by a retry.
const form = new FormData();
form.set('note', 'for you');
form.set('report', await openAsBlob(file), 'report.txt');
const sent = (await session.post('/echo', { body: form })).json<Echo>();
console.log(sent.headers['content-type']?.split(';')[0], sent.length > 500_000);

// A stream with its length, which is sent to the server.
let progress = 0;
const { size } = statSync(file);
const put = await session.put('/echo', {
  body: createReadStream(file),
  length: size,
  headers: { 'Content-Type': 'text/plain' },
  onUploadProgress: ({ transferred }) => (progress = transferred),
});
console.log(put.json<Echo>().headers['content-length'], progress);

// Without a length it is sent in chunks.
const streamed = await session.post('/echo', { body: Readable.from(['one', 'two']) });
console.log(streamed.json<Echo>().headers['transfer-encoding'], streamed.json<Echo>().length);
rmSync(directory, { recursive: true });
