// For programs that hand their arguments on to the command.
export { optionsWithValue } from './cli/options.js';
