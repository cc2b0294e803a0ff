// setopt of every option with every kind of value.

/** Values of every kind that setopt could be given. */
const VALUES = {
  int: 1,
  negative: -1,
  bool: true,
  float: 1.5,
  huge: 2 ** 40,
  text: 'text',
  umlaut: 'ä',
  nul: 'a\0b',
  bytes: '$B:bytes',
  list: [],
  texts: ['a: b'],
  mixed: ['a', 1],
  callable: '$F:nothing',
  object: '$O:new',
  file: '$O:b',
  none: null,
};

/** Options that would affect the test itself or the terminal. */
const NOT_TRIED = new Set(['STDERR', 'PRIVATE']);

/** setopt of each option with each kind of value: which are accepted, and the errors of the others. */
export function setoptScenarios(options) {
  return options
    .filter((name) => !NOT_TRIED.has(name))
    .map((name) => ({
      name: `setopt ${name}`,
      steps: Object.values(VALUES).map((value) => ['fresh', 'setopt', `$K:${name}`, value]),
    }));
}
