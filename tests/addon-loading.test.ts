import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const core = join(__dirname, '..', 'packages', 'core-native');
const built = join(core, 'native', 'build', 'Release', 'curlew.node');
const platform = `${process.platform}-${process.arch}`;

let project: string;
beforeEach(() => {
  // A project with core-native as npm installs it: its dist and dependencies, and no build of the addon.
  project = realpathSync(mkdtempSync(join(tmpdir(), 'curlew-loading-')));
  const installed = install('@curlew/core-native');
  cpSync(join(core, 'dist'), join(installed, 'dist'), { recursive: true });
  copyFileSync(join(core, 'package.json'), join(installed, 'package.json'));
  cpSync(realpathSync(join(core, 'node_modules', 'detect-libc')), install('detect-libc'), { recursive: true });
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

function install(name: string): string {
  const directory = join(project, 'node_modules', name);
  mkdirSync(directory, { recursive: true });
  return directory;
}

function installPlatform(writeAddon: (file: string) => void) {
  const name = `@curlew/core-native-${platform}`;
  const directory = install(name);
  for (const file of ['package.json', 'bundled.mjs']) copyFileSync(join(core, 'platforms', platform, file), join(directory, file));
  writeAddon(join(directory, 'curlew.node'));
}

/** Requires core-native in the project; `first` runs before. */
function load(first = '') {
  const program = `${first}; try { console.log(require('@curlew/core-native').versionInfo().version) } catch (error) { console.log(error.code + ' ' + error.message) }`;
  return spawnSync(process.execPath, ['-e', program], { cwd: project, encoding: 'utf8' }).stdout;
}

describe("the addon of the platform's package", () => {
  it('is loaded', () => {
    installPlatform((file) => copyFileSync(built, file));
    expect(load()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('is used only without one that was built in the package itself', () => {
    installPlatform((file) => writeFileSync(file, 'broken'));
    const release = join(project, 'node_modules', '@curlew', 'core-native', 'native', 'build', 'Release');
    mkdirSync(release, { recursive: true });
    copyFileSync(built, join(release, 'curlew.node'));
    expect(load()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('is named with the likely reasons if it is not installed', () => {
    const said = load();
    expect(said).toContain(
      `ERR_CURL_NO_ADDON @curlew/core-native: the addon for ${platform} (Node ${process.versions.node}) is not installed`,
    );
    expect(said).toContain(`the package @curlew/core-native-${platform} is missing`);
    for (const reason of ['--omit=optional', 'lockfile', 'another C library', 'bundle']) expect(said).toContain(reason);
  });

  it('has another error if it cannot be loaded than if it is missing', () => {
    installPlatform((file) => writeFileSync(file, 'broken'));
    expect(load()).toMatch(
      new RegExp(
        `^ERR_CURL_NO_ADDON @curlew/core-native: the addon of @curlew/core-native-${platform} could not be loaded on ${platform}.*file too short`,
      ),
    );
  });

  it('has an error that says how to build it on other platforms', () => {
    const said = load("Object.defineProperty(process, 'platform', { value: 'freebsd' })");
    expect(said).toContain(`there is no prebuilt addon for freebsd-${process.arch}`);
    expect(said).toContain('there are darwin-arm64, darwin-x64, linux-arm64,');
    expect(said).toContain('npx --package @curlew/core-native curlew-libcurl build');
  });

  it('is that for musl if this is the C library', () => {
    const musl = "require('detect-libc').familySync = () => 'musl'";
    if (process.platform === 'linux') expect(load(musl)).toContain(`@curlew/core-native-${platform}-musl is missing`);
  });

  describe('in a bundle', () => {
    /** Bundles a program that prints libcurl's version, and runs it where there is no node_modules. */
    function runBundle(format: 'cjs' | 'esm', prepare: (out: string) => void) {
      installPlatform((file) => copyFileSync(built, file));
      writeFileSync(join(project, 'main.js'), "console.log(require('@curlew/core-native').versionInfo().version)");
      const esbuild = createRequire(createRequire(__filename).resolve('tsup')).resolve('esbuild');
      const out = join(project, 'out');
      const outfile = join(out, format === 'cjs' ? 'main.cjs' : 'main.mjs');
      // esbuild defines no `require` in ES modules, with which Node's built-in modules are loaded.
      const banner =
        format === 'esm' ? { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" } : {};
      const options = { entryPoints: ['main.js'], bundle: true, platform: 'node', format, outfile, banner, logLevel: 'error' };
      const program = `require(${JSON.stringify(esbuild)}).buildSync(${JSON.stringify(options)})`;
      execFileSync(process.execPath, ['-e', program], { cwd: project, stdio: ['ignore', 'ignore', 'pipe'] });
      rmSync(join(project, 'node_modules'), { recursive: true });
      prepare(out);
      const { stdout, stderr } = spawnSync(process.execPath, [outfile], { cwd: project, encoding: 'utf8' });
      return `${stdout}${stderr}`;
    }

    it.each(['cjs', 'esm'] as const)('is loaded from beside the bundle (%s)', (format) => {
      expect(runBundle(format, (out) => copyFileSync(built, join(out, 'curlew.node')))).toMatch(/^\d+\.\d+\.\d+\n$/);
    });

    it.each(['cjs', 'esm'] as const)('if it is missing, has an error that says to make @curlew/core-native external (%s)', (format) => {
      const said = runBundle(format, () => {});
      expect(said).toContain('Make @curlew/core-native external');
      expect(said).toContain(`curlew.node of @curlew/core-native-${platform} beside the bundle`);
    });
  });
});
