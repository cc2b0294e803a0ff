import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { findCommand, findNodeLibcurl, findPycurl } from '../internal/test-servers/index.mjs';
import { TypeScriptPrograms, examples } from './typescript-programs.js';

const run = promisify(execFile);
const folder = join(examples, 'coming-from');
const programsIn = (...path: string[]) => readdirSync(join(folder, ...path)).filter((name) => name.endsWith('.ts'));

let origin: Origin;
let programs: TypeScriptPrograms;
beforeAll(async () => {
  origin = await startOrigin();
  programs = new TypeScriptPrograms();
});
afterAll(async () => {
  programs.close();
  await origin.close();
});

describe('the programs of the pages on other clients', () => {
  /** The output of a program, and of the one that it took the place of. */
  const expected: Record<string, RegExp> = {
    'acurl.ts': /^seen 200\n200 \{ id: '7' \} true\n(seen 302\n)+too many redirects\n$/,
    'node-libcurl.ts': /^200 application\/json true\n200 true true\n$/,
    'undici.ts': /^200 application\/json true\n100000\n$/,
    'fetch.ts': /^200 \{"hello":"world"\}\n$/,
    'got.ts': /^\/echo\?page=1\nstatus 404\n$/,
    'axios.ts': /^true\n404 false\n$/,
    'curl.ts': /^200 name=Ada\n200 true 127\.0\.0\.1\ncurl\n$/,
    'node-http.ts': /^200 \{"hello":"world"\}\n200 application\/json\n$/,
    'pycurl-page.ts': /^200 true\n$/,
  };

  const all = [...programsIn(), ...programsIn('before').map((name) => `before/${name}`)];

  it.each(all)('%s runs', async (path) => {
    const output = await programs.run(path, readFileSync(join(folder, path), 'utf8'), { ORIGIN: origin.http });
    expect(output).toMatch(expected[path.replace('before/', '')]!);
  });

  it('before/pycurl-page.py runs on the real pycurl', async () => {
    const found = findPycurl();
    if (!found) return console.warn('SKIPPED: there is no pycurl: apt-get install python3-pycurl');
    const { stdout } = await run(found.python, [join(folder, 'before', 'pycurl-page.py')], { env: { ...found.env, ORIGIN: origin.http } });
    expect(stdout).toBe('200 True\n');
  }, 120_000);

  it('before/node-libcurl.cjs runs on the real node-libcurl', async () => {
    const found = await findNodeLibcurl();
    if (!found) return console.warn('SKIPPED: there is no node-libcurl: it needs Node 22.14 (CURLEW_NODES) and the pinned libcurl');
    const env = { ...found.env, ORIGIN: origin.http };
    const { stdout } = await run(found.executable, [join(folder, 'before', 'node-libcurl.cjs')], { env });
    expect(stdout).toMatch(expected['node-libcurl.ts']!);
  }, 240_000);

  it('before/curl.sh runs', async () => {
    const found = findCommand('curl');
    if (!found) return console.warn('SKIPPED: there is no curl: apt-get install curl');
    const env = { ...found.env, PATH: `${dirname(found.executable)}${delimiter}${process.env.PATH}`, ORIGIN: origin.http };
    const { stdout } = await run('sh', [join(folder, 'before', 'curl.sh')], { env });
    expect(stdout).toMatch(/"body":"name=Ada".*\n200 0\.\d+ 127\.0\.0\.1\n$/s);
  });
});

describe('a list of files is fetched by', () => {
  const sizes = [100, 200, 300];
  let work: string;
  beforeAll(() => (work = mkdtempSync(join(tmpdir(), 'curlew-coming-from-'))));
  afterAll(() => rmSync(work, { recursive: true }));

  /** @param directory of the command */
  async function fetched(script: string, directory: string, env: NodeJS.ProcessEnv = {}): Promise<number[]> {
    const [URLS, OUT] = [join(work, 'urls.txt'), join(work, script.replaceAll('/', '-'))];
    writeFileSync(URLS, sizes.map((size) => `${origin.http}/range/${size}\n`).join(''));
    const PATH = `${directory}${delimiter}${process.env.PATH}`;
    await run('sh', [join(folder, script)], { env: { ...process.env, ...env, PATH, URLS, OUT } });
    return readdirSync(OUT).map((name) => statSync(join(OUT, name)).size);
  }

  it('parallel-curl.sh', async () => {
    expect((await fetched('parallel-curl.sh', join(examples, 'node_modules', '.bin'))).sort()).toEqual(sizes);
  });

  it.each([
    ['aria2', 'aria2c'],
    ['wget2', 'wget2'],
  ])(
    'before/%s.sh',
    async (name, command) => {
      const found = findCommand(command, name);
      if (!found) return console.warn(`SKIPPED: there is no ${command}: apt-get install ${name}`);
      expect((await fetched(`before/${name}.sh`, dirname(found.executable), found.env)).sort()).toEqual(sizes);
    },
    120_000,
  );
});
