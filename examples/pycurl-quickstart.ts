// pycurl's quickstart: requests, forms, uploads, and the parts of a response.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BytesIO, pycurl } from '@curlew/pycurl-compat';

const origin = process.env.ORIGIN ?? 'https://example.com';
const directory = mkdtempSync(join(tmpdir(), 'quickstart-'));
const reply = (body: BytesIO) => JSON.parse(body.getvalue().toString()) as { method: string; body: string };

// A form. POSTFIELDS makes the request a POST.
{
  using c = new pycurl.Curl();
  const body = new BytesIO();
  c.setopt(c.URL, `${origin}/echo`);
  c.setopt(c.WRITEDATA, body);
  c.setopt(c.POSTFIELDS, new URLSearchParams({ field: 'value' }).toString());
  c.perform();
  console.log(reply(body).method, reply(body).body);
}

// A file in a form, and a buffer that is sent like a file.
{
  using c = new pycurl.Curl();
  const body = new BytesIO();
  c.setopt(c.URL, `${origin}/echo`);
  c.setopt(c.WRITEDATA, body);
  using mime = new pycurl.CurlMime(c);
  mime.add({ name: 'upload', filename: 'readme.txt', data: 'This is a readme' });
  c.setopt(c.MIMEPOST, mime);
  c.perform();
  console.log(reply(body).body.includes('filename="readme.txt"'));
}

// A PUT of a file, then the headers of its response, one line at a time.
{
  using c = new pycurl.Curl();
  const file = join(directory, 'upload.txt');
  writeFileSync(file, 'from a file');
  const headers = new Map<string, string>();
  c.setopt(c.URL, `${origin}/echo`);
  c.setopt(c.UPLOAD, 1);
  c.setopt(c.READDATA, new BytesIO(readFileSync(file)));
  c.setopt(c.WRITEDATA, new BytesIO());
  c.setopt(c.HEADERFUNCTION, (line: Buffer) => {
    const [name, value] = line.toString('latin1').split(/:(.*)/s);
    if (value !== undefined) headers.set(name!.trim().toLowerCase(), value.trim());
  });
  c.perform();
  console.log(c.getinfo(c.RESPONSE_CODE), headers.get('content-type'));
}

// A redirect that is followed, and the body in a file.
{
  using c = new pycurl.Curl();
  const path = join(directory, 'page');
  const file = openSync(path, 'w');
  c.setopt(c.URL, `${origin}/redirect/2`);
  c.setopt(c.FOLLOWLOCATION, 1);
  c.setopt(c.WRITEDATA, { write: (chunk: Buffer) => writeSync(file, chunk) });
  c.perform();
  closeSync(file);
  console.log(c.getinfo(c.REDIRECT_COUNT), readFileSync(path).length > 0);
}
rmSync(directory, { recursive: true });
