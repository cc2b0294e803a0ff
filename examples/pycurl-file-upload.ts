// pycurl's "file_upload": a PUT of a file that is read as it is sent.
import { openSync, readSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pycurl } from '@curlew/pycurl-compat';

const origin = process.env.ORIGIN ?? 'https://example.com';
const path = fileURLToPath(import.meta.url);

/** pycurl reads a file by its read(size). */
class FileReader {
  readonly #fd = openSync(path, 'r');
  read(size: number): Buffer {
    const bytes = Buffer.alloc(size);
    return bytes.subarray(0, readSync(this.#fd, bytes, 0, size, null));
  }
}

using c = new pycurl.Curl();
c.setopt(pycurl.URL, `${origin}/echo`);
c.setopt(pycurl.UPLOAD, 1);
c.setopt(
  pycurl.READFUNCTION,
  (
    (reader: FileReader) => (size: number) =>
      reader.read(size)
  )(new FileReader()),
);
c.setopt(pycurl.INFILESIZE, statSync(path).size);
const { method, length } = JSON.parse(c.perform_rs()) as { method: string; length: number };
console.log(method, length === statSync(path).size ? 'all of it' : `only ${length}`);
