// For programs that pass their arguments on to the command.
export { optionsWithValue } from './cli/options.js';
