import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const core = join(__dirname, '..', 'packages', 'core-native');
const lib = (name: string) => JSON.stringify(join(core, 'deps', 'lib', name));

/** Runs a piece of the build in a process of its own; jest does not load its modules. */
function run(program: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }).trim();
}

const faultsOf = (file: string, target: string) =>
  JSON.parse(
    run(
      `const { faultsOfAddon } = await import(${lib('inspect-addon.mjs')}); console.log(JSON.stringify(faultsOfAddon(${JSON.stringify(file)}, ${JSON.stringify(target)})));`,
    ),
  ) as string[];

describe('the native code', () => {
  it("includes the system's headers only in native/platform", () => {
    const native = join(core, 'native');
    const sources = readdirSync(native, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.(cc|h)$/.test(file) && !/^(build|platform)\b/.test(file),
    );
    expect(sources.length).toBeGreaterThan(50);
    const system =
      /#include <(?:sys\/|net|arpa\/|unistd|poll|fcntl|strings|signal|dlfcn|errno|cerrno|pthread|windows|winsock|ws2|io\.h)[^>]*>/g;
    const found = sources.flatMap((file) =>
      (readFileSync(join(native, file), 'utf8').match(system) ?? []).map((line) => `${file}: ${line}`),
    );
    expect(found).toEqual([]);
  });
});

describe('an addon for other machines', () => {
  let work: string;
  beforeEach(() => (work = mkdtempSync(join(tmpdir(), 'curlew-platforms-'))));
  afterEach(() => rmSync(work, { recursive: true, force: true }));

  it('must not need a newer glibc than 2.28 or libstdc++, nor export anything but its entry points', () => {
    if (process.platform !== 'linux') return;
    const source = join(work, 'addon.cc');
    // std::string is libstdc++'s, and this name is no entry point of Node's.
    writeFileSync(source, '#include <string>\nextern "C" int stray(int n) { return (int)std::to_string(n).append("x", n).size(); }\n');
    const file = join(work, 'addon.node');
    execFileSync('c++', ['-shared', '-fPIC', '-O0', source, '-o', file]);
    const faults = faultsOf(file, 'linux-x64');
    expect(faults).toContain('it exports stray');
    expect(faults.some((fault) => /^it needs \S+ of a libstdc\+\+ \(\w+_[\d.]+\)$/.test(fault))).toBe(true);
  });

  it('must not need glibc where the C library is musl', () => {
    const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
    if (!header.glibcVersionRuntime) return;
    const [source, file] = [join(work, 'addon.c'), join(work, 'addon.node')];
    writeFileSync(source, '#include <stdlib.h>\nvoid *napi_register_module_v1(void) { return malloc(1); }\n');
    execFileSync('cc', ['-shared', '-fPIC', source, '-o', file]);
    expect(faultsOf(file, 'linux-x64-musl')).toContain('it needs malloc of glibc');
    expect(faultsOf(file, 'linux-x64')).toEqual([]);
  });

  it("must not contain the builder's paths", () => {
    const file = join(work, 'addon.node');
    writeFileSync(file, `text ${join(core, '..', '..')}/packages text`);
    expect(faultsOf(file, 'win32-x64')).toEqual([`it contains the builder's path ${join(core, '..', '..')}`]);
  });

  const platforms = join(core, 'platforms');
  // An addon made by `npm run prebuild -- --target`; without --target it is this machine's own.
  const built = readdirSync(platforms).filter((target) => existsSync(join(core, 'native', 'build', 'targets', target, 'curlew.node')));
  const forEachBuilt = built.length > 0 ? it.each(built) : it.skip.each(['(no target was built here)']);
  forEachBuilt('is what was made for %s', (target) => {
    expect(faultsOf(join(core, 'native', 'build', 'targets', target, 'curlew.node'), target)).toEqual([]);
  });
});

describe('npm run prebuild', () => {
  const prebuild = (target: string) =>
    spawnSync(process.execPath, [join(core, 'scripts', 'prebuild.mjs'), '--target', target], { encoding: 'utf8' });

  it.each([
    ['sparc', 'There is no cross build for "sparc"; expected linux-arm64, linux-x64, win32-arm64, win32-x64.'],
    ['darwin-arm64', 'Build it on a machine of that platform, without --target.'],
  ])('refuses the target %s', (target, text) => {
    const { status, stderr } = prebuild(target);
    expect(status).toBe(1);
    expect(stderr).toContain(text);
  });
});

describe('a build on Windows', () => {
  it('is refused, and says where the addon comes from', () => {
    const program = `Object.defineProperty(process, 'platform', { value: 'win32' });
      const { buildNative } = await import(${JSON.stringify(join(core, 'scripts', 'build-native.mjs'))});
      await buildNative().catch((error) => console.log(error.message));`;
    expect(run(program)).toMatch(/not built on Windows, but for it: on a Debian machine, by `npm run prebuild -- --target win32-x64`/);
  });
});

describe('the packages of the platforms', () => {
  it('all have the version of core-native', () => {
    const versionOf = (file: string) => (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
    const files = readdirSync(join(core, 'platforms')).map((target) => join(core, 'platforms', target, 'package.json'));
    expect(files).toHaveLength(8);
    const wrong = files.filter((file) => versionOf(file) !== versionOf(join(core, 'package.json')));
    expect(wrong.map((file) => relative(core, file))).toEqual([]);
  });
});
