// usage: node sbs.mjs [PYTHONPATH] -> prints unknown differences by kind
import { execFileSync } from 'node:child_process';
import { writeFileSync, readFileSync, mkdtempSync } from 'node:fs';
const dir = '/tmp/wt/pycurl/packages/pycurl-compat/tests/side-by-side';
const { scenarios } = await import(dir + '/scenarios/index.mjs');
const { knownDifferences } = await import(dir + '/differences.mjs');
const rules = readFileSync('/tmp/wt/pycurl/packages/pycurl-compat/src/generated/option-rules.ts', 'utf8');
const options = [...rules.matchAll(/^  (\w+): \[/gm)].map((m) => m[1]);
const by = scenarios(options);
const { startOrigin } = await import('/tmp/wt/pycurl/internal/test-origin/dist/index.js').catch(
  () => import('/tmp/wt/pycurl/internal/test-origin/src/index.ts'),
);
const origin = await startOrigin();
const work = mkdtempSync('/tmp/sbs-');
const only = process.argv[3];
let total = 0,
  same = 0;
for (const [kind, programs] of Object.entries(by)) {
  if (only && only !== kind) continue;
  const f = work + '/p.json';
  writeFileSync(f, JSON.stringify(programs));
  const env = { ...process.env, PYTHONPATH: process.argv[2] };
  const theirs = JSON.parse(
    execFileSync('python3', [dir + '/run.py', f, origin.http, origin.https], { encoding: 'utf8', maxBuffer: 1e8, cwd: work, env }),
  ).results;
  let ours;
  try {
    execFileSync(process.execPath, [dir + '/run.mjs', f, origin.http, origin.https, work + '/o.json'], {
      cwd: work,
      stdio: 'pipe',
      maxBuffer: 1e9,
      timeout: 200000,
    });
  } catch (e) {
    console.log('OURS FAILED', String(e.stderr).slice(-3000));
  }
  ours = JSON.parse(readFileSync(work + '/o.json', 'utf8')).results;
  const groups = new Map();
  let n = 0,
    s = 0,
    missing = 0;
  programs.forEach((p, i) => {
    if (!Array.isArray(theirs[i])) {
      missing++;
      if (/crash/.test(theirs[i].missing)) console.log('CRASH', p.name, theirs[i]);
      return;
    }
    p.steps.forEach((step, at) => {
      n++;
      const t = theirs[i][at],
        o = ours[i][at];
      if (JSON.stringify(t) === JSON.stringify(o)) {
        s++;
        return;
      }
      const d = { program: p.name, method: String(step[1]), option: String(step[2]).slice(3), theirs: t, ours: o };
      const k = knownDifferences.find((r) => r.fits(d));
      const key = k ? 'KNOWN ' + k.why : 'UNKNOWN';
      groups.set(key, [...(groups.get(key) ?? []), { ...d, step: JSON.stringify(step).slice(0, 120) }]);
    });
  });
  console.log(`== ${kind}: ${s}/${n} same, ${missing} missing`);
  for (const [k, v] of groups) {
    if (k !== 'UNKNOWN') console.log('  ', k, v.length);
    else
      for (const d of v.slice(0, +(process.argv[4] ?? 80)))
        console.log(
          '   ?',
          d.program,
          '|',
          d.step,
          '\n        theirs',
          JSON.stringify(d.theirs),
          '\n        ours  ',
          JSON.stringify(d.ours),
        );
    if (k === 'UNKNOWN') console.log('   unknown:', v.length);
  }
  total += n;
  same += s;
}
console.log(same, total);
await origin.close();
