import { binding } from './binding.js';

/**
 * When a process started, to tell it from a later one with the same number.
 * @returns milliseconds since a moment of the machine's own; 0 if there is no such process, or the system does not tell
 * @internal
 */
export const processStart = (pid: number): number => binding.processStart(pid);
