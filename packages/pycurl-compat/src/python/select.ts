import { select as selectDescriptors } from '@curlew/core-native';

/** The arguments of Python's `select.select`: descriptors, or objects with `fileno()`. */
export type Selectable = number | { fileno(): number };

/** Python's `select` module, as far as pycurl programs use it. */
export const select = {
  /**
   * Waits until a descriptor is ready. It uses poll(2), so there is no limit of 1024 descriptors.
   * @param timeout seconds; without it, or with null, there is no limit
   */
  select(
    rlist: Iterable<Selectable>,
    wlist: Iterable<Selectable>,
    xlist: Iterable<Selectable>,
    timeout?: number | null,
  ): [Selectable[], Selectable[], Selectable[]] {
    const lists = [[...rlist], [...wlist], [...xlist]] as const;
    const numbers = lists.map((list) => list.map((each) => (typeof each === 'number' ? each : each.fileno())));
    const ready = selectDescriptors(
      numbers[0]!,
      numbers[1]!,
      numbers[2]!,
      typeof timeout === 'number' ? timeout * 1000 : (timeout ?? undefined),
    );
    return ready.map((set, index) => lists[index as 0 | 1 | 2].filter((_, at) => set.includes(numbers[index]![at]!))) as [
      Selectable[],
      Selectable[],
      Selectable[],
    ];
  },
};
