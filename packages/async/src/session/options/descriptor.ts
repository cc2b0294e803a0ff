/**
 * One option: its check and its default. The checks receive whatever a caller of JavaScript has passed, hence
 * `unknown`.
 */
export interface OptionDescriptor<Checked> {
  /** @throws {TypeError | RangeError} naming the option */
  check(value: unknown, name: string): Checked;
  fallback: Checked;
}

/** The descriptors of a group of options. The compiler ensures that none is missing or unknown. */
export type Descriptors<Options> = { readonly [Name in keyof Options]-?: OptionDescriptor<unknown> };

/** The checked values of a group of options. */
export type CheckedOf<Group> = { [Name in keyof Group]: Group[Name] extends OptionDescriptor<infer Checked> ? Checked : never };

/** An option without a default. */
export function option<Checked>(check: (value: unknown, name: string) => Checked): OptionDescriptor<Checked | undefined> {
  return { check, fallback: undefined };
}

/** An option with a default. */
export function optionWithDefault<Checked>(fallback: Checked, check: (value: unknown, name: string) => Checked): OptionDescriptor<Checked> {
  return { check, fallback };
}

/**
 * Checks the options of a group; a request's options take precedence over its session's.
 * @throws {TypeError | RangeError} the first option with a wrong value, by name
 */
export function checkGroup<Group extends Readonly<Record<string, OptionDescriptor<unknown>>>>(
  group: Group,
  defaults: object,
  given: object,
): CheckedOf<Group> {
  const checked: Record<string, unknown> = {};
  for (const name in group) {
    const own = (given as Record<string, unknown>)[name];
    // null is a value: it removes the session's.
    const value = own !== undefined ? own : (defaults as Record<string, unknown>)[name];
    checked[name] = value === undefined ? group[name]!.fallback : group[name]!.check(value, name);
  }
  return checked as CheckedOf<Group>;
}
