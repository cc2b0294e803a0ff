// The bill of what is inside an addon, in CycloneDX 1.6. Made of the manifest, without times or paths: the same addon has the
// same bill.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compiledIn } from './compiled-in.mjs';
import { depsDirectory, fileNameOf, readManifest } from './manifest.mjs';
import { packageVersion, platformPackage } from './targets.mjs';

const SPEC_VERSION = '1.6';

/**
 * @param {string} platform a name of {@link import('./targets.mjs').TARGETS}
 * @param {Buffer} addon its bytes
 * @returns {object} the bill
 */
export function billOf(platform, addon) {
  const { libraries } = readManifest();
  const main = mainComponent(platform, addon);
  const others = compiledIn(platform, addon);
  const components = [...libraries.map(libraryComponent), ...others.map(otherComponent)];
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: SPEC_VERSION,
    version: 1,
    metadata: { lifecycles: [{ phase: 'build' }], component: main },
    components,
    dependencies: dependencies(main['bom-ref'], libraries, others),
    vulnerabilities: libraries.flatMap(mendedVulnerabilities),
  };
  return { $schema: `http://cyclonedx.org/schema/bom-${SPEC_VERSION}.schema.json`, serialNumber: serialNumberOf(bill), ...bill };
}

const sha256 = (content) => ({ alg: 'SHA-256', content });
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A UUID of the kind whose bits the maker chooses (8): another one when the bill is another one. */
function serialNumberOf(bill) {
  const hex = hashOf(JSON.stringify(bill));
  const variant = '89ab'[parseInt(hex[16], 16) % 4];
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function mainComponent(platform, addon) {
  const [group, name] = platformPackage(platform).split('/');
  const version = packageVersion();
  const purl = `pkg:npm/${encodeURIComponent(group)}/${name}@${version}`;
  const file = { 'bom-ref': `${purl}#curlew.node`, type: 'file', name: 'curlew.node', hashes: [sha256(hashOf(addon))] };
  return { 'bom-ref': purl, type: 'library', group, name, version, licenses: licences('MIT'), purl, components: [file] };
}

/** @param {string} licence an SPDX identifier or expression */
const licences = (licence) => [/ /.test(licence) ? { expression: licence } : { license: { id: licence } }];

const refOf = ({ name, version }) => `${name.replaceAll(' ', '-')}@${version}`;

/** @param {import('./manifest.mjs').Library} library */
function libraryComponent(library) {
  const { name, version, licence, homepage, upstream, cpe, archives } = library;
  const pedigree = pedigreeOf(library);
  return {
    'bom-ref': refOf(library),
    type: 'library',
    name,
    version,
    scope: 'required',
    licenses: licences(licence),
    ...(cpe ? { cpe: `cpe:2.3:a:${cpe}:${version}:*:*:*:*:*:*:*` } : {}),
    purl: purlOf(library),
    ...(pedigree ? { pedigree } : {}),
    externalReferences: [
      { type: 'website', url: homepage },
      ...(upstream ? [{ type: 'vcs', url: upstream.repository }] : []),
      ...archives.flatMap(({ role, candidates }) => candidates.map((candidate) => sourceReference(role, candidate))),
    ],
  };
}

function purlOf({ name, version, upstream, archives }) {
  if (!upstream) return `pkg:generic/${name}@${version}?checksum=sha256:${archives[0].candidates[0].sha256}`;
  const { repository, tag, separator = '.' } = upstream;
  return `pkg:github/${new URL(repository).pathname.slice(1).toLowerCase()}@${tag.replace('{}', version.replaceAll('.', separator))}`;
}

/** A path of Debian's archive has no host: there are many mirrors. */
function sourceReference(role, candidate) {
  const reference = { type: 'source-distribution', url: candidate.url ?? encodeURI(candidate.path), hashes: [sha256(candidate.sha256)] };
  const comments = [
    ...(role === 'patches' ? ["Debian's patches, which are applied"] : []),
    ...(candidate.from === 'debian' ? ["a path in Debian's archive"] : []),
  ];
  return comments.length > 0 ? { ...reference, comment: comments.join('; ') } : reference;
}

/** The deviations of a library from its upstream release. */
function pedigreeOf({ name, archives }) {
  const packaging = archives.filter(({ role }) => role === 'patches');
  const own = ownPatches(name);
  if (packaging.length + own.length === 0) return undefined;
  return {
    patches: [
      ...packaging.map(({ candidates, mends = [] }) => ({
        type: 'backport',
        diff: { url: encodeURI(candidates[0].path) },
        resolves: mends.map((id) => ({ type: 'security', id })),
      })),
      ...own.map((file) => ({ type: 'unofficial', diff: { text: { contentType: 'text/x-diff', content: readFileSync(file, 'utf8') } } })),
    ],
    notes: [
      ...packaging.map(({ candidates }) => `Debian's ${fileNameOf(candidates[0])}`),
      ...own.map((file) => file.split(/[\\/]/).pop()),
    ].join(', '),
  };
}

function ownPatches(name) {
  const directory = join(depsDirectory, 'patches', name);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith('.patch'))
    .sort()
    .map((file) => join(directory, file));
}

/** @param {import('./compiled-in.mjs').CompiledIn} other */
const otherComponent = ({ name, version, licence, homepage, purl }) => ({
  'bom-ref': refOf({ name, version }),
  type: 'library',
  name,
  version,
  scope: 'required',
  licenses: licences(licence),
  purl,
  externalReferences: [{ type: 'website', url: homepage }],
});

/** Which library uses which: as the superbuild says it. */
function dependencies(main, libraries, others) {
  const recipe = readFileSync(join(depsDirectory, 'CMakeLists.txt'), 'utf8');
  const uses = new Map(
    [...recipe.matchAll(/^curlew_library\((\S+) DEPENDS ([^\n)]*)/gm)].map(([, name, list]) => [name, list.trim().split(/\s+/)]),
  );
  const refs = new Map(libraries.map((library) => [library.name, refOf(library)]));
  return [
    { ref: main, dependsOn: [...refs.values(), ...others.map(refOf)] },
    ...libraries.map(({ name }) => ({ ref: refs.get(name), dependsOn: (uses.get(name) ?? []).map((used) => refs.get(used)) })),
  ];
}

/** Scanners go by the version, which has them. */
const mendedVulnerabilities = (library) =>
  library.archives.flatMap(({ mends = [] }) =>
    mends.map((id) => ({
      id,
      analysis: { state: 'resolved_with_pedigree', detail: "Debian's patches, which are applied, mend it." },
      affects: [{ ref: refOf(library) }],
    })),
  );
