import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOrigin } from '@curlew-internal/test-origin';
import { optionRules } from '../src/generated/option-rules.js';

// The same programs on the real pycurl and on ours, against the same origin: each must see the same, or differ in a way
// that side-by-side/differences.mjs explains.

type Outcome = unknown;
interface Program {
  name: string;
  steps: unknown[][];
}
interface Step {
  program: string;
  method: string;
  option: string;
  theirs: Outcome;
  ours: Outcome;
}

const directory = join(__dirname, 'side-by-side');
const root = join(__dirname, '..', '..', '..');
/** Asks an ES module of ours, which Jest's own loader would not read. */
const ask = <T>(source: string): T =>
  JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8', maxBuffer: 1e8 })) as T;

const python = ask<{ python: string; env: Record<string, string>; version: string } | null>(
  `import { findPycurl } from ${JSON.stringify(join(root, 'scripts', 'pycurl.mjs'))}; console.log(JSON.stringify(findPycurl() ?? null));`,
);
if (!python) process.stderr.write('WARNING: no pycurl to compare with: apt-get install python3-pycurl\n');
// Python and its headers are not on every machine that builds this; CI's has them.
const describeWithPycurl = python ? describe : describe.skip;

describeWithPycurl('beside the real pycurl', () => {
  let programs: Program[];
  let theirs: (Outcome[] | { missing: string })[];
  let ours: Outcome[][];
  let work: string;

  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'curlew-side-by-side-'));
    programs = ask<Program[]>(
      `import { programs, setoptScenarios } from ${JSON.stringify(join(directory, 'scenarios.mjs'))};
       console.log(JSON.stringify([...setoptScenarios(${JSON.stringify(Object.keys(optionRules))}), ...programs]));`,
    );
    const file = join(work, 'programs.json');
    writeFileSync(file, JSON.stringify(programs));
    const origin = await startOrigin();
    // Options that name files write into the current directory.
    const options = { encoding: 'utf8', maxBuffer: 1e8, timeout: 100_000, cwd: work } as const;
    const answer = execFileSync(python!.python, [join(directory, 'run.py'), file, origin.http, origin.https], {
      ...options,
      env: python!.env,
    });
    theirs = (JSON.parse(answer) as { results: typeof theirs }).results;
    const target = join(work, 'ours.json');
    execFileSync(process.execPath, [join(directory, 'run.mjs'), file, origin.http, origin.https, target], { ...options, stdio: 'pipe' });
    ours = (JSON.parse(readFileSync(target, 'utf8')) as { results: typeof ours }).results;
    await origin.close();
  }, 120_000);
  afterAll(() => rmSync(work, { recursive: true }));

  const steps = () =>
    programs.flatMap(({ name, steps }, index): Step[] => {
      const real = theirs[index]!;
      // What this pycurl has not, or what ends its process, cannot be compared.
      if (!Array.isArray(real)) return [];
      return steps.map((step, at) => ({
        program: name,
        method: String(step[1]),
        option: String(step[2]).slice(3),
        theirs: real[at],
        ours: ours[index]![at],
      }));
    });

  it('at least 150 programs have been compared', () => {
    expect(theirs.filter((result) => Array.isArray(result)).length).toBeGreaterThanOrEqual(150);
  });

  it('every difference is known', () => {
    const differing = steps().filter((step) => JSON.stringify(step.theirs) !== JSON.stringify(step.ours));
    const file = join(work, 'differing.json');
    writeFileSync(file, JSON.stringify(differing));
    const unknown = ask<Step[]>(
      `import { readFileSync } from 'node:fs'; import { knownDifferences } from ${JSON.stringify(join(directory, 'differences.mjs'))};
       const steps = JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8'));
       console.log(JSON.stringify(steps.filter((step) => !knownDifferences.some(({ fits }) => fits(step)))));`,
    );
    expect(unknown).toEqual([]);
  });

  it('most steps are the same', () => {
    const all = steps();
    const same = all.filter((step) => JSON.stringify(step.theirs) === JSON.stringify(step.ours)).length;
    expect(all.length).toBeGreaterThan(3000);
    expect(same / all.length).toBeGreaterThan(0.97);
  });
});
