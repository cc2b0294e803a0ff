import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from '../../setup.mjs';
import { pnpm } from './versioned-copy.mjs';

/**
 * The environment of all consumers.
 * @param {{ work: string, tools: string, registry: { url: string }, server: { url: string }, published: object, short: boolean }} parts
 */
export function makeEnvironment(parts) {
  const npm = realpathSync(execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim());
  const managers = { npm, pnpm, yarn: join(parts.tools, 'node_modules', '@yarnpkg', 'cli-dist', 'bin', 'yarn.js') };
  return { ...parts, managers, nodes: findNodes(), env: consumerEnvironment(parts, npm) };
}

/** No compiler, no Python, no git: only Node and a shell. And caches of their own, because the same version comes again. */
function consumerEnvironment({ work }, npm) {
  const bin = join(work, 'bin');
  mkdirSync(bin, { recursive: true });
  const program = (name) => execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
  for (const name of ['sh', 'env']) symlinkSync(program(name), join(bin, name));
  symlinkSync(process.execPath, join(bin, 'node'));
  const env = {
    PATH: bin,
    HOME: process.env.HOME,
    LANG: 'C.UTF-8',
    CI: '1',
    npm_config_cache: join(work, 'npm-cache'),
    npm_config_store_dir: join(work, 'pnpm-store'),
    npm_config_update_notifier: 'false',
    YARN_GLOBAL_FOLDER: join(work, 'yarn'),
    YARN_ENABLE_TELEMETRY: '0',
    YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
  };
  for (const tool of ['cc', 'c++', 'gcc', 'clang', 'make', 'cmake', 'python3'])
    if (spawnSync('sh', ['-c', `command -v ${tool}`], { env }).status === 0) throw new Error(`${tool} is in the PATH of the consumers`);
  const settings = JSON.parse(execFileSync(process.execPath, [npm, 'config', 'list', '--json'], { cwd: root, encoding: 'utf8' }));
  env.YARN_NPM_REGISTRY_SERVER = settings.registry;
  if (process.env.NODE_EXTRA_CA_CERTS) env.NODE_EXTRA_CA_CERTS = process.env.NODE_EXTRA_CA_CERTS;
  return env;
}

/** This Node and those of CURLEW_NODES, or of scripts/other-nodes.mjs. */
function findNodes() {
  const others =
    process.env.CURLEW_NODES ?? execFileSync(process.execPath, [join(root, 'scripts', 'other-nodes.mjs')], { encoding: 'utf8' });
  return [process.execPath, ...others.trim().split(delimiter).filter(Boolean)].map((path) => ({
    path,
    major: execFileSync(path, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }).trim(),
  }));
}

/** An empty project. @param {Record<string, string>} files @returns {string} its directory */
export function makeProject({ work, registry, env }, name, files) {
  const directory = join(work, 'projects', name);
  const all = {
    '.npmrc': `@curlew:registry=${registry.url}\n`,
    '.yarnrc.yml': [
      'nodeLinker: pnp',
      // By default it waits a day before it accepts a new version.
      'npmPreapprovedPackages:',
      '  - "@curlew/*"',
      'pnpEnableEsmLoader: true',
      'npmScopes:',
      '  curlew:',
      `    npmRegistryServer: "${registry.url}"`,
      'unsafeHttpWhitelist:',
      '  - "127.0.0.1"',
      `  - "${new URL(env.YARN_NPM_REGISTRY_SERVER).hostname}"`,
      '',
    ].join('\n'),
    ...files,
  };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }
  return directory;
}

/** @param {string} packageName @returns {string} the text of its smoke */
export const smokeOf = (packageName) =>
  readFileSync(join(import.meta.dirname, 'smokes', `${packageName.replace('@curlew/', '')}.cjs`), 'utf8');
