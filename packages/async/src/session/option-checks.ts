import { invalidOption } from '../http/invalid-option.js';

// Each answers the value, or throws the TypeError that names the option.

export function checkPair(name: string, value: unknown): readonly [string, string] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.length !== 2 || value.some((each) => typeof each !== 'string'))
    throw invalidOption(name, 'two strings', value);
  return value as unknown as readonly [string, string];
}

export function checkBoolean(name: string, value: unknown, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  if (typeof value !== 'boolean') throw invalidOption(name, 'true or false', value);
  return value;
}

export function checkCount(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw invalidOption(name, 'a whole number from 0', value);
  return value as number;
}

export function checkString(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'string') throw invalidOption(name, 'a string', value);
}

export function checkFunction(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function') throw invalidOption(name, 'a function', value);
}
