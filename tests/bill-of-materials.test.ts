import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');
const core = join(root, 'packages', 'core-native');
const text = JSON.stringify;

interface Component {
  name: string;
  version: string;
  'bom-ref': string;
  purl: string;
  licenses: object[];
  pedigree?: { patches: { diff: { text?: { content: string } } }[] };
  externalReferences: { type: string; url: string; hashes?: { content: string }[] }[];
}
interface Bill {
  serialNumber: string;
  metadata: { component: { version: string; purl: string; components: { hashes: { content: string }[] }[] } };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
  vulnerabilities: { id: string; affects: { ref: string }[] }[];
}

/** Runs a piece of the build in a process of its own; jest does not load its modules. */
const evaluate = <T>(module: string, expression: string) =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const m = await import(${text(module)}); console.log(JSON.stringify((await (${expression})) ?? null));`,
      ],
      { encoding: 'utf8', maxBuffer: 64e6 },
    ),
  ) as T;

/** Stands for an addon that clang has linked with the libstdc++ of Debian 11. */
const ADDON = '\u007fELF GCC: (Debian 10.2.1-6) 10.2.1 20210110';
const billOf = (platform: string, addon = ADDON) =>
  evaluate<Bill>(join(core, 'deps', 'lib', 'sbom.mjs'), `m.billOf(${text(platform)}, Buffer.from(${text(addon)}))`);
const { libraries } = JSON.parse(readFileSync(join(core, 'deps', 'manifest.json'), 'utf8')) as {
  libraries: { name: string; version: string; archives: { role: string; mends?: string[]; candidates: { sha256: string }[] }[] }[];
};

/** CycloneDX's own schema, with its formats, in a process without jest. */
const faultsOf = (bill: unknown) => {
  const library = createRequire(join(root, 'package.json')).resolve('@cyclonedx/cyclonedx-library');
  const file = join(mkdtempSync(join(tmpdir(), 'curlew-bill-')), 'bill.json');
  writeFileSync(file, text(bill));
  try {
    return evaluate<unknown>(
      library,
      `new m.default.Validation.JsonStrictValidator('1.6').validate((await import('node:fs')).readFileSync(${text(file)}, 'utf8'))`,
    );
  } finally {
    rmSync(join(file, '..'), { recursive: true });
  }
};

describe('the bill of materials of a platform', () => {
  const bill = billOf('linux-x64');
  const named = (name: string) => bill.components.find((component) => component.name === name)!;

  it("follows CycloneDX's schema", () => {
    expect(faultsOf(bill)).toBeNull();
    // The validator looks: a licence that SPDX does not have is a fault.
    expect(faultsOf({ ...bill, components: [{ ...named('zlib'), licenses: [{ license: { id: 'Zlibb' } }] }] })).not.toBeNull();
  });

  it('has every library of the manifest with the hash of each of its archives', () => {
    for (const { name, version, archives } of libraries) {
      const { version: said, externalReferences, licenses, purl } = named(name);
      expect({ said, licenses: licenses.length }).toEqual({ said: version, licenses: 1 });
      expect(purl).toContain('pkg:');
      const hashes = externalReferences.filter(({ type }) => type === 'source-distribution').map((each) => each.hashes![0]!.content);
      expect(hashes).toEqual(archives.flatMap(({ candidates }) => candidates.map(({ sha256 }) => sha256)));
    }
    expect(named('curl').purl).toMatch(/^pkg:github\/curl\/curl@curl-\d+_\d+_\d+$/);
  });

  it('has the libraries that the compiler adds, as the addon lists them', () => {
    expect(named('node-addon-api').purl).toMatch(/^pkg:npm\/node-addon-api@\d/);
    expect(named('libstdc++ and libgcc')).toMatchObject({
      version: '10.2.1',
      licenses: [{ expression: 'GPL-3.0-or-later WITH GCC-exception-3.1' }],
    });
    const withTheSystems = billOf('linux-x64', `${ADDON} libstdc++.so.6`);
    expect(withTheSystems.components.map(({ name }) => name)).not.toContain('libstdc++ and libgcc');
  });

  it('has our own patches, and the CVEs that Debian’s patches fix', () => {
    const patches = join(core, 'deps', 'patches', 'curl');
    const own = readdirSync(patches).sort();
    const contents = named('curl').pedigree!.patches.map(({ diff }) => diff.text!.content);
    expect(contents).toEqual(own.map((file) => readFileSync(join(patches, file), 'utf8')));
    const mended = libraries.flatMap(({ archives }) => archives.flatMap(({ mends = [] }) => mends));
    expect(bill.vulnerabilities.map(({ id }) => id)).toEqual(mended);
    expect(mended.length).toBeGreaterThan(0);
  });

  it('refers only to its own components, and has their dependencies', () => {
    const refs = new Set([bill.metadata.component.purl, ...bill.components.map((component) => component['bom-ref'])]);
    const used = [
      ...bill.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]),
      ...bill.vulnerabilities.map(({ affects }) => affects[0]!.ref),
    ];
    expect(used.filter((ref) => !refs.has(ref))).toEqual([]);
    const below = (name: string) =>
      bill.dependencies.find(({ ref }) => ref.startsWith(`${name}@`))!.dependsOn.map((ref) => ref.split('@')[0]);
    expect(below('ngtcp2')).toEqual(['openssl', 'nghttp3']);
    expect(below('curl')).toContain('libssh2');
  });

  it('is the same for the same addon, and differs for another one', () => {
    expect(billOf('linux-x64')).toEqual(bill);
    expect(billOf('linux-x64', `${ADDON}.`).serialNumber).not.toBe(bill.serialNumber);
    expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(text(bill)).not.toContain(root);
  });
});

describe('a release', () => {
  let work: string;
  beforeEach(() => (work = mkdtempSync(join(tmpdir(), 'curlew-complete-'))));
  afterEach(() => rmSync(work, { recursive: true, force: true }));

  const faults = () => evaluate<string[]>(join(root, 'scripts', 'release', 'check-complete.mjs'), `m.faultsOfPackage(${text(work)})`);
  const name = '@curlew/core-native-linux-x64';

  it('requires all files of a platform, with the bill of this addon and version', () => {
    const platform = join(core, 'platforms', 'linux-x64');
    for (const file of ['package.json', 'bundled.mjs']) copyFileSync(join(platform, file), join(work, file));
    expect(faults()).toEqual([`${name} has no curlew.node, LICENSES.txt, sbom.cdx.json`]);
    writeFileSync(join(work, 'curlew.node'), ADDON);
    writeFileSync(join(work, 'LICENSES.txt'), '');
    const bill = billOf('linux-x64');
    writeFileSync(join(work, 'sbom.cdx.json'), text(bill));
    expect(bill.metadata.component.components[0]!.hashes[0]!.content).toBe(createHash('sha256').update(ADDON).digest('hex'));
    expect(faults()).toEqual([]);
    writeFileSync(join(work, 'curlew.node'), 'another');
    const manifest = JSON.parse(readFileSync(join(work, 'package.json'), 'utf8')) as object;
    writeFileSync(join(work, 'package.json'), text({ ...manifest, version: '9.9.9' }));
    expect(faults()).toEqual([
      `${name} is 9.9.9, and its sbom.cdx.json is of ${bill.metadata.component.version}`,
      `the sbom.cdx.json of ${name} is of another addon`,
    ]);
  });

  const built = readdirSync(join(core, 'platforms')).filter((target) => existsSync(join(core, 'platforms', target, 'sbom.cdx.json')));
  const forEachBuilt = built.length > 0 ? it.each(built) : it.skip.each(['(no platform was prebuilt here)']);
  forEachBuilt('has a bill for %s that follows the schema, and the licence of all that it names', (target) => {
    const bill = JSON.parse(readFileSync(join(core, 'platforms', target, 'sbom.cdx.json'), 'utf8')) as Bill;
    expect(faultsOf(bill)).toBeNull();
    const licences = readFileSync(join(core, 'platforms', target, 'LICENSES.txt'), 'utf8');
    expect(bill.components.filter((each) => !licences.includes(`${each.name} ${each.version} (`)).map((each) => each.name)).toEqual([]);
  });
});
