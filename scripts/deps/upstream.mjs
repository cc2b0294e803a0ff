// Upstream's tags, by git: no limit of requests, no account, and the commit of each.
import { execFile } from 'node:child_process';
import { tagOf, versionOfTag } from './versions.mjs';

const TIMEOUT_MS = 20_000;

/**
 * @param {{ repository: string, tag: string, separator?: string }} upstream of a library in the manifest
 * @returns {Promise<{ releases: { version: string, commit: string }[] } | { problem: string }>}
 */
export function readUpstream(upstream) {
  return new Promise((resolve) => {
    execFile(
      'git',
      ['ls-remote', '--tags', upstream.repository],
      // Nobody could answer a prompt for a password.
      { timeout: TIMEOUT_MS, maxBuffer: 64e6, env: { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' } },
      (error, stdout, stderr) => {
        if (!error) return resolve({ releases: parseTags(stdout, upstream) });
        const said = error.killed ? `no answer in ${TIMEOUT_MS / 1000} s` : stderr.trim().split('\n').at(-1) || error.message;
        resolve({ problem: said.replace(/^fatal: /, '') });
      },
    );
  });
}

/** @param {string} text of `git ls-remote --tags` @returns {{ version: string, commit: string }[]} */
export function parseTags(text, upstream) {
  const commits = new Map();
  for (const [, commit, name, peeled] of text.matchAll(/^([0-9a-f]{40,64})\trefs\/tags\/(.+?)(\^\{\})?$/gm)) {
    const version = versionOfTag(upstream, name);
    // An annotated tag has an id of its own; the line after it has that of the commit.
    if (version && (peeled || !commits.has(version))) commits.set(version, commit);
  }
  return [...commits].map(([version, commit]) => ({ version, commit })).filter(({ version }) => tagOf(upstream, version));
}
