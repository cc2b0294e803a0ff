import { binding } from './binding.js';

/**
 * When a process started, to tell it from a later one with the same number.
 * @returns digits, in a unit of the system's own; '' if there is no such process, or the system does not tell
 * @internal
 */
export const processStart = (pid: number): string => binding.processStart(pid);
