import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');
const manifest = join(root, 'packages', 'core-native', 'deps', 'manifest.json');

interface Library {
  name: string;
  version: string;
  archives: { role: string; candidates: { from: string; url?: string; path?: string; sha256: string }[] }[];
}
const libraries = (JSON.parse(readFileSync(manifest, 'utf8')) as { libraries: Library[] }).libraries;

/** Runs an expression with the modules of scripts/deps in a process of its own; jest does not load them. */
function evaluate<T>(expression: string, env: NodeJS.ProcessEnv = {}): Promise<T> {
  const names = ['versions', 'debian-index', 'upstream', 'advisories', 'survey', 'outdated', 'obtain', 'bump', 'suites'];
  const imports = names.map((name) => `...(await import(${JSON.stringify(join(root, 'scripts', 'deps', `${name}.mjs`))}))`);
  const program = `const m = { ${imports.join(', ')} }; console.log('\\n' + JSON.stringify((await (${expression})) ?? null));`;
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--input-type=module', '-e', program], { env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr)) : resolve(JSON.parse(stdout.trim().split('\n').at(-1)!) as T),
    );
  });
}

const text = JSON.stringify;

describe('a version', () => {
  it.each([
    ['8.22.0-1', '8.22.0'],
    ['1:1.3.dfsg+really1.3.2-4', '1.3.2'],
    ['1.5.7+dfsg-4', '1.5.7'],
    ['3.5.7-1~deb13u2', '3.5.7'],
    ['20261007.0728-1', '20261007'],
    ['8.23.0~rc3-1', null],
  ])("of Debian's package %s is upstream's %s", async (debian, upstream) => {
    expect(await evaluate(`m.upstreamVersionOf(${text(debian)})`)).toBe(upstream);
  });

  it('is compared by its numbers', async () => {
    expect(await evaluate("m.newestOf(['1.9.0', '1.10.0', '1.2'])")).toBe('1.10.0');
    expect(await evaluate("['3.5.8', '3.50.1', '3.6.0'].filter((version) => m.isInBranch(version, '3.5'))")).toEqual(['3.5.8']);
  });
});

describe("upstream's tags", () => {
  const commit = (digit: string) => digit.repeat(40);

  it('are recognised as releases by the manifest’s pattern, each with its commit, not the id of its tag', async () => {
    const tags = [
      `${commit('1')}\trefs/tags/curl-8_22_0`,
      `${commit('2')}\trefs/tags/curl-8_22_0^{}`,
      `${commit('3')}\trefs/tags/curl-8_23_0`,
      `${commit('4')}\trefs/tags/curl-8_24_0-rc1`,
      `${commit('5')}\trefs/tags/rc-8_24_0-1`,
      '',
    ].join('\n');
    expect(await evaluate(`m.parseTags(${text(tags)}, { tag: 'curl-{}', separator: '_' })`)).toEqual([
      { version: '8.22.0', commit: commit('2') },
      { version: '8.23.0', commit: commit('3') },
    ]);
  });

  it('are read by git, whose message explains a failure', async () => {
    const work = mkdtempSync(join(tmpdir(), 'curlew-tags-'));
    try {
      const git = (...args: string[]) =>
        execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: work, encoding: 'utf8' });
      git('init', '-q');
      git('commit', '-q', '--allow-empty', '-m', 'one');
      git('tag', '-a', 'v1.3.2', '-m', 'release');
      const [head] = git('rev-parse', 'HEAD').split('\n');
      expect(await evaluate(`m.readUpstream({ repository: ${text(work)}, tag: 'v{}' })`)).toEqual({
        releases: [{ version: '1.3.2', commit: head }],
      });
      const { problem } = await evaluate<{ problem: string }>(`m.readUpstream({ repository: ${text(join(work, 'none'))}, tag: 'v{}' })`);
      expect(problem).toMatch(/\S/);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
});

const SOURCES = `Package: zlib
Binary: zlib1g
Version: 1:1.3.dfsg+really1.3.2-4
Checksums-Sha256:
 ${'a'.repeat(64)} 1295859 zlib_1.3.dfsg+really1.3.2.orig.tar.gz
 ${'b'.repeat(64)} 20000 zlib_1.3.dfsg+really1.3.2-4.debian.tar.xz
Directory: pool/main/z/zlib

Package: zlib
Version: 1:1.3.dfsg+really1.3.1-1
Directory: pool/main/z/zlib
Checksums-Sha256:
 ${'c'.repeat(64)} 1295859 zlib_1.3.dfsg+really1.3.1.orig.tar.gz

`;

describe("Debian's index", () => {
  it('has the hash of each file, whatever the order of its fields', async () => {
    const packages = await evaluate<{ version: string; files: unknown[] }[]>(`m.parseSources(${text(SOURCES)})`);
    expect(packages.map(({ version, files }) => [version, files.length])).toEqual([
      ['1:1.3.dfsg+really1.3.2-4', 2],
      ['1:1.3.dfsg+really1.3.1-1', 1],
    ]);
    expect(packages[0]!.files[0]).toEqual({ path: 'pool/main/z/zlib/zlib_1.3.dfsg+really1.3.2.orig.tar.gz', sha256: 'a'.repeat(64) });
  });

  it("names the CVEs that the patches of a version fix, by the package's changelog", async () => {
    const changelog = `openssl (3.5.7-1~deb13u2) stable; urgency=medium\n\n  * CVE-2026-2 and CVE-2026-1\n\n -- A <a@b>  x\n\nopenssl (3.5.7-1~deb13u1) stable; urgency=low\n\n  * CVE-2026-1\n\n -- A <a@b>  x\n\nopenssl (3.5.6-1) unstable; urgency=low\n\n  * CVE-2025-9\n\n -- A <a@b>  x\n`;
    expect(await evaluate(`m.parseChangelog(${text(changelog)}, '3.5.7')`)).toEqual(['CVE-2026-1', 'CVE-2026-2']);
  });
});

describe('our patches', () => {
  it('each have a report for the library’s project, which names the file', () => {
    const patches = readdirSync(join(root, 'packages', 'core-native', 'deps', 'patches'), { recursive: true, encoding: 'utf8' });
    const folder = join(root, 'docs', 'upstream');
    const reports = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    const files = patches.filter((name) => name.endsWith('.patch')).map((name) => name.replaceAll('\\', '/'));
    expect(files.filter((name) => !reports.some((text) => text.includes(`deps/patches/${name}`)))).toEqual([]);
    expect(reports).toHaveLength(files.length);
  });
});

describe('npm run deps:outdated', () => {
  const library = {
    name: 'zlib',
    version: '1.3.1',
    upstream: { repository: 'x', tag: 'v{}' },
    archives: [
      {
        role: 'source',
        candidates: [
          { from: 'upstream', url: 'https://up.example/v1.3.1/zlib-1.3.1.tar.gz' },
          { from: 'debian', path: 'pool/main/z/zlib/zlib_1.3.dfsg+really1.3.1.orig.tar.gz' },
        ],
      },
    ],
  };
  const standing = (probe: string, known = `{ packages: m.parseSources(${text(SOURCES)}), releases: [{ version: '1.4.0' }] }`) =>
    evaluate<Record<string, unknown>>(`m.standingOf(${text(library)}, ${known}, ${probe})`);

  it('finds the newest available version, and says why a newer one is not available', async () => {
    const found = await standing("async ({ from }) => from === 'debian' ? undefined : 'up.example does not answer'");
    expect(found).toMatchObject({ newest: '1.4.0', obtainable: '1.3.2', problems: ['1.4.0 (up.example does not answer)'] });
    expect(await evaluate(`m.adviceFor(${text(found)})`)).toBe('npm run deps:bump -- zlib 1.3.2');
  });

  it('says to wait if no archive is available, and prints nothing if the newest version is pinned', async () => {
    const waiting = await standing("async () => 'it answers 404'", `{ packages: m.parseSources(${text(SOURCES)}) }`);
    expect(await evaluate(`m.adviceFor(${text(waiting)})`)).toBe('wait until there is an archive: 1.3.2 (it answers 404, it answers 404)');
    const pinned = await standing('async () => undefined', '{}');
    expect(await evaluate(`m.adviceFor(${text(pinned)})`)).toBeNull();
  });

  it('stays on the branch of the manifest, and warns before its end', async () => {
    const openssl = { ...library, branch: { name: '1.3', until: '2030-04-08' } };
    const found = await evaluate(`m.standingOf(${text(openssl)}, { releases: [{ version: '1.4.0' }] }, async () => undefined)`);
    expect(found).toMatchObject({ newest: '1.3.1' });
    const warnings = (date: string) => evaluate(`m.endingBranches([${text(openssl)}], new Date(${text(date)}))`);
    expect(await warnings('2028-01-01')).toEqual([]);
    expect(await warnings('2030-01-01')).toEqual(['zlib 1.3 is supported until 2030-04-08: choose another branch in the manifest.']);
  });

  (process.platform === 'linux' && spawnSync('dpkg', ['--version']).status === 0 ? it : it.skip)(
    'finds newer patches for the pinned version',
    async () => {
      const patched = {
        name: 'openssl',
        version: '3.5.7',
        archives: [
          { role: 'source', candidates: [{ from: 'debian', path: 'pool/main/o/openssl/openssl_3.5.7.orig.tar.gz' }] },
          { role: 'patches', candidates: [{ from: 'debian', path: 'pool/main/o/openssl/openssl_3.5.7-1~deb13u2.debian.tar.xz' }] },
        ],
      };
      const packages = ['3.5.7-1~deb13u3', '3.5.7-1~deb13u2', '3.5.7-2'].map((version) => ({
        source: 'openssl',
        version,
        files: [{ path: `pool/main/o/openssl/openssl_${version}.debian.tar.xz`, sha256: 'd' }],
      }));
      const found = (probe: string) => evaluate(`m.standingOf(${text(patched)}, { packages: ${text(packages)} }, ${probe})`);
      expect(await found('async () => undefined')).toMatchObject({ packaging: '3.5.7-1~deb13u3', problems: [] });
      expect(await found("async () => 'it answers 404'")).toMatchObject({ problems: ['patches of 3.5.7-1~deb13u3 (it answers 404)'] });
    },
  );

  it('finds vulnerabilities by the commit, and leaves out those that our patches fix', async () => {
    let asked = '';
    const server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => (asked += chunk.toString()));
      request.on('end', () => response.end(text({ results: [{ vulns: [{ id: 'DEBIAN-CVE-2026-2' }, { id: 'CVE-2026-1' }] }, {}] })));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/querybatch`;
    const pinned = text([
      { name: 'openssl', commit: 'aa' },
      { name: 'zlib', commit: 'bb' },
    ]);
    try {
      const { ids } = await evaluate<{ ids: Record<string, string[]> }>(`m.readAdvisories(${pinned}, ${text(url)})`);
      expect(JSON.parse(asked)).toEqual({ queries: [{ commit: 'aa' }, { commit: 'bb' }] });
      expect(ids).toEqual({ openssl: ['CVE-2026-1', 'DEBIAN-CVE-2026-2'], zlib: [] });
      const mends = { archives: [{ role: 'patches', mends: ['CVE-2026-2'] }] };
      expect(await evaluate(`m.openAdvisories(${text(mends)}, ${text(ids.openssl)})`)).toEqual(['CVE-2026-1']);
    } finally {
      server.close();
    }
    expect(await evaluate(`m.readAdvisories(${pinned}, ${text(url)})`)).toEqual({ problem: expect.stringContaining('ECONNREFUSED') });
  });
});

describe('npm run deps:bump', () => {
  let server: Server;
  let base: string;
  let work: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/v1.3.2/zlib-1.3.2.tar.gz') response.end('the archive');
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    work = mkdtempSync(join(tmpdir(), 'curlew-bump-'));
  });
  afterAll(async () => {
    rmSync(work, { recursive: true, force: true });
    await new Promise((resolve) => server.close(resolve));
  });

  const sha256 = (bytes: string) => createHash('sha256').update(bytes).digest('hex');
  const zlib = (...candidates: object[]) => ({
    name: 'zlib',
    version: '1.3.1',
    upstream: { tag: 'v{}' },
    archives: [{ role: 'source', candidates }],
  });
  const upstream = () => ({ from: 'upstream', url: `${base}/v1.3.1/zlib-1.3.1.tar.gz`, sha256: 'old' });
  const obtain = (library: object, version: string, packages: unknown = [], options = {}) =>
    evaluate<{ archives: { candidates: object[] }[]; problems: string[] }>(
      `m.obtainVersion(${text(library)}, ${text(version)}, ${text(packages)}, ${text(options)})`,
      { CURLEW_CACHE: join(work, 'cache'), CURLEW_DEPS_DIR: join(work, 'deps') },
    );
  beforeAll(() => {
    mkdirSync(join(work, 'deps'));
    // Stands for the mirror: a local directory is asked first.
    writeFileSync(join(work, 'deps', 'zlib_1.3.dfsg+really1.3.2.orig.tar.gz'), 'of debian');
  });

  it("computes upstream's hash from the bytes", async () => {
    const { archives } = await obtain(zlib(upstream()), '1.3.2');
    expect(archives).toEqual([
      { role: 'source', candidates: [{ from: 'upstream', url: `${base}/v1.3.2/zlib-1.3.2.tar.gz`, sha256: sha256('the archive') }] },
    ]);
  });

  it('refuses upstream bytes that do not have the announced hash', async () => {
    const { archives, problems } = await obtain(zlib(upstream()), '1.3.2', [], { upstreamSha256: sha256('another') });
    expect(archives).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/has the sha256 \w{64}; \w{64} was expected/)]);
  });

  it('uses the announced hash if upstream does not respond, and without one names the place that has no archive', async () => {
    const { archives } = await obtain(zlib(upstream()), '1.9.9', [], { upstreamSha256: sha256('announced') });
    expect(archives[0]!.candidates).toMatchObject([{ sha256: sha256('announced') }]);
    expect(await obtain(zlib(upstream()), '1.9.9')).toEqual({
      archives: [],
      problems: [`${base}/v1.9.9/zlib-1.9.9.tar.gz could not be fetched: it answers 404`],
    });
  });

  it('does not take a URL by commit for that of another version', async () => {
    const byCommit = zlib({ from: 'upstream', url: `${base}/archive/0123abcd.tar.gz`, sha256: 'old' });
    expect(await evaluate(`m.upstreamUrlOf(${text(byCommit)}, '1.3.2')`)).toBeNull();
    const { archives } = await obtain(byCommit, '1.3.2', [], { upstreamUrl: `${base}/v1.3.2/zlib-1.3.2.tar.gz` });
    expect(archives[0]!.candidates).toMatchObject([{ sha256: sha256('the archive') }]);
  });

  it("compares Debian's archive with the hash of the index", async () => {
    const path = 'pool/main/z/zlib/zlib_1.3.dfsg+really1.3.2.orig.tar.gz';
    const packages = (hash: string) => [{ source: 'zlib', version: '1:1.3.dfsg+really1.3.2-4', files: [{ path, sha256: hash }] }];
    const library = zlib({ from: 'debian', path: 'pool/main/z/zlib/zlib_1.3.dfsg+really1.3.1.orig.tar.gz', sha256: 'old' });
    const good = await obtain(library, '1.3.2', packages(sha256('of debian')));
    expect(good.archives[0]!.candidates).toEqual([{ from: 'debian', path, sha256: sha256('of debian') }]);
    const bad = await obtain(library, '1.3.2', packages(sha256('something else')));
    expect(bad).toEqual({ archives: [], problems: [expect.stringContaining('Wrong hash')] });
  });

  it('changes one library in the manifest and keeps the rest byte by byte', async () => {
    const { name, version, archives } = libraries[0]!;
    const before = readFileSync(manifest, 'utf8');
    const edit = (to: string, list: unknown) =>
      evaluate<string>(`m.withVersion(${text(before)}, ${text(name)}, ${text(to)}, ${text(list)})`);
    expect(await edit(version, archives)).toBe(before);
    const after = JSON.parse(await edit('9.9.9', [])) as { libraries: Library[] };
    expect(after.libraries[0]).toMatchObject({ name, version: '9.9.9', archives: [] });
    expect(after.libraries.slice(1)).toEqual(libraries.slice(1));
  });

  it.each([
    [[], /^Usage: npm run deps:bump/],
    [['libidn', '1.0'], /^There is no library "libidn" inside; expected one of zlib, brotli, /],
    [['zlib', 'latest'], /^"latest" is not a version; expected numbers and dots/],
    [['openssl', '4.0.3'], /^openssl 4\.0\.3 is not of the branch 3\.5 that the manifest names/],
  ])('refuses %j before it connects to anything', (args, sentence) => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'deps', 'bump.mjs'), ...args], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(sentence);
  });

  it('names existing suites', async () => {
    const commands = await evaluate<string[]>(`m.commandsFor(${text(libraries.map(({ name }) => name))})`);
    expect(commands).toContain('npm run test:sanitize');
    const suites = commands[0]!.replace('npm test -- ', '').split(' ');
    const files = execFileSync('git', ['ls-files', '*.test.ts'], { cwd: root, encoding: 'utf8' }).split('\n');
    expect(suites.filter((suite) => !files.some((file) => file.startsWith(suite)))).toEqual([]);
  });
});

describe('the manifest', () => {
  it('has for each archive a hash, and a place other than a Debian mirror', () => {
    const onlyDebian = libraries.filter(({ archives }) => !archives[0]!.candidates.some(({ from }) => from === 'upstream'));
    expect(onlyDebian.map(({ name }) => name)).toEqual([]);
    const hashes = libraries.flatMap(({ archives }) => archives.flatMap(({ candidates }) => candidates.map(({ sha256 }) => sha256)));
    expect(hashes.filter((hash) => !/^[0-9a-f]{64}$/.test(hash))).toEqual([]);
  });
});
