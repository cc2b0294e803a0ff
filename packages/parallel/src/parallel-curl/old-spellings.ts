/** pyparallelcurl's spellings of methods and attributes, and ours. */
const SPELLINGS = {
  startrequest: 'startRequest',
  setmaxrequests: 'setMaxRequests',
  setoptions: 'setOptions',
  finishallrequests: 'finishAllRequests',
  max_requests: 'maxRequests',
  outstanding_requests: 'outstandingRequests',
  multi_handle: 'multiHandle',
} as const;

/** Adds the old spellings to a class as aliases of the same functions. */
export function addOldSpellings(prototype: object): void {
  for (const [old, name] of Object.entries(SPELLINGS)) {
    const member = memberOf(prototype, name);
    if (member) Object.defineProperty(prototype, old, member);
  }
}

function memberOf(prototype: object | null, name: string): PropertyDescriptor | undefined {
  if (!prototype) return undefined;
  return Object.getOwnPropertyDescriptor(prototype, name) ?? memberOf(Object.getPrototypeOf(prototype) as object | null, name);
}
