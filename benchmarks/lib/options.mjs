/**
 * The value of an option that names one of these; without the option all of them. Another name ends the program with a
 * message.
 */
export function chosenOf(option, value, all) {
  if (value === undefined) return Object.keys(all);
  if (Object.hasOwn(all, value)) return [value];
  console.error(`--${option}: expected one of ${Object.keys(all).join('; ')}, got "${value}"`);
  process.exit(2);
}

/** A count of at least 1, likewise. */
export function countOf(option, value) {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  console.error(`--${option}: expected a whole number from 1, got "${value}"`);
  process.exit(2);
}
