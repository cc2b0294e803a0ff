import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transformSync } from '@swc/core';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';

const root = join(__dirname, '..');
const examples = join(root, 'examples');
const run = promisify(execFile);

let origin: Origin;
let work: string;
beforeAll(async () => {
  origin = await startOrigin();
  // Inside examples/, so that its dependencies resolve.
  work = mkdtempSync(join(examples, 'build-'));
});
afterAll(async () => {
  rmSync(work, { recursive: true });
  await origin.close();
});

/** Runs a TypeScript program as an ES module on the built packages. */
async function runTypeScript(name: string, text: string): Promise<string> {
  const { code } = transformSync(text, {
    jsc: { target: 'es2022', parser: { syntax: 'typescript', explicitResourceManagement: true } as never },
    module: { type: 'es6' },
  });
  const file = join(work, `${name}.mjs`);
  writeFileSync(file, code);
  const { stdout, stderr } = await run(process.execPath, [file], {
    env: { ...process.env, ORIGIN: origin.http, SMTP: origin.smtp, SFTP: origin.sftp },
    timeout: 20_000,
  });
  expect(stderr).toBe('');
  return stdout;
}

describe('the examples', () => {
  const expected: Record<string, RegExp> = {
    'fetch-100-urls.ts': /^(200 \d+ http:\S+\n){100}$/,
    'parallel-searches.ts': /^(term \d+: \/echo\?q=term\+\d+\n){100}$/,
    'easy.ts': /^200 1000 bytes in 0\.\d+ s\n$/,
    'async-multi.ts': /^200 10\n200 20\ncancelled\n$/,
    'testing.ts': /^refused: 403\nAda\nPOST \/login, POST \/login, GET \/me, GET \/me\n$/,
    'session.ts': /^200 1 \{"hello":"world"\} \{ user: 'me' \}\n$/,
    'pycurl-basic.ts': /^200 http:\S+\/bytes\/1000 1000\n$/,
    'pycurl-retriever-multi.ts': /^20 pages, 210 bytes\n$/,
    'pycurl-socket-action.ts': /^3 of 3 done\n$/,
    'pycurl-file-upload.ts': /^PUT all of it\n$/,
    'pycurl-async-multi.ts': /^200 10\n200 20\n404 10\n$/,
    'pycurl-opensocket.ts': /^true true not to 127\.0\.0\.1\n$/,
    'pycurl-quickstart.ts': /^POST field=value\ntrue\n200 application\/json\n2 true\n$/,
    'pycurl-ssh-keyfunction.ts': /^true true true\n.+\n$/,
    'pycurl-ws-callback.ts': /^hello 5\nhow are you\? 12\nclosed\n$/,
    'pycurl-ws-fragmented.ts': /^640 bytes in 10 parts\n$/,
    'pycurl-retriever.ts': /^20 of 20 pages, 210 bytes\n$/,
    'pycurl-smtp.ts': /^250 mail to addressee@example.net is on its way\n$/,
    'pycurl-xmlrpc.ts': /^state 41\nstate 42\n$/,
    'pycurl-websocket-echo.ts': /^hello text\n$/,
  };

  it.each(readdirSync(examples).filter((name) => name.endsWith('.ts')))('%s runs', async (name) => {
    expect(await runTypeScript(name, readFileSync(join(examples, name), 'utf8'))).toMatch(expected[name]!);
  });
});

describe('every TypeScript snippet', () => {
  const readmes = [
    'README.md',
    join('docs', 'testing.md'),
    ...readdirSync(join(root, 'packages')).map((name) => join('packages', name, 'README.md')),
  ];
  const snippets = readmes.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(
      (match, index) => [`${file} #${index + 1}`, match[1]!] as const,
    ),
  );

  it.each(snippets)('of %s runs', async (name, text) => {
    const local = text.replaceAll('https://example.com', origin.http);
    expect(await runTypeScript(name.replace(/\W/g, '-'), local)).not.toBe('');
  });

  it('and every file that a README links to exists', () => {
    for (const file of readmes)
      for (const [, target] of readFileSync(join(root, file), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g))
        expect([file, target, existsSync(join(root, file, '..', target!))]).toEqual([file, target, true]);
  });
});
