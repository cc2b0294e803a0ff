import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COMPILER = process.env.CC || 'cc';

/**
 * Expressions that tell names that are not integers although the compiler would print one: strings, and macros for
 * printf and attributes.
 */
const STRING_PROBE = '_Generic((NAME), char *: 0, const char *: 0, default: 1)';

/**
 * Every integer constant of libcurl's public headers, with its value as the compiler sees it.
 * Two passes: the preprocessor lists the names, a probe program prints the values of those that are integer expressions.
 * @param {string} prefix the built libcurl
 * @returns {Map<string, number>} in header order
 */
export function readConstants(prefix) {
  const work = mkdtempSync(join(tmpdir(), 'curlew-generate-'));
  try {
    const header = join(work, 'all.c');
    writeFileSync(header, '#include <curl/curl.h>\n');
    const include = ['-I', join(prefix, 'include')];
    const text = execFileSync(COMPILER, ['-E', '-dD', '-DCURL_DISABLE_DEPRECATION', ...include, header], {
      encoding: 'utf8',
      maxBuffer: 64e6,
    });
    let names = candidateNames(text);
    // Names that do not compile as an integer constant are dropped one compiler error at a time, all at once.
    for (;;) {
      const source = join(work, 'probe.c');
      writeFileSync(source, probeProgram(names));
      const bad = compileErrors(source, join(work, 'probe'), include, names);
      if (bad.size === 0) break;
      names = names.filter((name) => !bad.has(name));
    }
    const output = execFileSync(join(work, 'probe'), { encoding: 'utf8', maxBuffer: 16e6 });
    const values = new Map();
    for (const line of output.trim().split('\n')) {
      const [name, value] = line.split(' ');
      values.set(name, Number(value));
    }
    return values;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function candidateNames(preprocessed) {
  const names = new Set();
  for (const match of preprocessed.matchAll(/^#define (CURL\w*|LIBCURL\w*) +\S/gm)) names.add(match[1]);
  // Enumerators: a name that stands alone or is assigned at the start of a line, or follows a comma.
  for (const match of preprocessed.matchAll(/(?:^|[,{])\s*(CURL[A-Z]*_\w+)\s*(?:=[^,}]+)?(?=[,}\n])/gm)) names.add(match[1]);
  return [...names].filter(
    (name) =>
      !/^CURL_(?:EXTERN|DEPRECATED|IGNORE|TYPEOF|FORMAT|SUFFIX|SYSTEM|VERSION_BITS|AT_LEAST)|_H$|^CURLINC_|^CURL_DID_MEMORY|LASTENTRY$|^CURL.*_LASTONE$|^CURLEW_/.test(
        name,
      ),
  );
}

function probeProgram(names) {
  const lines = names.map(
    (name) =>
      `  { enum { check = (int)sizeof(char[(${STRING_PROBE.replace('NAME', name)}) ? 1 : -1]) }; long long v = (long long)(${name}); printf("%s %lld\\n", "${name}", v); }`,
  );
  return `#define CURL_DISABLE_DEPRECATION 1\n#include <stdio.h>\n#include <curl/curl.h>\nint main(void) {\n${lines.join('\n')}\n  return 0;\n}\n`;
}

function compileErrors(source, target, include, names) {
  try {
    execFileSync(COMPILER, ['-w', '-fmax-errors=0', ...include, source, '-o', target], { encoding: 'utf8', stdio: 'pipe' });
    return new Set();
  } catch (error) {
    const bad = new Set();
    for (const match of String(error.stderr).matchAll(/probe\.c:(\d+):\d+: error/g)) bad.add(names[Number(match[1]) - 5]);
    if (bad.size === 0 || bad.has(undefined)) throw new Error(`the probe program does not compile: ${error.stderr}`, { cause: error });
    return bad;
  }
}
