import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { findPycurl } from '../../../internal/test-servers/index.mjs';
import { optionRules } from '../src/generated/option-rules.js';

// The same programs run on the real pycurl and on ours, against the same origin: both must see the same, or differ in a
// way that side-by-side/differences.mjs explains.

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
type Answers = (Outcome[] | { missing: string })[];

const directory = join(__dirname, 'side-by-side');
/** The JSON that a program of that directory prints; Jest's own loader would not read ES modules. */
const printedBy = <T>(program: string, ...args: string[]): T =>
  JSON.parse(execFileSync(process.execPath, [join(directory, program), ...args], { encoding: 'utf8', maxBuffer: 1e8 })) as T;

const python = findPycurl();
if (!python) process.stderr.write('WARNING: no pycurl to compare with: apt-get install python3-pycurl\n');
// Python and its headers are not on every machine that builds this; CI's has them.
const describeWithPycurl = python ? describe : describe.skip;
const isSame = ({ theirs, ours }: Step) => JSON.stringify(theirs) === JSON.stringify(ours);

describeWithPycurl('beside the real pycurl', () => {
  let origin: Origin;
  let work: string;
  let scenarios: Record<string, Program[]>;
  beforeAll(async () => {
    origin = await startOrigin();
    work = mkdtempSync(join(tmpdir(), 'curlew-side-by-side-'));
    scenarios = printedBy('print-scenarios.mjs', JSON.stringify(Object.keys(optionRules)));
  });
  afterAll(async () => {
    rmSync(work, { recursive: true });
    await origin.close();
  });

  function run(programs: Program[]): Step[] {
    const [file, target] = [join(work, 'programs.json'), join(work, 'ours.json')];
    writeFileSync(file, JSON.stringify(programs));
    // Options that name files write into the current directory.
    const options = { encoding: 'utf8', maxBuffer: 1e8, timeout: 100_000, cwd: work } as const;
    const urls = [origin.http, origin.https];
    const answer = execFileSync(python!.python, [join(directory, 'run.py'), file, ...urls], { ...options, env: python!.env });
    const theirs = (JSON.parse(answer) as { results: Answers }).results;
    execFileSync(process.execPath, [join(directory, 'run.mjs'), file, ...urls, target], { ...options, stdio: 'pipe' });
    const ours = (JSON.parse(readFileSync(target, 'utf8')) as { results: Outcome[][] }).results;
    return programs.flatMap(({ name, steps }, index): Step[] => {
      const real = theirs[index]!;
      // Features that this pycurl lacks, and calls that end its process, cannot be compared.
      if (!Array.isArray(real)) return [];
      return steps.map(([, method, option], at) => ({
        program: name,
        method: String(method),
        option: String(option).slice(3),
        theirs: real[at],
        ours: ours[index]![at],
      }));
    });
  }

  function unknownAmong(differing: Step[]): Step[] {
    const file = join(work, 'differing.json');
    writeFileSync(file, JSON.stringify(differing));
    return printedBy('print-unknown.mjs', file, python!.version);
  }

  // The least share of equal results, for an old pycurl; a newer one agrees more.
  it.each([
    ['setopt', 3500, 0.97],
    ['programs', 250, 0.95],
    ['answers', 1500, 0.9],
    ['states', 900, 0.95],
    // The words of a TypeError about Python's keyword arguments differ.
    ['mistakes', 400, 0.85],
  ])(
    '%s: every difference is known, and few are',
    (kind, atLeast, share) => {
      const steps = run(scenarios[kind]!);
      expect(unknownAmong(steps.filter((step) => !isSame(step)))).toEqual([]);
      expect(steps.length).toBeGreaterThan(atLeast);
      expect(steps.filter(isSame).length / steps.length).toBeGreaterThan(share);
    },
    120_000,
  );
});
