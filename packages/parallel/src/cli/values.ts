import { InvalidArgumentError } from 'commander';

/** Parsers for the values of options. Each throws the message that the command prints for a wrong value. */

export function wholeNumberFrom(least: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) < least)
      throw new InvalidArgumentError(`expected a whole number from ${least}, got "${text}".`);
    return Number(text);
  };
}

function numberFrom0(text: string, what: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) throw new InvalidArgumentError(`expected ${what} from 0, got "${text}".`);
  return value;
}

export const seconds = (text: string): number => numberFrom0(text, 'seconds');

export function perSecond(text: string): number {
  const value = numberFrom0(text, 'requests per second');
  if (value === 0) throw new InvalidArgumentError('expected more than 0 requests per second.');
  return value;
}

const UNITS: Record<string, number> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Parses a number of bytes in curl's notation: 500, 100k, 1.5M. */
export function bytesPerSecond(text: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([kmg]?)$/i.exec(text) ?? [];
  const value = Math.round(Number(number) * UNITS[unit.toLowerCase()]!);
  if (!(value > 0)) throw new InvalidArgumentError(`expected bytes per second like 500, 100k or 2M, got "${text}".`);
  return value;
}

export type HeaderPair = [name: string, value: string];

/** @returns undefined if the text is not a header */
export function headerOf(text: string): HeaderPair | undefined {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*?)\s*$/.exec(text) ?? [];
  return name === undefined || value === undefined ? undefined : [name, value];
}

export function header(text: string, before: HeaderPair[] = []): HeaderPair[] {
  const pair = headerOf(text);
  if (!pair) throw new InvalidArgumentError(`expected "Name: value", got "${text}".`);
  return [...before, pair];
}

export function credentials(text: string): [user: string, password: string] {
  const at = text.indexOf(':');
  if (at < 0) throw new InvalidArgumentError('expected "name:password".');
  return [text.slice(0, at), text.slice(at + 1)];
}

export const asText = (text: string): string => text;
