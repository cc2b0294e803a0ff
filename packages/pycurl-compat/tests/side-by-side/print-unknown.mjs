// Prints, as JSON, the steps whose difference has no explanation in differences.mjs. Arguments: a file with a JSON array
// of differing steps, and the version of pycurl.
import { readFileSync } from 'node:fs';
import { isKnown } from './differences.mjs';

const [file, version] = process.argv.slice(2);
const steps = JSON.parse(readFileSync(file, 'utf8'));
process.stdout.write(JSON.stringify(steps.filter((step) => !isKnown(step, version))));
