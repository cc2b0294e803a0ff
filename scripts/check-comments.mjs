// npm run check:comments: comments name only files that exist, refer to no papers that readers do not have, and do not
// open with "What …" or "Who …" as their subject. Prints each offence and fails if there is one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { root } from './setup.mjs';

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(Boolean);
const sources = tracked.filter((file) => /\.(?:ts|mts|mjs|cjs|js|cc|h|c)$/.test(file) && !/\/generated\/|^docs\/public\//.test(file));

/** Files of other projects and of builds, which comments may name. */
const ELSEWHERE = new Set([
  'bundled.mjs',
  'curl.h',
  'easyoptions.c',
  'index.d.cts',
  'index.d.ts',
  'options.h',
  'uv.h',
  'windows.h',
  'winsock2.h',
]);

/** A path or a name of a source file. */
const PATH = /(?<![\w@/.<:-])[\w@-][\w@./-]*\.(?:ts|mts|mjs|cjs|cc|h|cmake|sh|py)\b(?![\w/(])/g;

/** References to papers of the project's beginnings. */
const PAPERS = /\((?:[A-Z]\d+, )*D\d+\)|\bthe seed\b|\b(?:DESIGN|HOUSE)\.md\b|\bthe brief\b/;

const OPENING = /^(?:What|Who|Whoever|Whatever) [a-zA-Z`]/;

/** The comments of a file, each as [line, text]; several lines of `//` are one. */
function commentsOf(text) {
  const found = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at].trim();
    const start = at + 1;
    if (line.startsWith('/*')) {
      const parts = [line];
      while (!lines[at].includes('*/') && at + 1 < lines.length) parts.push(lines[++at].trim());
      found.push([start, parts.map((part) => part.replace(/^\/?\*+\/?|\*\/.*$/g, '').trim()).join(' ')]);
    } else if (line.startsWith('//')) {
      const parts = [line];
      while (lines[at + 1]?.trim().startsWith('//')) parts.push(lines[++at].trim());
      found.push([start, parts.map((part) => part.replace(/^\/\/+/, '').trim()).join(' ')]);
    } else {
      const behind = /(?<=[;,{)\]] )\s*\/\/ (.+)$/.exec(lines[at]);
      if (behind) found.push([start, behind[1]]);
    }
  }
  return found.map(([line, comment]) => [line, comment.trim()]);
}

const exists = (path) => ELSEWHERE.has(path.split('/').at(-1)) || tracked.some((file) => file === path || file.endsWith(`/${path}`));

function offencesOf(comment) {
  const paths = [...comment.matchAll(PATH)].map(([path]) => path.replace(/^\.\//, '')).filter((path) => !exists(path));
  return [
    ...paths.map((path) => `${path} does not exist`),
    ...(PAPERS.test(comment) ? [`refers to a paper that readers do not have: ${PAPERS.exec(comment)[0]}`] : []),
    ...(OPENING.test(comment) ? [`opens with "${comment.slice(0, 40)}…": make the thing itself the subject`] : []),
  ];
}

let count = 0;
for (const file of sources)
  for (const [line, comment] of commentsOf(readFileSync(`${root}/${file}`, 'utf8')))
    for (const offence of offencesOf(comment)) {
      count++;
      process.stderr.write(`${file}:${line}: ${offence}\n`);
    }
process.exitCode = count > 0 ? 1 : 0;
