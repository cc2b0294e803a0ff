import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const deps = join(__dirname, '..', 'packages', 'core-native', 'deps');

let work: string;
beforeEach(() => (work = mkdtempSync(join(tmpdir(), 'curlew-setup-'))));
afterEach(() => rmSync(work, { recursive: true, force: true }));

interface Ended {
  code: number;
  output: string;
}

/** Runs a piece of the set-up in a process of its own with an empty cache. */
function setUp(script: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const program = `
    import { SetupError } from ${JSON.stringify(join(deps, 'lib', 'setup-error.mjs'))};
    try { ${script} } catch (error) { console.log(error instanceof SetupError ? 'SetupError: ' + error.message : error.stack); process.exitCode = 1; }`;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--input-type=module', '-e', program],
      { env: { ...process.env, CURLEW_CACHE: join(work, 'cache'), CURLEW_DEPS_DIR: '', CURLEW_LIBCURL: 'vendored', ...env } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

const lib = (name: string) => JSON.stringify(join(deps, 'lib', name));
const obtain = (archive: unknown) =>
  `const { obtainArchive } = await import(${lib('archives.mjs')}); console.log('GOT ' + await obtainArchive(${JSON.stringify(archive)}, 'testlib 1.0'));`;
const SHA_OF_HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

describe('finding an archive', () => {
  let server: Server;
  let base: string;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url!);
      if (request.url === '/good/testlib.tar.gz') response.end('hello');
      else if (request.url === '/bad/testlib.tar.gz') response.end('tampered');
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => (asked.length = 0));

  const upstream = (place: string) => ({ from: 'upstream', url: `${base}/${place}/testlib.tar.gz`, sha256: SHA_OF_HELLO });

  it('tries the local directory first, and then connects to nothing', async () => {
    writeFileSync(join(work, 'testlib.tar.gz'), 'hello');
    const { output } = await setUp(obtain({ role: 'source', candidates: [upstream('good')] }), { CURLEW_DEPS_DIR: work });
    expect(output).toContain(`GOT ${join(work, 'testlib.tar.gz')}`);
    expect(asked).toEqual([]);
  });

  it('tries the places in their order, and keeps what it has downloaded', async () => {
    const archive = obtain({ role: 'source', candidates: [upstream('missing'), upstream('good')] });
    expect((await setUp(archive)).output).toContain('GOT ');
    expect((await setUp(archive)).output).toContain('GOT ');
    expect(asked).toEqual(['/missing/testlib.tar.gz', '/good/testlib.tar.gz']);
  });

  it.each(['local', 'download'])('stops at a wrong hash (%s), reports it, and keeps nothing', async (place) => {
    writeFileSync(join(work, 'testlib.tar.gz'), 'tampered');
    const { code, output } = await setUp(
      obtain({ role: 'source', candidates: [upstream(place === 'local' ? 'good' : 'bad')] }),
      place === 'local' ? { CURLEW_DEPS_DIR: work } : {},
    );
    expect(code).toBe(1);
    expect(output).toMatch(/^SetupError: Wrong hash of \S+ .*expected sha256 2cf24d\w+, got \w{64}/);
    const store = join(work, 'cache', 'archives');
    expect(existsSync(store) ? readdirSync(store) : []).toEqual([]);
  });

  it('names every place that it tried when none is left', async () => {
    const { code, output } = await setUp(obtain({ role: 'source', candidates: [upstream('missing')] }));
    expect(code).toBe(1);
    expect(output).toContain('SetupError: The source archive of testlib 1.0 is not available anywhere');
    expect(output).toContain('/missing/testlib.tar.gz answered 404');
    expect(output).toContain('CURLEW_DEPS_DIR');
  });

  it('has a place for each archive where no Debian mirror is configured: on Alpine, macOS, Ubuntu', async () => {
    const { output } = await setUp(
      `const { urlsOf } = await import(${lib('archives.mjs')}); const { readManifest } = await import(${lib('manifest.mjs')});
       for (const { name, archives } of readManifest().libraries)
         for (const { role, candidates } of archives)
           if (candidates.flatMap((each) => urlsOf(each, [])).length === 0) console.log('NOWHERE ' + name + ' ' + role);
       console.log('LOOKED');`,
    );
    expect(output).toBe('LOOKED\n');
  });

  it('names a missing local directory', async () => {
    const { output } = await setUp(obtain({ role: 'source', candidates: [upstream('good')] }), { CURLEW_DEPS_DIR: '/nowhere' });
    expect(output).toContain('CURLEW_DEPS_DIR names /nowhere, which does not exist');
  });
});

describe("reading apt's configuration", () => {
  it('finds the mirrors in both formats', async () => {
    mkdirSync(join(work, 'sources.list.d'));
    writeFileSync(join(work, 'sources.list'), '# deb http://old/debian x\ndeb [signed-by=/k] http://one/debian bookworm main\n');
    writeFileSync(join(work, 'sources.list.d', 'two.sources'), 'Types: deb\nURIs: http://two/debian/ http://three/debian-security\n');
    writeFileSync(join(work, 'sources.list.d', 'other.list'), 'deb https://other/node nodistro main\n');
    const { output } = await setUp(
      `const { configuredDebianMirrors } = await import(${lib('debian-mirrors.mjs')}); console.log(configuredDebianMirrors(${JSON.stringify(work)}).join());`,
    );
    expect(output.trim()).toBe('http://one/debian,http://two/debian,http://three/debian-security');
  });
});

describe('building libcurl', () => {
  const build = `const { buildVendoredLibcurl } = await import(${lib('superbuild.mjs')}); await buildVendoredLibcurl();`;
  const fakeTool = (name: string, text: string) => {
    const directory = join(work, 'bin');
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(directory, name), 0o755);
    return `${directory}:${process.env.PATH}`;
  };
  const cached = join(process.env.CURLEW_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'curlew'), 'archives');
  const archives = [process.env.CURLEW_DEPS_DIR, cached].find((directory) => directory && existsSync(directory)) ?? '';
  // Without archives (a checkout that fell back to a system libcurl) there is nothing to start building from.
  const withArchives = archives ? it : it.skip;
  const leftovers = () => (existsSync(join(work, 'cache', 'libcurl')) ? readdirSync(join(work, 'cache', 'libcurl')) : []);

  withArchives.each([
    ['a failed compile', 'echo "x.c:1:2: error: on purpose"; exit 1', 'libcurl could not be compiled: x.c:1:2: error: on purpose'],
    ['a full disk', 'echo "cannot write: No space left on device"; exit 1', 'The disk became full while libcurl was compiled'],
  ])('fails at %s with one sentence that names the log, and leaves no prefix behind', async (_what, script, text) => {
    const { code, output } = await setUp(build, { CURLEW_DEPS_DIR: archives, PATH: fakeTool('cmake', script) });
    expect(code).toBe(1);
    expect(output).toContain(text);
    expect(output).toMatch(/\(log: \S+\.log\)/);
    expect(leftovers()).toEqual([]);
  });

  it('depends on our own patches and on each archive, not on other data of the manifest', async () => {
    cpSync(deps, join(work, 'deps'), { recursive: true });
    const patches = join(work, 'deps', 'patches', 'curl');
    const keyNow = async () =>
      (await setUp(`console.log((await import(${JSON.stringify(join(work, 'deps', 'lib', 'cache.mjs'))})).prefixKey());`)).output;
    const key = await keyNow();
    expect(key).toMatch(/^[0-9a-f]{16}\n$/);
    const manifest = join(work, 'deps', 'manifest.json');
    const text = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, text.replace('"cpe": "zlib:zlib"', '"cpe": "another:zlib"'));
    expect(await keyNow()).toBe(key);
    writeFileSync(manifest, text.replace(/"sha256": "\w{10}/, '"sha256": "0123456789'));
    expect(await keyNow()).not.toBe(key);
    writeFileSync(manifest, text);
    writeFileSync(join(patches, '9-another.patch'), 'text');
    expect(await keyNow()).not.toBe(key);
  });

  it('applies our own patches in the order of their names, and stops at one that does not apply', async () => {
    const apply = (patches: string) =>
      new Promise<Ended>((resolve) => {
        const args = ['-DPATCHES=', `-DOWN_PATCHES=${patches}`, '-P', join(deps, 'cmake', 'apply-patches.cmake')];
        execFile('cmake', args, { cwd: work }, (error, stdout, stderr) =>
          resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
        );
      });
    const patch = (name: string, from: string, to: string) =>
      writeFileSync(join(work, 'own', name), `a reason\n\n--- a/file\n+++ b/file\n@@ -1 +1 @@\n-${from}\n+${to}\n`);
    mkdirSync(join(work, 'own'));
    writeFileSync(join(work, 'file'), 'one\n');
    patch('2-later.patch', 'two', 'three');
    patch('1-first.patch', 'one', 'two');
    expect(await apply(join(work, 'own'))).toMatchObject({ code: 0 });
    expect(readFileSync(join(work, 'file'), 'utf8')).toBe('three\n');
    const again = await apply(join(work, 'own'));
    expect(again.code).not.toBe(0);
    expect(again.output.replace(/\s+/g, ' ')).toContain('1-first.patch does not apply');
    expect(await apply(join(work, 'none'))).toMatchObject({ code: 0 });
  });

  // The superbuild looks for libraries only in its own prefix, where macOS' frameworks are not.
  withArchives('on macOS tells curl of each framework that it looks for', async () => {
    const { libraries } = JSON.parse(readFileSync(join(deps, 'manifest.json'), 'utf8')) as {
      libraries: { name: string; version: string }[];
    };
    const { version } = libraries.find(({ name }) => name === 'curl')!;
    const archive = [`curl_${version}.orig.tar.gz`, `curl-${version}.tar.gz`]
      .flatMap((name) => [archives, cached].map((directory) => join(directory, name)))
      .find(existsSync)!;
    const recipe = execFileSync('tar', ['-xOf', archive, '--wildcards', '*/CMakeLists.txt'], { encoding: 'utf8', maxBuffer: 64e6 });
    const wanted = [...recipe.matchAll(/find_library\((\w+)_FRAMEWORK NAMES "(\w+)"/g)].map(([, variable, name]) => [variable, name]);
    const told = readFileSync(join(deps, 'toolchains', 'darwin.cmake'), 'utf8').matchAll(/set\((\w+)_FRAMEWORK (\w+)\)/g);
    // Security is for USE_APPLE_SECTRUST, which is off.
    expect([...told].map(([, variable, name]) => [variable, name])).toEqual(wanted.filter(([variable]) => variable !== 'SECURITY'));
  });

  it('does not take an incomplete prefix for a complete one', async () => {
    const { output } = await setUp(
      `const { isCompletePrefix } = await import(${lib('cache.mjs')}); const fs = await import('node:fs');
       fs.mkdirSync(${JSON.stringify(join(work, 'p', 'lib'))}, { recursive: true }); fs.writeFileSync(${JSON.stringify(join(work, 'p', 'lib', 'libcurl.a'))}, ''); console.log(isCompletePrefix(${JSON.stringify(join(work, 'p'))}));`,
    );
    expect(output.trim()).toBe('false');
  });

  withArchives('names the place where it cannot write', async () => {
    writeFileSync(join(work, 'file'), '');
    const { code, output } = await setUp(build, { CURLEW_DEPS_DIR: archives, CURLEW_CACHE: join(work, 'file', 'cache') });
    expect(code).toBe(1);
    expect(output).toContain(`Cannot write ${join(work, 'file', 'cache')}`);
  });
});

describe('choosing libcurl', () => {
  const select = `const { selectLibcurl } = await import(${lib('select-libcurl.mjs')}); console.log(JSON.stringify(await selectLibcurl()));`;

  it('refuses an unknown value', async () => {
    expect((await setUp(select, { CURLEW_LIBCURL: 'mine' })).output).toContain('CURLEW_LIBCURL is "mine"; expected "vendored" or "system"');
  });

  it('says what to install if the system has none', async () => {
    const { code, output } = await setUp(select, { CURLEW_LIBCURL: 'system', PATH: '/nowhere' });
    expect(code).toBe(1);
    expect(output).toContain('apt-get install libcurl4-openssl-dev');
  });

  it('accepts a system libcurl that is new enough, and refuses an older one', async () => {
    const withPkgConfig = (version: string) => {
      mkdirSync(join(work, 'bin'), { recursive: true });
      writeFileSync(join(work, 'bin', 'pkg-config'), `#!/bin/sh\n[ "$1" = --modversion ] && echo ${version} || echo -lcurl\n`);
      chmodSync(join(work, 'bin', 'pkg-config'), 0o755);
      return setUp(select, { CURLEW_LIBCURL: 'system', PATH: `${join(work, 'bin')}:${process.env.PATH}` });
    };
    expect(JSON.parse((await withPkgConfig('7.88.1')).output)).toMatchObject({ kind: 'system', version: '7.88.1', libraries: ['-lcurl'] });
    expect((await withPkgConfig('7.74.0')).output).toContain("The system's libcurl is 7.74.0; 7.88.0 or later is needed");
  });
});

describe('the tools', () => {
  it('are each named if missing, with the command that installs them', async () => {
    const toolchain = lib('tools.mjs');
    // No apt-get on this PATH either, so that nothing is installed by the test.
    const { code, output } = await setUp(`const { requireTools } = await import(${toolchain}); requireTools();`, { PATH: '/nowhere' });
    expect(code).toBe(1);
    for (const name of ['C compiler', 'C++ compiler', 'make', 'CMake 3.20 or later', 'Perl', 'Python 3', 'patch'])
      expect(output).toContain(name);
    if (existsSync('/etc/debian_version')) expect(output).toContain('apt-get install build-essential cmake perl python3 patch');
  });

  it('that no package of Debian has are named with the place where they are', async () => {
    const { code, output } = await setUp(
      `const { prepareToolchain } = await import(${lib('cross-toolchain.mjs')}); prepareToolchain('win32-arm64');`,
      { PATH: '/nowhere' },
    );
    expect(code).toBe(1);
    expect(output).toBe(
      'SetupError: Missing to compile for Windows on arm64: llvm-mingw. Get aarch64-w64-mingw32-clang from ' +
        'https://github.com/mstorsjo/llvm-mingw/releases (its bin on PATH)\n',
    );
  });

  const asRootOnDebian = existsSync('/etc/debian_version') && process.getuid?.() === 0 ? it : it.skip;
  const requireThem = `const { requireTools } = await import(${lib('tools.mjs')}); requireTools();`;
  /** A PATH whose apt-get only notes its arguments. */
  const withFakeApt = () => {
    const calls = join(work, 'apt-calls');
    mkdirSync(join(work, 'bin'));
    writeFileSync(join(work, 'bin', 'apt-get'), `#!/bin/sh\necho "$@" >>${calls}\n`, { mode: 0o755 });
    return { PATH: join(work, 'bin'), calls: () => (existsSync(calls) ? readFileSync(calls, 'utf8') : '') };
  };

  asRootOnDebian('are installed for root, after naming each package with its reason', async () => {
    const { PATH, calls } = withFakeApt();
    const { output } = await setUp(requireThem, { PATH });
    expect(output).toContain('  cmake: configures the builds\n');
    expect(output).toContain('  build-essential: compiles libcurl and its libraries; compiles the addon; runs the builds\n');
    expect(calls()).toMatch(/^update -qq\ninstall -y .*build-essential cmake perl python3 patch\n$/);
  });

  asRootOnDebian('are not installed with CURLEW_INSTALL=no', async () => {
    const { PATH, calls } = withFakeApt();
    const { code, output } = await setUp(requireThem, { PATH, CURLEW_INSTALL: 'no' });
    expect(code).toBe(1);
    expect(output).toContain('Install with: apt-get install build-essential cmake perl python3 patch');
    expect(calls()).toBe('');
  });
});

describe('the licences', () => {
  it('of all linked libraries are in one file', async () => {
    const built = join(__dirname, '..', 'packages', 'core-native', 'native', 'build', 'Release', 'LICENSES.txt');
    if (!existsSync(built)) return console.warn('SKIPPED: the addon is linked with a system libcurl');
    copyFileSync(built, join(work, 'l.txt'));
    const { output } = await setUp(
      `const { readManifest } = await import(${lib('manifest.mjs')}); const text = (await import('node:fs')).readFileSync(${JSON.stringify(join(work, 'l.txt'))}, 'utf8');
       const others = (await import(${lib('compiled-in.mjs')})).compiledIn(undefined, Buffer.alloc(0));
       console.log([...readManifest().libraries, ...others].filter(({ name, version, licence }) => !text.includes(name + ' ' + version + ' (' + licence + ')')).map(({ name }) => name).join());`,
    );
    expect(output.trim()).toBe('');
  });
});

describe("CMake's registry of packages", () => {
  it('loses the build trees of a build, and keeps those of others', async () => {
    const registry = join(work, '.cmake', 'packages');
    const entry = (name: string, tree: string) => {
      mkdirSync(join(registry, name), { recursive: true });
      writeFileSync(join(registry, name, tree.replaceAll('/', '-')), tree);
    };
    entry('libssh2', '/cache/key.work-12/libssh2/src');
    entry('libssh2', '/cache/key.work-123/libssh2/src');
    entry('nghttp3', '/cache/key.work-12/nghttp3');
    const { code } = await setUp(
      `const { forgetBuildTrees } = await import(${lib('cmake-registry.mjs')}); forgetBuildTrees('/cache/key.work-12');`,
      {
        HOME: work,
      },
    );
    expect(code).toBe(0);
    expect(readdirSync(registry)).toEqual(['libssh2']);
    expect(readdirSync(join(registry, 'libssh2'))).toEqual(['-cache-key.work-123-libssh2-src']);
  });

  it('may be missing', async () => {
    const { code } = await setUp(
      `const { forgetBuildTrees } = await import(${lib('cmake-registry.mjs')}); forgetBuildTrees('/cache/key.work-12');`,
      {
        HOME: work,
      },
    );
    expect(code).toBe(0);
  });
});
