/** What is known to differ, and why: the first rule that fits a step explains it. */
export const knownDifferences = [
  {
    why: 'libcurl: newer versions check numbers that older ones took, and the other way round',
    fits: ({ method, ours, theirs }) => method === 'setopt' && [ours, theirs].some(isRefusal) && [ours, theirs].includes(null),
  },
  {
    why: 'libcurl: built with other parts (GSSAPI, TLS-SRP, engines, ciphers of its TLS library), it refuses otherwise',
    fits: ({ method, ours, theirs }) => method === 'setopt' && isRefusal(ours) && isRefusal(theirs),
  },
  {
    why: 'pycurl 7.47 can unset these, 7.45 cannot',
    fits: ({ theirs, ours }) => ours === null && /unsetopt\(\) is not supported/.test(String(theirs?.[1])),
  },
  {
    why: 'the words of a TypeError about an argument',
    fits: ({ ours, theirs }) => ours?.[0] === 'TypeError' && theirs?.[0] === 'TypeError',
  },
  {
    why: 'an info that is no number: pycurl has no rule of its own for it',
    fits: ({ method, theirs, ours }) => method === 'getinfo' && theirs?.[0] === 'TypeError' && ours?.[0] === 'ValueError',
  },
  {
    why: "libcurl's words",
    fits: ({ method, ours, theirs }) => (method === 'errstr' || method === 'info_read') && typeof ours === typeof theirs,
  },
  {
    why: 'WILDCARDMATCH takes no text: pycurl hands libcurl a pointer as a number',
    fits: ({ option, ours }) => option === 'WILDCARDMATCH' && ours?.[0] === 'TypeError',
  },
  { why: 'COPYPOSTFIELDS has a size, and so may contain NUL', fits: ({ option }) => option === 'COPYPOSTFIELDS' },
  {
    why: 'reset() inside a callback pulls the ground from under libcurl; pycurl 7.47 refuses it too',
    fits: ({ program }) => program === 'a callback that uses its handle',
  },
];

function isRefusal(outcome) {
  return Array.isArray(outcome) && outcome[0] === 'error' && typeof outcome[1] === 'number';
}
