// Prints all scenarios as JSON, by their kind. Arguments: a JSON array of the names of pycurl's options.
import { scenarios } from './scenarios/index.mjs';

process.stdout.write(JSON.stringify(scenarios(JSON.parse(process.argv[2]))));
